import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Task } from '../work/task'
import { awaitReport } from './guest'
import { during } from './operation'
import { sayOfVm } from './say'

const SECONDS = 0.25

export async function pause(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'pause')
  await during(pool, task, vm, 'pause', async () => {
    await task.spend(SECONDS, 0, 0.9, true)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'pause')
    pool.db.update('VM', vm, { power_state: 'Paused' })
    sayOfVm(pool, 'VM_PAUSED', pool.db.get('VM', vm), 'paused')
  })
}

export async function unpause(pool: Pool, task: Task, vm: Ref<'VM'>): Promise<void> {
  assertVmOperation(pool.db, vm, 'unpause')
  await during(pool, task, vm, 'unpause', async () => {
    await task.spend(SECONDS, 0, 0.9, true)
    pool.faults.strike(pool.db.get('VM', vm).uuid, 'unpause')
    pool.db.update('VM', vm, { power_state: 'Running' })
    awaitReport(pool, vm)
    sayOfVm(pool, 'VM_UNPAUSED', pool.db.get('VM', vm), 'unpaused')
  })
}
