import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { clone } from '../lifecycle/clone'
import { endDomain } from '../lifecycle/domain'
import { discardImage } from '../lifecycle/suspend'
import { isLive, type Pool } from '../pool'
import { assertVmOperation } from '../tables/allowed/vm'
import type { Handlers } from './types'

/** Says that a VM is halted, for when its host is gone: one that a living host looks after is left alone. */
function resetPowerState(pool: Pool, ref: Ref<'VM'>): void {
  const vm = pool.db.get('VM', ref)
  if (vm.is_control_domain) throw new Failure('CANNOT_RESET_CONTROL_DOMAIN', ref)
  if (vm.power_state === 'Running' || vm.power_state === 'Paused') {
    const host = pool.db.find('host', vm.resident_on)
    if (host && isLive(pool, host)) throw new Failure('HOST_IS_LIVE', vm.resident_on)
  }
  if (vm.power_state === 'Halted') return
  if (vm.power_state === 'Suspended') discardImage(pool, ref)
  endDomain(pool, ref, 'Halted')
  pool.db.update('VM', ref, { current_operations: {} })
}

type Readiness = 'not_supported' | 'disabled' | 'first_boot' | 'setup_mode' | 'ready'

/** Where it is kept which keys the firmware of a VM has: none in setup mode, else those hosts come with. */
const uefiMode = (ref: Ref<'VM'>) => `${ref}/uefi-mode`

function secureBoot(pool: Pool, ref: Ref<'VM'>): Readiness {
  const { HVM_boot_params, platform, NVRAM } = pool.db.get('VM', ref)
  if (HVM_boot_params.firmware !== 'uefi') return 'not_supported'
  if (!['true', '1'].includes(platform.secureboot ?? '')) return 'disabled'
  if (NVRAM['EFI-variables'] === undefined) return 'first_boot'
  return pool.hidden.get(uefiMode(ref)) === 'setup' ? 'setup_mode' : 'ready'
}

export const vmState: Handlers<'VM'> = {
  power_state_reset: ({ pool }, ref) => resetPowerState(pool, ref),
  csvm: ({ pool, task }, ref) => {
    pool.db.get('VDI', pool.db.get('VM', ref).suspend_VDI)
    assertVmOperation(pool.db, ref, 'csvm')
    return clone(pool, task, ref, `${pool.db.get('VM', ref).name_label}-cloned-suspended`)
  },
  get_secureboot_readiness: ({ pool }, ref) => secureBoot(pool, ref),
  set_uefi_mode: ({ pool }, ref, mode) => {
    pool.db.get('VM', ref)
    pool.hidden.set(uefiMode(ref), mode)
    return ''
  },
  update_snapshot_metadata: ({ pool }, ref, snapshot_of, snapshot_time, transportable_snapshot_id) => {
    pool.db.get('VM', ref)
    pool.db.update('VM', ref, {
      is_a_snapshot: true,
      snapshot_of,
      snapshot_time,
      transportable_snapshot_id,
    })
  },
  restart_device_models: ({ pool }, ref) => {
    const { power_state, resident_on, domain_type, pending_guidances } = pool.db.get('VM', ref)
    if (power_state !== 'Running')
      throw new Failure('VM_BAD_POWER_STATE', ref, 'running', power_state.toLowerCase())
    if (domain_type !== 'hvm' || !pool.db.find('host', resident_on)) throw new Failure('VM_HVM_REQUIRED')
    const kept = pending_guidances.filter(one => one !== 'restart_device_model')
    pool.db.update('VM', ref, { pending_guidances: kept })
  },
}
