import { createHash } from 'node:crypto'
import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'
import { Failure } from '../failure'
import { type Pool, poolRow } from '../pool'
import { EventQueue } from '../tables/event-queue'
import { isTold } from '../tables/subscription'
import type { CallContext } from '../work/context'
import { assertSession } from '../work/sessions'

/** xapi gathers for this long before it looks, and then between looks that found nothing. */
const BEFORE_SECONDS = 0.2
const BETWEEN_SECONDS = 0.05
/** A sign of life for whoever waits: the pool as it is, as if it had been written. */
const HEARTBEAT_SECONDS = 30

const queues = new WeakMap<Pool, EventQueue>()

/** What happens in a pool, for its listeners of the old kind. */
export function queueOf(pool: Pool): EventQueue {
  const known = queues.get(pool)
  if (known) return known
  const queue = new EventQueue()
  queues.set(pool, queue)
  // Seconds with a dot, as a float is written there.
  const timestamp = () => `${Math.floor(pool.clock.now() / 1000)}.`
  pool.db.record((cls, ref, operation, row) => {
    if (cls === 'session' && operation === 'del') queue.forget(ref)
    else if (isTold(cls)) queue.add({ timestamp: timestamp(), class: cls, operation, ref, snapshot: row })
  })
  pool.messages.record((ref, operation, message) => {
    queue.add({ timestamp: timestamp(), class: 'message', operation, ref, snapshot: message })
  })
  const beat = () => {
    const [ref, row] = poolRow(pool)
    queue.add({ timestamp: timestamp(), class: 'pool', operation: 'mod', ref, snapshot: row })
    pool.clock.after(HEARTBEAT_SECONDS, beat)
  }
  pool.clock.after(HEARTBEAT_SECONDS, beat)
  return queue
}

/** Waits until there is something that a session registered for. It has no timeout. */
export async function eventNext(
  context: Pick<CallContext, 'pool' | 'session'>,
): Promise<readonly OutgoingEvent[]> {
  const { pool, session } = context
  const queue = queueOf(pool)
  // The session is a secret: a digest of it stands for it.
  if (!queue.isRegistered(session))
    throw new Failure('SESSION_NOT_REGISTERED', `trackid=${createHash('md5').update(session).digest('hex')}`)
  for (let delay = BEFORE_SECONDS; ; delay = BETWEEN_SECONDS) {
    await pass(pool, delay)
    assertSession(pool, session)
    const events = queue.take(session)
    if (events.length > 0) return events
    await new Promise<void>(resolve => {
      const unwatch = queue.watch(() => {
        unwatch()
        resolve()
      })
    })
  }
}

function pass(pool: Pool, seconds: number): Promise<void> {
  return new Promise(resolve => {
    pool.clock.after(seconds, resolve)
  })
}
