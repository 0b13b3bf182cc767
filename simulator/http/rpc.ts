import type { IncomingMessage } from 'node:http'
import { type Wire, WireError } from '../../server/xapi/wire'
import { readXmlRpc } from '../../server/xapi/xmlrpc'
import type { Answer } from '../handlers/answer'
import { type Asked, serveCall } from '../handlers/dispatch'
import { refOf } from '../tables/row'
import { jsonAnswer, readJsonCall } from './json-call'
import { type Body, gather } from './pieces'
import { xmlAnswer } from './xml-answer'

/** A longer call is not answered: the host hangs up. */
export const BODY_LIMIT = 300 * 1024

export type Served =
  | {
      readonly kind: 'answer'
      /** What was called. */
      readonly message: string
      readonly type: 'text/xml' | 'application/json'
      readonly body: Body
    }
  /** A body that is no call. */
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'hang up' }

/** Reads one call from a request to a host and serves it: JSON-RPC at /jsonrpc, XML-RPC everywhere else. */
export async function serveRpc(asked: Asked, request: IncomingMessage): Promise<Served> {
  const size = request.headers['content-length']
  if (size === undefined)
    return { kind: 'unreadable', detail: 'Failure("We require a content-length: HTTP header")' }
  if (Number(size) > BODY_LIMIT) return { kind: 'hang up' }
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks)
  const serve = async (call: Call) => {
    const answer = await serveCall(asked, call.method, call.params)
    noteHeaders(asked, request, call, answer)
    return answer
  }
  return request.url?.startsWith('/jsonrpc') ? serveJson(serve, body) : serveXml(serve, body)
}

const OTHER_CONFIG = 'x-http-other-config-'

/** Headers x-http-other-config-KEY of a call stand in other_config of the task that it begins, as http:KEY. */
function noteHeaders({ pool }: Asked, { headers }: IncomingMessage, { method }: Call, answer: Answer): void {
  if (!method.startsWith('Async.') || answer.kind !== 'value' || typeof answer.value !== 'string') return
  const noted = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(OTHER_CONFIG) ? [[`http:${name.slice(OTHER_CONFIG.length)}`, String(value)]] : [],
  )
  const row = noted.length > 0 ? pool.db.find('task', answer.value) : undefined
  if (row) {
    const other_config = { ...row.other_config, ...Object.fromEntries(noted) }
    pool.db.update('task', refOf<'task'>(answer.value), { other_config })
  }
}

type Serve = (call: Call) => Promise<Answer>

async function serveJson(serve: Serve, bytes: Buffer): Promise<Served> {
  const read = readJsonCall(bytes.toString('utf8'))
  if (read === 'hang up') return { kind: 'hang up' }
  if ('detail' in read) return { kind: 'unreadable', detail: read.detail }
  const body = await gather(jsonAnswer(read, await serve(read)))
  return { kind: 'answer', message: read.method, type: 'application/json', body }
}

async function serveXml(serve: Serve, bytes: Buffer): Promise<Served> {
  const read = readCall(bytes)
  if ('detail' in read) return { kind: 'unreadable', detail: read.detail }
  const body = await gather(xmlAnswer(await serve(read)))
  return { kind: 'answer', message: read.method, type: 'text/xml', body }
}

type Call = { readonly method: string; readonly params: readonly Wire[] }

function readCall(body: Uint8Array): Call | { readonly detail: string } {
  if (body.length === 0) return { detail: 'Xmlm.Error(1:1, "unexpected end of input")' }
  try {
    const document = readXmlRpc(body, { exact: true, bytes: BODY_LIMIT })
    return document.kind === 'call' ? document : { detail: 'Not a call' }
  } catch (error) {
    if (error instanceof WireError) return { detail: error.message }
    throw error
  }
}
