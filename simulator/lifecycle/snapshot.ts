import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import { snapshotDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Task } from '../work/task'
import { copyDevices, copyRow, disksOf } from './duplicate'
import { during } from './operation'
import { sayOfVm } from './say'
import { restore, save } from './suspend'

/** The state of a VM's disks and settings, kept beside it. */
export async function snapshot(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  name: string,
  ignored: readonly Ref<'VDI'>[],
): Promise<Ref<'VM'>> {
  assertVmOperation(pool.db, vm, 'snapshot')
  task.cancellable(true)
  const kept = await during(pool, task, vm, 'snapshot', async () => {
    const disks = await snapshotDisks(pool, task, vm, ignored)
    return keep(pool, vm, name, 'snapshot', disks)
  })
  sayOfVm(pool, 'VM_SNAPSHOTTED', pool.db.get('VM', vm), `snapshotted, snapshot name: ${name}`)
  return kept
}

/** The same with the memory of the VM, which sleeps for that long. */
export async function checkpoint(pool: Pool, task: Task, vm: Ref<'VM'>, name: string): Promise<Ref<'VM'>> {
  assertVmOperation(pool.db, vm, 'checkpoint')
  const kept = await during(pool, task, vm, 'checkpoint', async () => {
    const { power_state, resident_on } = pool.db.get('VM', vm)
    const slept = power_state === 'Suspended'
    if (!slept) await save(pool, task, vm, true)
    const image = await snapshotDisk(pool, task, pool.db.get('VM', vm).suspend_VDI)
    const disks = await snapshotDisks(pool, task, vm, [])
    const made = keep(pool, vm, name, 'checkpoint', disks, image)
    pool.db.update('VM', made, {
      snapshot_info: { ...pool.db.get('VM', made).snapshot_info, 'power-state-at-snapshot': power_state },
    })
    if (!slept) await restore(pool, task, vm, resident_on, power_state === 'Paused')
    return made
  })
  sayOfVm(pool, 'VM_CHECKPOINTED', pool.db.get('VM', vm), `checkpointed, snapshot name: ${name}`)
  return kept
}

type Twins = Map<Ref<'VDI'>, Ref<'VDI'>>

async function snapshotDisks(
  pool: Pool,
  task: Task,
  vm: Ref<'VM'>,
  ignored: readonly Ref<'VDI'>[],
): Promise<Twins> {
  const disks: Twins = new Map()
  const all = disksOf(pool, vm).filter(({ VDI }) => !ignored.includes(VDI))
  for (const { VDI } of all) {
    task.check()
    disks.set(VDI, await snapshotDisk(pool, task, VDI))
    task.progress((0.9 * disks.size) / all.length)
  }
  return disks
}

function keep(
  pool: Pool,
  vm: Ref<'VM'>,
  name: string,
  kind: 'snapshot' | 'checkpoint',
  disks: Twins,
  image?: Ref<'VDI'>,
): Ref<'VM'> {
  const kept = copyRow(pool, vm, { name, kind, ...(image && { image }) })
  copyDevices(pool, vm, kept, { disks, kind })
  pool.db.update('VM', kept, { parent: pool.db.get('VM', vm).parent })
  pool.db.update('VM', vm, { parent: kept })
  return kept
}
