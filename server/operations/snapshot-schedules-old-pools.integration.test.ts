import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { databasePool } from '@/simulator/seeds/database'
import { startSimulator } from '@/simulator/simulator'

const folder = fileURLToPath(new URL('../../../shared/pools/', import.meta.url))
const dumps = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []
if (dumps.length === 0) console.warn(`Not tested: databases of real pools are missing (${folder}).`)

const suite = databaseSuite()

it.each(dumps)('says of an old release that it has no schedules: %s', { timeout: 60_000 }, async dump => {
  const simulator = await startSimulator({
    clock: realClock(20),
    seed: ground => databasePool(`${folder}${dump}`, ground),
    heartbeat: false,
  })
  const rooms = openRooms(suite.database)
  suite.stops.push(() => simulator.stop(), rooms.stop)
  const { url, username, password } = simulator
  const soon = AbortSignal.timeout(15_000)
  await rooms.pools.connect({ address: url, username, password, accepted: [], by: 'admin' }, soon)
  await rooms.inventory.whenSettled(soon)
  const pool = rooms.inventory.rows().find(row => row.class === 'pool')
  const admin = { user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' }
  await expect(
    rooms.operations.run(admin, {
      action: 'schedule.create',
      object: pool?.id ?? '',
      input: {
        ...{ name: 'Nightly', type: 'snapshot', keep: 2, frequency: 'daily', hour: 3, minute: 15 },
        ...{ days: ['Monday'], members: [] },
      },
    }),
  ).rejects.toThrow('The release of this pool has no snapshot schedules.')
})
