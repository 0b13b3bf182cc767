import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { cloneDisk, copyDisk } from '../storage/disks'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL } from '../tables/row'
import type { Task } from '../work/task'
import { copyDevices, copyRow, disksOf } from './duplicate'
import { during } from './operation'

/** What a suspended VM, or a snapshot with memory, goes on from: its copy has one of its own. */
async function copyOfImage(pool: Pool, task: Task, source: Ref<'VM'>): Promise<Ref<'VDI'> | undefined> {
  const { power_state, suspend_VDI } = pool.db.get('VM', source)
  if (power_state !== 'Suspended' || !pool.db.find('VDI', suspend_VDI)) return undefined
  return cloneDisk(pool, task, suspend_VDI)
}

/** A second VM like this one with disks of its own. `copyTo`: where a full copy of its disks goes. */
export async function clone(
  pool: Pool,
  task: Task,
  source: Ref<'VM'>,
  name: string,
  copyTo?: Ref<'SR'>,
): Promise<Ref<'VM'>> {
  const operation = copyTo === undefined ? 'clone' : 'copy'
  assertVmOperation(pool.db, source, operation)
  if (copyTo !== undefined && copyTo !== NULL && pool.db.get('SR', copyTo).content_type === 'iso') {
    throw new Failure('OPERATION_NOT_ALLOWED', "Cannot copy a VM's disks to an ISO SR")
  }
  return during(pool, task, source, operation, async () => {
    task.cancellable(true)
    const disks = new Map<Ref<'VDI'>, Ref<'VDI'>>()
    for (const { VDI } of disksOf(pool, source)) {
      task.check()
      const home = pool.db.get('VDI', VDI).SR
      const twin =
        copyTo === undefined
          ? await cloneDisk(pool, task, VDI)
          : await copyDisk(pool, task, VDI, copyTo === NULL ? home : copyTo)
      disks.set(VDI, twin)
      task.progress((0.9 * disks.size) / disksOf(pool, source).length)
    }
    pool.faults.strike(pool.db.get('VM', source).uuid, operation)
    const image = await copyOfImage(pool, task, source)
    const vm = copyRow(pool, source, { name, kind: 'vm', ...(image && { image }) })
    copyDevices(pool, source, vm, { disks, kind: 'vm' })
    return vm
  })
}
