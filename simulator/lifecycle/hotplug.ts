import type { Records, Ref } from '../../server/xapi/model/records'
import { deviceName } from '../devices/rows'
import { Failure } from '../failure'
import { assignAddress } from '../network/assigned'
import type { Pool } from '../pool'
import { assertVbdOperation, assertVifOperation, attachConflict } from '../tables/allowed/devices'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { begin, end } from './operation'

const SECONDS = 0.2

/** Attaches a disk to the running domain it belongs to. */
export async function plugVbd(pool: Pool, task: Task, ref: Ref<'VBD'>): Promise<void> {
  assertVbdOperation(pool.db, ref, 'plug')
  const vbd = pool.db.get('VBD', ref)
  const vm = pool.db.get('VM', vbd.VM)
  if (vm.domain_type === 'hvm' && vbd.type === 'Disk' && vbd.mode === 'RO')
    throw new Failure('DISK_VBD_MUST_BE_READWRITE_FOR_HVM', ref)
  const conflict = attachConflict(pool.db, ref, vbd)
  if (conflict) throw conflict
  await shown(pool, task, 'VBD', ref, 'plug', () =>
    pool.db.update('VBD', ref, { currently_attached: true, device: deviceOf(pool, vbd) }),
  )
}

export async function unplugVbd(pool: Pool, task: Task, ref: Ref<'VBD'>, force: boolean): Promise<void> {
  const operation = force ? 'unplug_force' : 'unplug'
  assertVbdOperation(pool.db, ref, operation)
  await shown(pool, task, 'VBD', ref, operation, () =>
    pool.db.update('VBD', ref, { currently_attached: false }),
  )
}

/** Lays a disc into a drive; works on what is halted as a change of the row. */
export async function insertDisc(pool: Pool, task: Task, ref: Ref<'VBD'>, vdi: Ref<'VDI'>): Promise<void> {
  pool.db.get('VBD', ref)
  pool.db.get('VDI', vdi)
  assertVbdOperation(pool.db, ref, 'insert')
  await shown(pool, task, 'VBD', ref, 'insert', () => pool.db.update('VBD', ref, { VDI: vdi, empty: false }))
}

export async function ejectDisc(pool: Pool, task: Task, ref: Ref<'VBD'>): Promise<void> {
  assertVbdOperation(pool.db, ref, 'eject')
  await shown(pool, task, 'VBD', ref, 'eject', () =>
    pool.db.update('VBD', ref, { VDI: refOf<'VDI'>(NULL), empty: true }),
  )
}

export async function plugVif(pool: Pool, task: Task, ref: Ref<'VIF'>): Promise<void> {
  assertVifOperation(pool.db, ref, 'plug')
  await shown(pool, task, 'VIF', ref, 'plug', () => {
    pool.db.update('VIF', ref, { currently_attached: true })
    assignAddress(pool, ref)
  })
}

export async function unplugVif(pool: Pool, task: Task, ref: Ref<'VIF'>): Promise<void> {
  assertVifOperation(pool.db, ref, 'unplug')
  await shown(pool, task, 'VIF', ref, 'unplug', () =>
    pool.db.update('VIF', ref, { currently_attached: false }),
  )
}

/** A control domain has no front end: the device is the one of the driver. */
function deviceOf(pool: Pool, vbd: Records['VBD']): string {
  const vdi = pool.db.find('VDI', vbd.VDI)
  const sr = vdi && pool.db.find('SR', vdi.SR)
  if (!pool.db.get('VM', vbd.VM).is_control_domain || !sr) return deviceName(vbd.userdevice)
  return `sm/backend/${sr.uuid}/${vdi.uuid}`
}

async function shown(
  pool: Pool,
  task: Task,
  cls: 'VBD' | 'VIF',
  ref: string,
  operation: string,
  change: () => void,
): Promise<void> {
  const { VM } = pool.db.get(cls, ref)
  task.runOn(pool.db.get('VM', VM).resident_on)
  begin(pool, task, cls, ref, operation)
  try {
    await task.spend(SECONDS, 0, 0.9, true)
    change()
  } finally {
    end(pool, task, cls, ref)
  }
}
