import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { endpointText } from './endpoint'
import { TransportError, XapiError } from './errors'
import {
  type HandlerOptions,
  type HandlerRequest,
  isWell,
  type OpenHandler,
  openHandler,
  usualIdleMs,
} from './handler'
import type { Ref } from './model/records'
import { abandonTask, dropTask, followTask, taskError } from './tasks'
import type { XapiSession } from './xapi-session'

export interface TransferProgress {
  /** Bytes that went over the wire so far, and how many there will be; undefined when nobody knows. */
  readonly bytes: number
  readonly total: number | undefined
}

export interface TransferOptions extends HandlerOptions {
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined
}

/** Something that a host sends. */
export interface Download {
  /**
   * Its bytes; nothing is read before there is a reader, and no faster than it reads. An error of the stream is why it
   * is not whole: TransportError, or the XapiError that the host's work ended with.
   */
  readonly stream: Readable
  /** Bytes, undefined when the host does not say. */
  readonly length: number | undefined
  readonly contentType: string | undefined
  /** What the host would call a file of it. */
  readonly fileName: string | undefined
}

/**
 * Begins to fetch from a handler. With a `label` the work has a task of that name at the pool, which tells whether what
 * came is whole: a host says 200 before it begins. Throws what openHandler throws.
 */
export async function download(
  session: XapiSession,
  request: HandlerRequest,
  options: TransferOptions = {},
  label?: string,
): Promise<Download> {
  const task = label === undefined ? undefined : await session.call.task.create(label, '')
  try {
    const handler = await openHandler(session, withTask(request, task), options)
    const answer = await handler.answer
    const { 'content-length': length, 'content-type': contentType } = answer.headers
    const total = length === undefined ? undefined : Number(length)
    const received = receive(session, handler, answer, task, request, total, options)
    const stream = Readable.from(received, { objectMode: false })
    // Also when nobody has read a byte of it.
    stream.once('close', () => {
      handler.socket.destroy()
      if (task !== undefined) void (stream.readableEnded ? dropTask : abandonTask)(session, task)
    })
    return {
      stream,
      length: total,
      contentType,
      fileName: /filename="?([^";]*)/.exec(answer.headers['content-disposition'] ?? '')?.[1],
    }
  } catch (error) {
    const why = await reason(session, task, error, request.path)
    if (task !== undefined) await abandonTask(session, task)
    throw why
  }
}

async function* receive(
  session: XapiSession,
  { fault }: OpenHandler,
  answer: IncomingMessage,
  task: Ref<'task'> | undefined,
  { path }: HandlerRequest,
  total: number | undefined,
  options: TransferOptions,
): AsyncGenerator<Buffer> {
  let bytes = 0
  try {
    for await (const chunk of answer) {
      bytes += chunk.length
      yield chunk
      options.onProgress?.({ bytes, total })
    }
    if (task !== undefined) await confirm(session, task, path, options)
  } catch (error) {
    throw await reason(session, task, fault(error), path)
  }
}

/** Waits for the word that all was sent. A host gives it right after the stream; one that never does is not waited for. */
async function confirm(
  session: XapiSession,
  task: Ref<'task'>,
  call: string,
  { signal, idleMs = usualIdleMs }: TransferOptions,
): Promise<void> {
  const late = AbortSignal.timeout(idleMs)
  try {
    await followTask(session, task, call, { signal: signal ? AbortSignal.any([signal, late]) : late })
  } catch (error) {
    if (late.aborted && !signal?.aborted)
      throw new TransportError('timeout', endpointText(session.endpoint), { call })
    throw error
  }
}

/** What a PUT sends: bytes, or a stream of them, which is read no faster than the host takes it. */
export type Body = Uint8Array | AsyncIterable<Uint8Array>

/**
 * Sends a body to a handler and waits for the work to end. `method` names the call whose result the work gives
 * ("VM.import"); undefined for none. Throws what openHandler throws, and the XapiError that the work ended with.
 */
export async function upload(
  session: XapiSession,
  request: HandlerRequest,
  body: Body,
  options: TransferOptions,
  label: string,
  method = request.path,
): Promise<unknown> {
  const task = await session.call.task.create(label, '')
  const total = body instanceof Uint8Array ? body.length : request.length
  try {
    const handler = await openHandler(session, withTask({ ...request, length: total }, task), options)
    try {
      await deliver(handler, body, total, options)
      const result = await followTask(session, task, method, { signal: options.signal })
      await dropTask(session, task)
      return result
    } finally {
      handler.socket.destroy()
    }
  } catch (error) {
    const why = await reason(session, task, error, method)
    await abandonTask(session, task)
    throw why
  }
}

async function deliver(
  { request, socket, answer, fault, refusal }: OpenHandler,
  body: Body,
  total: number | undefined,
  { onProgress, signal }: TransferOptions,
): Promise<void> {
  const counted = async function* () {
    let bytes = 0
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      yield chunk
      bytes += chunk.length
      onProgress?.({ bytes, total })
    }
  }
  try {
    await pipeline(counted, request)
    // Without a length only the end of what we send ends the body. Uncertain over TLS: whether the program that ends TLS
    // at a host passes on an end of one side alone was seen at no real host; give a length where there is one.
    if (total === undefined) socket.end()
    await answer
  } catch (error) {
    // A host that refuses late no longer takes what we send; what it has answered says more than that.
    const answered = await Promise.race([answer.catch(() => undefined), setImmediate(undefined)])
    if (signal?.aborted || answered === undefined || isWell(answered)) throw fault(error)
  }
  const answered = await answer
  if (!isWell(answered)) throw await refusal(answered)
  answered.resume()
}

function withTask(request: HandlerRequest, task: Ref<'task'> | undefined): HandlerRequest {
  return task === undefined ? request : { ...request, query: { ...request.query, task_id: task } }
}

/** Why a transfer failed: the host's task knows it better than the connection does. */
async function reason(
  session: XapiSession,
  task: Ref<'task'> | undefined,
  error: unknown,
  method: string,
): Promise<unknown> {
  const given = error instanceof TransportError && error.kind === 'cancelled'
  if (task === undefined || given || !(error instanceof TransportError || error instanceof XapiError))
    return error
  try {
    const record = await session.call.task.get_record(task)
    return taskError(record, method, endpointText(session.endpoint)) ?? error
  } catch {
    // The task is gone or cannot be asked for: what the connection said is all there is.
    return error
  }
}
