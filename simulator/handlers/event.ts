import { isClassName } from '../../server/xapi/facts'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { type Batch, changesSince, parseToken, rowCounts, writeToken } from '../tables/changes'
import type { Value } from '../tables/row'
import { onlyTasks, parseSubscription } from '../tables/subscription'
import type { CallContext } from '../work/context'
import { assertSession } from '../work/sessions'
import { eventNext, queueOf } from './event-next'
import type { AnswerHandler, Handlers } from './types'

/** xapi gathers for this long before it looks, so that one busy second makes few batches. */
const GATHER_SECONDS = 0.05
/** A time that is none is taken for a day. */
const LONGEST_SECONDS = 24 * 60 * 60

/** What event.from finds. */
export async function eventFrom(
  context: Pick<CallContext, 'pool' | 'session'>,
  classes: readonly string[],
  token: string,
  timeout: number,
): Promise<Batch> {
  const { pool } = context
  const since = parseToken(token)
  // Recorded with a timeout of 0 only: whether a longer one is waited out is uncertain.
  if (classes.length === 0) return { events: [], position: since }
  const wanted = parseSubscription(classes)
  const look = () => {
    assertSession(pool, context.session)
    return changesSince(pool.db, pool.messages, wanted, since)
  }
  const deadline = pool.clock.now() + (timeout >= 0 ? timeout : LONGEST_SECONDS) * 1000
  const gathers = !onlyTasks(wanted)
  if (gathers) await pass(pool, GATHER_SECONDS)
  for (let batch = look(); ; batch = look()) {
    const left = (deadline - pool.clock.now()) / 1000
    if (batch.events.length > 0 || left <= 0) return batch
    await woken(pool, left)
    if (gathers) await pass(pool, GATHER_SECONDS)
  }
}

function pass(pool: Pool, seconds: number): Promise<void> {
  return new Promise(resolve => {
    pool.clock.after(seconds, resolve)
  })
}

/** Resolves at the next write, or after `seconds`. */
function woken(pool: Pool, seconds: number): Promise<void> {
  return new Promise(resolve => {
    const wake = () => {
      callOff()
      unwatchRows()
      unwatchMessages()
      resolve()
    }
    const callOff = pool.clock.after(seconds, wake)
    const unwatchRows = pool.db.watch(wake)
    const unwatchMessages = pool.messages.watch(wake)
  })
}

export const event: Handlers<'event'> = {
  inject: ({ pool }, cls, ref) => {
    if (!isClassName(cls) || !pool.db.find(cls, ref)) throw new Failure('HANDLE_INVALID', cls, ref)
    const token = writeToken({ database: pool.db.generation, messages: 0 })
    pool.db.touch(cls, ref)
    return token
  },
  get_current_id: ({ pool }) => queueOf(pool).nextId,
  register: ({ pool, session }, classes) => queueOf(pool).register(session, classes),
  unregister: ({ pool, session }, classes) => queueOf(pool).unregister(session, classes),
}

/** What these two really answer is not what the model says of them. */
export const eventAnswers: { readonly [message: string]: AnswerHandler } = {
  from: async (context, classes, token, timeout) => {
    const { events, position } = await eventFrom(context, texts(classes), String(token), Number(timeout))
    const counts = rowCounts(context.pool.db)
    return { kind: 'batch', token: writeToken(position), validRefCounts: counts, events }
  },
  next: async context => ({ kind: 'events', events: await eventNext(context) }),
}

function texts(value: Value): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
