import { realClock } from '@/simulator/clock'
import { startSimulator } from '@/simulator/simulator'
import type { TestDatabase } from './database'
import { openRooms } from './rooms'

/**
 * The rooms of one server that has read all of a simulated pool, which runs so many times as fast as a real one. What
 * ends them is put among `stops`.
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
  const soon = AbortSignal.timeout(15_000)
  await rooms.pools.connect({ address: url, username, password, accepted: [], by: 'admin' }, soon)
  // Sums over a project, among others, can't be told before.
  await rooms.inventory.whenSettled(soon)
  return { simulator, rooms }
}
