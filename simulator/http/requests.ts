import { connectConsole, upgradeConsole } from './console'
import { type Served, serveHandler } from './handlers/serve'
import { cutAfter } from './line'
import { serveRpc } from './rpc'
import { type Requests, sendAnswer, sendPage } from './server'

/** What a host does with requests, once the pool is there. */
export function requestsOf(serving: Promise<Served>): Requests {
  return {
    post: async (request, response) => {
      const asked = await serving
      const { faults } = asked.pool
      await faults.answering()
      const served = await serveRpc(asked, request)
      await faults.answering()
      await faults.line.begin()
      if (served.kind === 'answer') await sendAnswer(request, response, served, faults.line)
      else if (served.kind === 'unreadable') sendPage(response, 500, served.detail)
      else request.socket.destroy()
    },
    file: async (request, response) => {
      const asked = await serving
      const { line } = asked.pool.faults
      await line.begin()
      const limit = line.limit('file')
      if (limit !== undefined) cutAfter(request.socket, limit)
      return serveHandler(asked, request, response)
    },
    upgrade: async (request, socket, head) => {
      const { pool, screens } = await serving
      return upgradeConsole(pool, screens, request, socket, head)
    },
    connect: (request, socket) => {
      void serving.then(({ pool, screens }) => connectConsole(pool, screens, request, socket))
    },
  }
}
