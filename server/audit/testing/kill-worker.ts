import { setTimeout as delay } from 'node:timers/promises'
import { permissionsOn } from '@/server/access/policy'
import { vmActions } from '@/server/catalogue/vm'
import { whyNot } from '@/server/catalogue/why-not'
import { openDatabase } from '@/server/db/client'
import { openNotices } from '@/server/db/notices'
import { AppError } from '@/server/errors'
import { adoptOrphans } from '@/server/operations/adopt'
import { administrator, openRooms } from '@/server/testing/rooms'

/** Actions that change the state of a VM exactly once. */
const tried = new Set(['vm.start', 'vm.shutDown', 'vm.suspend', 'vm.resume', 'vm.pause', 'vm.unpause'])
const atOnce = 3

/**
 * A process of Domus that does one thing after another in its pools until it is killed: `kill-worker.ts URL`, of the
 * database. Says a line for each thing it has begun.
 */
const url = process.argv[2] ?? ''
const db = openDatabase(url)
const notices = await openNotices(url, db, (what, error) => console.error(what, error))
const rooms = openRooms({ db }, notices)
const { inventory, operations, pools } = rooms
void adoptOrphans({ ...rooms, notices }, new AbortController().signal)
await pools.start()
await inventory.waitFor(() => inventory.pools().some(pool => pool.freshness.state === 'live'))
await Promise.all(Array.from({ length: atOnce }, work))

async function work(): Promise<never> {
  for (;;) {
    const permissions = permissionsOn(administrator)
    const possible = inventory.rows().flatMap(row => {
      if (row.class !== 'VM') return []
      return vmActions
        .filter(action => tried.has(action.id) && !whyNot(action, row, { permissions }))
        .map(action => ({ action: action.id, object: row.id }))
    })
    const one = possible[Math.floor(Math.random() * possible.length)]
    try {
      if (one) {
        await operations.run({ user: administrator, address: '192.0.2.7' }, one)
        process.stdout.write('begun\n')
      }
    } catch (error) {
      // Another of these got there first, or the pool would not: the log has it either way.
      if (!(error instanceof AppError)) throw error
    }
    await delay(1 + Math.random() * 20)
  }
}
