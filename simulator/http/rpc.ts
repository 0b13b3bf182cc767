import type { IncomingMessage } from 'node:http'
import { type Wire, WireError } from '../../server/xapi/wire'
import { readXmlRpc } from '../../server/xapi/xmlrpc'
import { type Asked, serveCall } from '../handlers/dispatch'
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
  return request.url?.startsWith('/jsonrpc') ? serveJson(asked, body) : serveXml(asked, body)
}

async function serveJson(asked: Asked, bytes: Buffer): Promise<Served> {
  const read = readJsonCall(bytes.toString('utf8'))
  if (read === 'hang up') return { kind: 'hang up' }
  if ('detail' in read) return { kind: 'unreadable', detail: read.detail }
  const body = await gather(jsonAnswer(read, await serveCall(asked, read.method, read.params)))
  return { kind: 'answer', message: read.method, type: 'application/json', body }
}

async function serveXml(asked: Asked, bytes: Buffer): Promise<Served> {
  const read = readCall(bytes)
  if ('detail' in read) return { kind: 'unreadable', detail: read.detail }
  const body = await gather(xmlAnswer(await serveCall(asked, read.method, read.params)))
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
