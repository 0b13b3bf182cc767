import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import type { TestDatabase } from './database'
import { openRooms } from './rooms'

type Rooms = ReturnType<typeof openRooms>

const patience = () => AbortSignal.timeout(15_000)

/**
 * The rooms of one server that has read all of a simulated pool, which runs so many times as fast as a real one. What
 * ends them is put among `stops`. After an `outcome` all is known that the pool had by then, as long as it answers.
 */
export async function roomsWithPool(
  database: Pick<TestDatabase, 'db'>,
  stops: (() => Promise<void>)[],
  speed = 20,
) {
  const simulator = await startSimulator({ clock: realClock(speed) })
  const rooms = openRooms(database)
  stops.push(() => simulator.stop(), rooms.stop)
  const { url, username, password } = simulator
  const { id } = await rooms.pools.connect(
    { address: url, username, password, accepted: [], by: 'admin' },
    patience(),
  )
  // Sums over a project, among others, can't be told before.
  await rooms.inventory.whenSettled(patience())
  return {
    simulator,
    rooms: knowing(rooms, simulator),
    id,
    /** Resolves once the rooms know all that the pool is now. */
    caughtUp: () => caughtUp(rooms, simulator),
  }
}

/**
 * The same rooms; after an `outcome`, and after a `run` or `undo` that was begun, done or refused, they know all that
 * this pool had by then: that nothing is going on any more, and what a deed that failed half way has left.
 */
export function knowing<R extends Rooms>(rooms: R, simulator: Simulator): R {
  const told =
    <A extends unknown[], B>(deed: (...given: A) => Promise<B>) =>
    async (...given: A): Promise<B> => {
      try {
        return await deed(...given)
      } finally {
        await caughtUp(rooms, simulator)
      }
    }
  const { outcome, operations } = rooms
  return {
    ...rooms,
    outcome: told(outcome),
    operations: { ...operations, run: told(operations.run), undo: told(operations.undo) },
  }
}

/** Resolves once the rooms know what the pool is now. A pool tells in order: what is written now, it tells last. */
async function caughtUp({ inventory }: Rooms, { pool }: Simulator): Promise<void> {
  const [ref, record] = [...pool.db.all('pool')][0] ?? []
  if (!ref || !record) return
  const followed = inventory
    .pools()
    .find(({ freshness, store }) => freshness.state === 'live' && store.get('pool', ref))
  if (!followed) return
  const mark = pool.db.generation
  pool.db.update('pool', ref, { other_config: { ...record.other_config, known_by_test: String(mark) } })
  await inventory.waitFor(
    () =>
      followed.freshness.state !== 'live' ||
      // Another outcome may have set a later one meanwhile.
      Number(followed.store.get('pool', ref)?.other_config?.known_by_test) >= mark,
    patience(),
  )
}
