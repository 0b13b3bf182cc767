import { callsOver } from './calls'
import { endpointText } from './endpoint'
import { TransportError, XapiError } from './errors'
import { messageFacts } from './facts'
import type { AsyncCalls, Calls } from './model/calls'
import type { Records, Ref } from './model/records'
import type { FollowOptions } from './task-follower'
import { decodeTaskResult } from './task-result'
import type { XapiSession } from './xapi-session'

/** How work that a pool does as a task is waited for. */
export interface AsyncOptions extends FollowOptions {
  /** A name by which findTasks() finds the task again, also when the answer with its reference never came. */
  readonly tag?: string
}

type Waiting<Begin, Call> = Begin extends (...params: infer P) => unknown
  ? Call extends (...params: never[]) => infer R
    ? (...params: [...P, options?: AsyncOptions]) => R
    : never
  : never

/** The messages that can be run as tasks. Behind the parameters, optional ones included, may stand options. */
export type AwaitedCalls = {
  readonly [C in keyof AsyncCalls]: {
    readonly [M in keyof AsyncCalls[C]]: C extends keyof Calls
      ? M extends keyof Calls[C]
        ? Waiting<AsyncCalls[C][M], Calls[C][M]>
        : never
      : never
  }
}

/**
 * Messages run as tasks that are waited for: `await async.VM.clone(ref, 'copy', { onProgress, signal })` gives what the
 * synchronous call gives, and leaves no task behind.
 */
export function awaitedCalls(session: XapiSession): AwaitedCalls {
  return asAwaited(
    callsOver(async (method, given) => {
      const count = messageFacts(method)?.p.length ?? given.length
      const options = asOptions(given[count])
      const { signal, tag } = options
      const params = given.slice(0, count)
      while (params.length > 0 && params.at(-1) === undefined) params.pop()
      const task = await session.invoke(`Async.${method}`, params, { signal, tag })
      try {
        return await followTask(session, asTask(task), method, options)
      } finally {
        await dropTask(session, asTask(task))
      }
    }),
  )
}

/** The proxy answers for every message and takes what stands behind its parameters for options, as the types say. */
function asAwaited(calls: object): AwaitedCalls {
  return calls as AwaitedCalls
}

/** What the types allow behind the last parameter. */
function asOptions(given: unknown): AsyncOptions {
  return (given ?? {}) as AsyncOptions
}

/** The result of an asynchronous call is the reference of its task. */
function asTask(value: unknown): Ref<'task'> {
  return value as Ref<'task'>
}

/**
 * What the work of a task gave, "VM.clone" saying how to read it; for tasks of an earlier process too. Throws the
 * XapiError that the work ended with (TASK_CANCELLED if it was cancelled), HANDLE_INVALID if the task is gone and
 * nobody knows how it ended, and TransportError. A signal that fires asks the pool to stop the work and does not wait
 * for whether it does.
 */
export async function followTask(
  session: XapiSession,
  task: Ref<'task'>,
  method: string,
  options: FollowOptions = {},
): Promise<unknown> {
  try {
    return resultOf(await session.tasks.follow(task, options), method, endpointText(session.endpoint))
  } catch (error) {
    if (error instanceof TransportError && error.kind === 'cancelled' && options.signal?.aborted)
      await quietly(session.call.task.cancel(task))
    throw error
  }
}

/** The result of a task that has ended, from its record. Throws the XapiError it ended with. */
function resultOf(record: Records['task'], method: string, host: string): unknown {
  const error = taskError(record, method, host)
  if (error) throw error
  return decodeTaskResult(method, record.result)
}

/** What a task that has ended ended with; undefined for one that succeeded or has not ended. */
export function taskError(
  { status, error_info }: Pick<Records['task'], 'status' | 'error_info'>,
  call: string,
  host?: string,
): XapiError | undefined {
  if (status !== 'failure' && status !== 'cancelled') return undefined
  const [code = status === 'cancelled' ? 'TASK_CANCELLED' : 'INTERNAL_ERROR', ...params] = error_info
  return new XapiError(code, params, call, host)
}

/** Whether an error says that the pool does not know this task any more, and with it what became of the work. */
export function isGone(error: unknown, task: Ref<'task'>): boolean {
  return error instanceof XapiError && error.code === 'HANDLE_INVALID' && error.params[1] === task
}

/** Tasks that were begun with this tag, those of earlier processes included, as far as the pool still has them. */
export async function findTasks(session: XapiSession, tag: string): Promise<Ref<'task'>[]> {
  return taggedTasks(await session.getAllRecords('task'), tag)
}

/** The same, of records that were read. */
export function taggedTasks(all: ReadonlyMap<Ref<'task'>, Records['task']>, tag: string): Ref<'task'>[] {
  return [...all]
    .filter(([, record]) => record.other_config['http:tag'] === encodeURIComponent(tag))
    .map(([ref]) => ref)
}

/** Takes the row of a task away; the pool would do so itself, but only after a while. */
export async function dropTask(session: XapiSession, task: Ref<'task'>): Promise<void> {
  await quietly(session.call.task.destroy(task))
}

/**
 * The same for a task of our own that the host may not have ended: destroying a pending one would only mark it, and the
 * mark takes no row away later.
 */
export async function abandonTask(session: XapiSession, task: Ref<'task'>): Promise<void> {
  await quietly(session.call.task.set_status(task, 'cancelled'))
  await dropTask(session, task)
}

/** For what is asked for the sake of tidiness: the pool may be gone, or have done it already. */
async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof XapiError || error instanceof TransportError)) throw error
  }
}
