import type { IncomingMessage } from 'node:http'
import { messageFacts } from '../../server/xapi/facts'
import { WireError } from '../../server/xapi/wire'
import { readXmlRpc, type XmlRpcDocument } from '../../server/xapi/xmlrpc'
import { writeFailure } from '../../server/xapi/xmlrpc-write'
import { serveCall } from '../handlers/dispatch'
import type { Pool } from '../pool'

/** A longer call is not answered: the host hangs up. */
export const BODY_LIMIT = 300 * 1024

/** Who answers: the coordinator, or another host of the pool, which names the coordinator. */
export type Role = { readonly coordinator: true } | { readonly coordinator: false; readonly address: string }

export type Served =
  | { readonly kind: 'answer'; readonly document: string }
  /** A body that is no call. */
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'hang up' }

/** Reads one call from a request and serves it. */
export async function serveRpc(pool: Pool, role: Role, request: IncomingMessage): Promise<Served> {
  const size = request.headers['content-length']
  if (size === undefined)
    return { kind: 'unreadable', detail: 'Failure(We require a content-length: HTTP header)' }
  if (Number(size) > BODY_LIMIT) return { kind: 'hang up' }
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const read = readCall(Buffer.concat(chunks))
  if ('detail' in read) return { kind: 'unreadable', detail: read.detail }
  if (!role.coordinator && !answeredAnywhere(read.method)) {
    return { kind: 'answer', document: writeFailure('HOST_IS_SLAVE', [role.address]) }
  }
  return { kind: 'answer', document: await serveCall(pool, read.method, read.params) }
}

type Call = Extract<XmlRpcDocument, { kind: 'call' }>

function readCall(body: Uint8Array): Call | { readonly detail: string } {
  try {
    const document = readXmlRpc(body, { exact: true, bytes: BODY_LIMIT })
    return document.kind === 'call' ? document : { detail: 'Not a call' }
  } catch (error) {
    if (error instanceof WireError) return { detail: error.message }
    throw error
  }
}

/** Messages that a host answers whoever is coordinator. */
function answeredAnywhere(method: string): boolean {
  return method === 'session.slave_local_login_with_password' || messageFacts(method)?.emergency === 1
}
