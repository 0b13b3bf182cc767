import { pipeline } from 'node:stream/promises'
import { Failure } from '../../failure'
import type { Visit } from './visit'

/**
 * First lines as hosts write them. Files and streams leave without a length and end with the connection, some of them
 * as HTTP/1.0; Node would write neither, so these answers go to the socket itself.
 */
const first = {
  ok: ['HTTP/1.1 200 OK', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  okOld: ['HTTP/1.0 200 OK', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  /** Says that the connection stays, and closes it all the same. */
  okKept: ['HTTP/1.1 200 OK', 'Connection: keep-alive', 'Cache-Control: no-cache, no-store'],
  badRequest: ['HTTP/1.1 400 Bad Request', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  forbidden: ['HTTP/1.1 403 Forbidden', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  missing: ['HTTP/1.1 404 Not Found', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  missingOld: ['HTTP/1.0 404 Not Found', 'Connection: close', 'Cache-Control: no-cache, no-store'],
  /** With a text as its body, whose headers follow. */
  missingPage: ['HTTP/1.1 404 Not Found'],
  found: ['HTTP/1.1 302 Found'],
} as const

export type First = keyof typeof first

const begun = new WeakSet<Visit['request']>()

/** Whether an answer is on its way already. */
export function hasBegun({ request, response }: Visit): boolean {
  return response.headersSent || begun.has(request)
}

function head(kind: First, headers: readonly string[]): string {
  return `${[...first[kind], ...headers].join('\r\n')}\r\n\r\n`
}

/** Writes the head of an answer whose body, if any, is still to come. `headers`: whole lines. */
export function beginAnswer({ request }: Visit, kind: First, headers: readonly string[] = []): void {
  begun.add(request)
  request.socket.write(head(kind, headers))
}

/** An answer without a body. */
export function emptyAnswer({ request }: Visit, kind: First, headers: readonly string[] = []): void {
  begun.add(request)
  request.socket.end(head(kind, headers))
}

/** An answer that ends with the connection. Rejects when the client goes away before. */
export async function streamAnswer(
  visit: Visit,
  kind: First,
  headers: readonly string[],
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array | string>,
): Promise<void> {
  beginAnswer(visit, kind, headers)
  await sendBody(visit, body)
}

/** The body of an answer whose head was written. */
export async function sendBody(
  { request }: Visit,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array | string>,
): Promise<void> {
  await sending(pipeline(body, request.socket))
}

/** What a host says when a client goes away in the middle of what it asked for. The wording is uncertain. */
export async function sending(sent: Promise<void>): Promise<void> {
  try {
    await sent
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && goneCodes.has(String(error.code))
    throw gone ? new Failure('INTERNAL_ERROR', 'Unix.Unix_error(Unix.EPIPE, "write", "")') : error
  }
}

const goneCodes = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'])
