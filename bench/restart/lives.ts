import { createInventory } from '../../server/inventory/inventory'
import { createSnapshots } from '../../server/inventory/snapshot/snapshots'
import { follow, type Place } from '../inventory/followers'
import { heapAfterCollection, type Used, Watch } from '../inventory/watch'

/** What one process did to keep a pool, or to show it again. */
export interface Life {
  readonly used: Used
  readonly records: number
  readonly heap: number
}

function snapshots(folder: string) {
  return createSnapshots({
    folder,
    key: Buffer.alloc(32, 1),
    log: line => {
      throw new Error(line)
    },
  })
}

/** Reads a pool of so many VMs and keeps it in the folder. */
export async function keep(folder: string, vms: number, place: Place): Promise<Life> {
  const { inventory, filled } = follow(place, 'json', vms)
  await filled
  const store = inventory.store('bench')
  if (!store) throw new Error('The pool is not followed')
  const watch = new Watch()
  await snapshots(folder).write('bench', store, Date.now(), new AbortController().signal)
  const used = watch.used()
  watch.stop()
  return { used, records: store.revision, heap: await heapAfterCollection() }
}

/** Shows what was kept in the folder. */
export async function show(folder: string): Promise<Life> {
  const watch = new Watch()
  const inventory = createInventory({
    describe: error => ({ code: 'internal', message: String(error) }),
    snapshots: snapshots(folder),
  })
  // The pool never answers: what is seen was kept.
  const never = new Promise<never>(() => undefined)
  // It is asked when all that was kept is shown.
  await new Promise<void>(resolve =>
    inventory.follow({ id: 'bench', name: '', address: '' }, () => {
      resolve()
      return never
    }),
  )
  const used = watch.used()
  watch.stop()
  return { used, records: inventory.store('bench')?.revision ?? 0, heap: await heapAfterCollection() }
}
