import { Agent, request } from 'node:http'
import type { Wire } from '../../server/xapi/wire'
import { isStruct } from '../../server/xapi/wire'
import type { ManualClock } from '../clock'
import { readJson } from '../http/json-read'
import { jsonOfWire } from '../http/json-write'

export type Reply =
  | { readonly kind: 'result'; readonly value: Wire }
  | { readonly kind: 'error'; readonly description: readonly string[] }
  /** The host hung up, or answered with a page. */
  | { readonly kind: 'none' }
  /** The call was still waiting after all the time it was given. */
  | { readonly kind: 'blocked' }

/** Turns of the event loop that an answer without waiting needs, with room. */
const TURNS = 12
const STEP_SECONDS = 0.05

/** JSON-RPC 2.0 over HTTP, to a simulator whose time only this client moves: it passes while an answer is awaited. */
export class WireClient {
  readonly #clock: ManualClock
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 })
  #id = 0

  constructor(clock: ManualClock) {
    this.#clock = clock
  }

  /** Waits at most `seconds` of the simulator's time. */
  async call(url: string, method: string, params: readonly Wire[], seconds = 120): Promise<Reply> {
    const body = `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${jsonOfWire([...params])},"id":${++this.#id}}`
    let reply: Reply | undefined
    const sent = this.#post(url, body, got => {
      reply = got
    })
    for (let waited = 0; reply === undefined; waited += STEP_SECONDS) {
      for (let turn = 0; turn < TURNS && reply === undefined; turn++) await nextTurn()
      if (reply !== undefined) break
      if (waited > seconds) {
        sent.destroy()
        return { kind: 'blocked' }
      }
      await this.#clock.advance(STEP_SECONDS)
    }
    return reply
  }

  close(): void {
    this.#agent.destroy()
  }

  #post(url: string, body: string, got: (reply: Reply) => void) {
    const bytes = Buffer.from(body)
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length }
    const sent = request(`${url}/jsonrpc`, { method: 'POST', agent: this.#agent, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        got(response.statusCode === 200 ? readReply(Buffer.concat(chunks)) : { kind: 'none' }),
      )
      response.on('error', () => got({ kind: 'none' }))
    })
    sent.on('error', () => got({ kind: 'none' }))
    sent.end(bytes)
    return sent
  }
}

function readReply(body: Buffer): Reply {
  const answer = readJson(body.toString('utf8'))
  if (!isStruct(answer)) return { kind: 'none' }
  if (answer.result !== undefined) return { kind: 'result', value: answer.result }
  const { error } = answer
  if (!isStruct(error)) return { kind: 'none' }
  const data = Array.isArray(error.data) ? error.data.map(String) : []
  return { kind: 'error', description: [String(error.message), ...data] }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve)
  })
}
