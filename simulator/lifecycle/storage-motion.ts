import type { Records, Ref } from '../../server/xapi/model/records'
import { assertLicensed } from '../access/features'
import { Failure } from '../failure'
import { neighbourAt } from '../neighbours'
import { isLive, type Pool } from '../pool'
import { allDisksOf, moveDisk } from '../storage/move'
import { driverFeatures } from '../tables/allowed/storage'
import { assertVmOperation } from '../tables/allowed/vm'
import { NULL, refOf } from '../tables/row'
import type { Task } from '../work/task'
import { assertCanLeave, sendAway } from './cross-pool'
import { createConsoles, destroyConsoles, newDomid } from './domain'
import { disksOf } from './duplicate'
import { during, reserve } from './operation'
import { assertCanBootHere } from './placement'
import { say } from './say'

const SWITCH_SECONDS = 0.5

/** What a VM is moved with: where to, and on which storage each of its disks goes. */
export interface Motion {
  /** What `host.migrate_receive` of the destination answered. */
  readonly dest: { readonly [key: string]: string }
  readonly vdis: { readonly [vdi: string]: Ref<'SR'> }
  readonly networks: { readonly [vif: string]: Ref<'network'> }
  readonly options: { readonly [key: string]: string }
}

/** The host of this pool that a destination names; undefined: it is of another pool. */
function hostOf(pool: Pool, dest: Motion['dest']): Ref<'host'> | undefined {
  for (const key of ['host', 'master', 'xenops', 'SM', 'session_id'])
    if (dest[key] === undefined) throw new Failure('INTERNAL_ERROR', 'Not_found')
  const { host = '', master = '' } = dest
  const named = neighbourAt(master)
  if (named && named.pool !== pool) return undefined
  return pool.db.find('host', host) ? refOf<'host'>(host) : undefined
}

/** Refuses a move that would not come to its end, with the first reason in xapi's order. */
export function assertCanMigrate(pool: Pool, ref: Ref<'VM'>, motion: Motion): void {
  const vm = pool.db.get('VM', ref)
  assertLicensed(pool, 'Storage_motion')
  const host = hostOf(pool, motion.dest)
  const disks = disksOf(pool, ref).map(({ VDI }) => VDI)
  for (const vdi of disks) if (motion.vdis[vdi] === undefined) throw new Failure('VDI_NOT_IN_MAP', vdi)
  if (!host) {
    assertCanLeave(pool, ref, motion)
    return
  }
  const moved = disks.filter(vdi => motion.vdis[vdi] !== pool.db.get('VDI', vdi).SR)
  for (const vdi of moved) assertStoragesTakePart(pool, pool.db.get('VDI', vdi).SR, motion.vdis[vdi] ?? '')
  assertCanBootHere(pool, ref, host, { storage: false, memory: vm.resident_on !== host })
  if (Object.keys(motion.networks).length > 0) {
    const text = 'VIF mapping is not allowed for intra-pool migration -all VIFs must be on the same network'
    throw new Failure('OPERATION_NOT_ALLOWED', text)
  }
  for (const vdi of moved) if (pool.db.get('VDI', vdi).cbt_enabled) throw new Failure('VDI_CBT_ENABLED', vdi)
}

/** Both ends of a move must be able to mirror. Older drivers have one word for either end. */
function assertStoragesTakePart(pool: Pool, from: string, to: string): void {
  const can = (sr: string, mirror: readonly string[]) => {
    const features = driverFeatures(pool.db, pool.db.get('SR', sr).type)
    return features.has('VDI_SNAPSHOT') && mirror.some(one => features.has(one))
  }
  if (!can(from, ['VDI_MIRROR'])) throw new Failure('SR_DOES_NOT_SUPPORT_MIGRATION', from)
  if (!can(to, ['VDI_MIRROR_IN', 'VDI_MIRROR'])) throw new Failure('SR_DOES_NOT_SUPPORT_MIGRATION', to)
}

/** Moves a VM with its disks to another host or storage of the pool. A running one never stops for those who look. */
export async function migrateSend(
  pool: Pool,
  task: Task,
  ref: Ref<'VM'>,
  motion: Motion,
): Promise<Ref<'VM'>> {
  if (motion.dest.host === undefined) throw new Failure('INTERNAL_ERROR', 'Not_found')
  assertVmOperation(pool.db, ref, 'migrate_send')
  const from = pool.db.find('host', pool.db.get('VM', ref).resident_on)
  const there = await during(pool, task, ref, 'migrate_send', async () => {
    assertCanMigrate(pool, ref, motion)
    const host = hostOf(pool, motion.dest)
    if (!host) return sendAway(pool, task, ref, motion)
    if (motion.options.copy === 'true') {
      const text =
        'Copy mode is disallowed on intra pool storage migration, try efficient alternatives, for example, VM.copy/clone.'
      throw new Failure('OPERATION_NOT_ALLOWED', text)
    }
    const live = from !== undefined
    const arrive = live ? reserve(pool, task, ref, host, 'vm_migrate') : () => {}
    try {
      await moveDisks(pool, task, ref, motion)
      pool.faults.strike(pool.db.get('VM', ref).uuid, 'migrate_send')
      if (live) await switchOver(pool, task, ref, host)
    } finally {
      pool.db.update('VM', ref, { scheduled_to_be_resident_on: refOf<'host'>(NULL) })
      arrive()
    }
    return ref
  })
  if (from && there === ref) tell(pool, ref, from)
  return there
}

/** Disks of snapshots go where the disk goes that they are of. */
async function moveDisks(pool: Pool, task: Task, ref: Ref<'VM'>, motion: Motion): Promise<void> {
  const all = allDisksOf(pool, ref)
  for (const [index, vdi] of all.entries()) {
    const { SR, snapshot_of, on_boot } = pool.db.get('VDI', vdi)
    if (on_boot === 'reset') throw new Failure('VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION', vdi)
    const to = motion.vdis[vdi] ?? motion.vdis[snapshot_of] ?? SR
    const span = 0.9 / all.length
    if (to !== SR) await moveDisk(pool, task, vdi, to, { from: index * span, to: (index + 1) * span })
  }
}

async function switchOver(pool: Pool, task: Task, ref: Ref<'VM'>, host: Ref<'host'>): Promise<void> {
  await task.spend(SWITCH_SECONDS, 0.9, 0.95, true)
  const { power_state, resident_on } = pool.db.get('VM', ref)
  if (power_state !== 'Running' && power_state !== 'Paused')
    throw new Failure('VM_MIGRATE_FAILED', ref, resident_on, host, 'the domain ended')
  if (!isLive(pool, pool.db.get('host', host))) throw new Failure('HOST_NOT_LIVE')
  destroyConsoles(pool, ref)
  pool.db.update('VM', ref, { resident_on: host, domid: newDomid(pool, host) })
  createConsoles(pool, ref)
}

function tell(pool: Pool, ref: Ref<'VM'>, from: Records['host']): void {
  const vm = pool.db.get('VM', ref)
  const to = pool.db.find('host', vm.resident_on) ?? from
  const way = `from host '${from.name_label}' (uuid: ${from.uuid}) to host '${to.name_label}' (uuid: ${to.uuid})`
  say(pool, 'VM_MIGRATED', vm, `VM '${vm.name_label}' (uuid: ${vm.uuid}) migrated ${way}`)
}
