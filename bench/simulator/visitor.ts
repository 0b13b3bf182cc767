import { Agent, request } from 'node:http'
import { encodeWire } from '../../server/xapi/encode'
import { type Wire, WireDouble } from '../../server/xapi/wire'

/** A client that counts and does not read, so that only the pool is measured. */
export class Visitor {
  readonly #url: string
  readonly #agent = new Agent({ keepAlive: true })
  readonly #session: string

  private constructor(url: string, session: string) {
    this.#url = url
    this.#session = session
  }

  static async signIn(url: string, username: string, password: string): Promise<Visitor> {
    const answer = await new Visitor(url, '').#post(
      'json',
      'session.login_with_password',
      [username, password, '1.0', 'bench'],
      true,
    )
    const [, session = ''] = /"result":"([^"]*)"/.exec(answer.text) ?? []
    return new Visitor(url, session)
  }

  /** Length of the answer to a call. */
  async bytes(language: 'json' | 'xml', method: string, params: readonly Wire[]): Promise<number> {
    return (await this.#post(language, method, [this.#session, ...params], false)).bytes
  }

  async text(method: string, params: readonly Wire[]): Promise<string> {
    return (await this.#post('json', method, [this.#session, ...params], true)).text
  }

  /** Does something while a second client makes small calls one after the other. `slowest`: the longest of these, ms. */
  async measured(work: () => Promise<number>): Promise<{ bytes: number; seconds: number; slowest: number }> {
    let [slowest, going] = [0, true]
    const others = async () => {
      while (going) {
        const start = performance.now()
        await this.bytes('json', 'session.get_this_host', [this.#session])
        slowest = Math.max(slowest, performance.now() - start)
        await new Promise(resolve => setTimeout(resolve, 5))
      }
    }
    const asking = others()
    const start = performance.now()
    const bytes = await work()
    const seconds = (performance.now() - start) / 1000
    going = false
    await asking
    return { bytes, seconds, slowest }
  }

  #post(language: 'json' | 'xml', method: string, params: readonly Wire[], kept: boolean) {
    const body = Buffer.from(language === 'json' ? jsonCall(method, params) : xmlCall(method, params))
    const url = language === 'json' ? `${this.#url}/jsonrpc` : this.#url
    const headers = { 'content-length': body.length }
    return new Promise<{ bytes: number; text: string }>((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent: this.#agent, headers }, response => {
        let [bytes, text] = [0, '']
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (kept) text += chunk.toString('latin1')
        })
        response.on('end', () => resolve({ bytes, text }))
        response.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

/** Follows all changes for a while; `begin` is called once the first answer has come. */
export async function follow(
  visitor: Visitor,
  seconds: number,
  begin: () => Promise<unknown>,
): Promise<{ batches: number; events: number }> {
  const look = async (token: string, timeout: number) => {
    const text = await visitor.text('event.from', [['*'], token, timeout])
    const [, next = token] = /"token":"(\d+,\d+)"/.exec(text) ?? []
    return { next, events: text.split('"operation":').length - 1 }
  }
  let { next } = await look('', 30.5)
  await begin()
  let [batches, events] = [0, 0]
  for (const until = performance.now() + seconds * 1000; performance.now() < until; batches++) {
    const answer = await look(next, 1.5)
    next = answer.next
    events += answer.events
  }
  return { batches, events }
}

function jsonCall(method: string, params: readonly Wire[]): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
}

/** A float says that it is one. */
function xmlCall(method: string, params: readonly Wire[]): string {
  const typed = params.map(param => (typeof param === 'number' ? new WireDouble(param) : param))
  const written = typed.map(param => `<param>${encodeWire(param)}</param>`).join('')
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${written}</params></methodCall>`
}
