import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * Has a page drawn for nobody: the code of pages is loaded and compiled by the first one that is asked for, which takes
 * longer than all else between a start and a page of data. It is asked for over a port of its own, which nobody else is
 * answered at, because ours asks who signs in first. Rejects when it could not be drawn.
 */
export async function drawOnce(
  page: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  path: string,
): Promise<void> {
  const secret = randomBytes(24).toString('base64url')
  let failed: unknown
  const server = createServer((request, response) => {
    if (request.headers['x-drawn-for'] !== secret) {
      response.writeHead(404).end()
      return
    }
    page(request, response).catch(error => {
      failed = error
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  try {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('There is no port')
    const answer = await fetch(`http://127.0.0.1:${address.port}${path}`, {
      headers: { 'x-drawn-for': secret, accept: 'text/html' },
    })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  } catch (error) {
    throw failed ?? error
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
