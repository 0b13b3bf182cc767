import { isClassName } from '../../server/xapi/facts'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { type Batch, changesSince, parseToken, rowCounts, writeToken } from '../tables/changes'
import type { Value } from '../tables/row'
import { onlyTasks, parseSubscription } from '../tables/subscription'
import type { CallContext } from '../work/context'
import type { AnswerHandler, Handlers } from './types'

/** xapi gathers for this long before it looks, so that one busy second makes few batches. */
const GATHER_SECONDS = 0.05
/** event.next has no timeout: it looks whether its session still lives at least this often. */
const IDLE_SECONDS = 60

/** What event.from finds. */
export async function eventFrom(
  context: Pick<CallContext, 'pool' | 'session'>,
  classes: readonly string[],
  token: string,
  timeout: number,
): Promise<Batch> {
  const { pool } = context
  const since = parseToken(token)
  if (classes.length === 0) return { events: [], position: since }
  const wanted = parseSubscription(classes)
  const look = () => {
    assertSession(context)
    return changesSince(pool.db, pool.messages, wanted, since)
  }
  const deadline = pool.clock.now() + timeout * 1000
  const gathers = !onlyTasks(wanted)
  if (gathers) await pass(pool, GATHER_SECONDS)
  for (let batch = look(); ; batch = look()) {
    const left = (deadline - pool.clock.now()) / 1000
    if (batch.events.length > 0 || left <= 0) return batch
    await woken(pool, left)
    if (gathers) await pass(pool, GATHER_SECONDS)
  }
}

function assertSession({ pool, session }: Pick<CallContext, 'pool' | 'session'>): void {
  if (pool.localSessions.has(session) || pool.db.find('session', session)) return
  throw new Failure('SESSION_INVALID', session)
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

interface Registration {
  classes: Set<string>
  position: Batch['position']
}

/** What sessions of the old interface have registered for. */
const registrations = new WeakMap<Pool, Map<string, Registration>>()

function registrationsOf(pool: Pool): Map<string, Registration> {
  const known = registrations.get(pool) ?? new Map<string, Registration>()
  registrations.set(pool, known)
  return known
}

export const event: Handlers<'event'> = {
  inject: ({ pool }, cls, ref) => {
    if (!isClassName(cls) || !pool.db.find(cls, ref)) throw new Failure('HANDLE_INVALID', cls, ref)
    const token = writeToken({ database: pool.db.generation, messages: 0 })
    pool.db.touch(cls, ref)
    return token
  },
  get_current_id: () => 0,
  register: ({ pool, session }, classes) => {
    const known = registrationsOf(pool)
    const position = { database: pool.db.generation, messages: pool.messages.generation }
    const registration = known.get(session) ?? { classes: new Set<string>(), position }
    for (const cls of classes) registration.classes.add(cls)
    known.set(session, registration)
  },
  unregister: ({ pool, session }, classes) => {
    const registration = registrationsOf(pool).get(session)
    for (const cls of classes) registration?.classes.delete(cls)
  },
}

/** What these two really answer is not what the model says of them. */
export const eventAnswers: { readonly [message: string]: AnswerHandler } = {
  from: async (context, classes, token, timeout) => {
    const { events, position } = await eventFrom(context, texts(classes), String(token), Number(timeout))
    const counts = rowCounts(context.pool.db)
    return { kind: 'batch', token: writeToken(position), validRefCounts: counts, events }
  },
  next: async ({ pool, session }) => {
    const registration = registrationsOf(pool).get(session)
    if (!registration) throw new Failure('SESSION_NOT_REGISTERED', `trackid=${session}`)
    for (;;) {
      assertSession({ pool, session })
      const wanted = parseSubscription([...registration.classes])
      const { events, position } = changesSince(pool.db, pool.messages, wanted, registration.position)
      registration.position = position
      if (events.length > 0) {
        const timestamp = String(Math.floor(pool.clock.now() / 1000))
        return { kind: 'events', events: events.map(one => ({ ...one, timestamp })) }
      }
      await woken(pool, IDLE_SECONDS)
    }
  },
}

function texts(value: Value): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
