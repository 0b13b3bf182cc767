import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { createConsoles, destroyConsoles, newDomid } from './domain'
import { during, reserve } from './operation'
import { assertCanBootHere } from './placement'
import { say } from './say'

const COPY_SECONDS = 5
const SWITCH_SECONDS = 0.5

/** Moves a running VM to another host of the pool. It never stops running for those who look at it. */
export async function poolMigrate(
  pool: Pool,
  task: Task,
  vmRef: Ref<'VM'>,
  target: Ref<'host'>,
  options: { readonly [key: string]: string },
): Promise<void> {
  const to = pool.db.get('host', target)
  assertVmOperation(pool.db, vmRef, 'pool_migrate', options.force === 'true')
  const { resident_on, uuid } = pool.db.get('VM', vmRef)
  const from = pool.db.get('host', resident_on)
  if (target !== resident_on) assertCanBootHere(pool, vmRef, target)
  await during(pool, task, vmRef, 'pool_migrate', async () => {
    const arrive = reserve(pool, task, vmRef, target, 'vm_migrate')
    try {
      await task.spend(COPY_SECONDS, 0, 0.9)
      pool.faults.strike(uuid, 'pool_migrate')
      await task.spend(SWITCH_SECONDS, 0.9, 0.95, true)
      if (pool.db.get('VM', vmRef).power_state !== 'Running')
        throw new Failure('VM_MIGRATE_FAILED', vmRef, resident_on, target, 'the domain ended')
      // A move to where it is already leaves its consoles alone.
      if (target === resident_on) return
      destroyConsoles(pool, vmRef)
      pool.db.update('VM', vmRef, { resident_on: target, domid: newDomid(pool, target) })
      createConsoles(pool, vmRef)
    } finally {
      pool.db.update('VM', vmRef, { scheduled_to_be_resident_on: refOf(NULL) })
      arrive()
    }
  })
  const vm = pool.db.get('VM', vmRef)
  const body = `VM '${vm.name_label}' (uuid: ${vm.uuid}) migrated from host '${from.name_label}' (uuid: ${from.uuid}) to host '${to.name_label}' (uuid: ${to.uuid})`
  say(pool, 'VM_MIGRATED', vm, body)
}
