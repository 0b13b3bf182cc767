import type { VtpmObstacle } from '@/server/shared/vtpm'
import type { Ref } from '@/server/xapi/model/records'
import { identity, objectId } from './ids'
import { isHvm } from './project/guest'
import type { ObjectId, PoolId } from './rows'
import type { Store } from './store'
import { abilitiesOf } from './templates/pool-abilities'
import { isAtLeast } from './versions'

/** From this release of the toolstack on pools list what can be done with vTPMs among allowed operations. */
const firstListing = [23, 11]

function lists(store: Store): boolean {
  const [pool] = store.all('pool').values()
  return isAtLeast(pool && store.get('host', pool.master)?.software_version.xapi, firstListing)
}

/** The vTPMs of a VM. `obstacle`: why it can't be removed now. */
export function vtpmsOf(
  store: Store,
  pool: PoolId,
  vm: Ref<'VM'>,
): {
  ref: Ref<'VTPM'>
  id: ObjectId
  unique: boolean
  isProtected: boolean
  obstacle: VtpmObstacle | null
}[] {
  const halted = store.get('VM', vm)?.power_state === 'Halted'
  return [...store.recordsAt('VTPM', 'VM', vm)].map(([ref, record]) => {
    const allowed = lists(store) ? record.allowed_operations.includes('destroy') : halted
    return {
      ref,
      id: objectId(pool, identity(record, ref)),
      unique: record.is_unique,
      isProtected: record.is_protected,
      obstacle: allowed ? null : halted ? 'refused' : 'running',
    }
  })
}

/** Why a VM can't get a vTPM now; null: it can. */
export function vtpmObstacle(store: Store, ref: Ref<'VM'>): VtpmObstacle | null {
  const vm = store.get('VM', ref)
  if (vm === undefined) return 'refused'
  const { vtpmObstacle: ofPool } = abilitiesOf(store)
  if (ofPool !== null) return ofPool
  if (!isHvm(vm) || vm.HVM_boot_params.firmware !== 'uefi') return 'firmware'
  if ((vm.VTPMs ?? []).length > 0) return 'there'
  if (vm.power_state !== 'Halted') return 'running'
  return !lists(store) || vm.allowed_operations.includes('create_vtpm') ? null : 'refused'
}
