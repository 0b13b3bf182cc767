import type { IncomingMessage } from 'node:http'
import { CutShort } from '../../transfer/byte-source'
import type { Task } from '../../work/task'

/** The body of a request as it comes, while the task shows how much of it has. Rejects with CutShort when the client goes away. */
export async function* bodyOf(request: IncomingMessage, task: Task): AsyncGenerator<Uint8Array> {
  const total = Number(request.headers['content-length'])
  let come = 0
  let shown = 0
  for await (const bytes of piecesOf(request)) {
    come += bytes.length
    if (come / total - shown >= 0.01) {
      shown = come / total
      task.progress(Math.min(shown, 0.99))
    }
    yield bytes
  }
}

async function* piecesOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of request) {
      const bytes: unknown = piece
      if (!(bytes instanceof Uint8Array)) throw new TypeError('The body of a request is no bytes')
      yield bytes
    }
  } catch (error) {
    if (request.destroyed && !request.complete) throw new CutShort()
    throw error
  }
}
