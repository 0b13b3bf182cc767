import { type Principal, permissionsOn, require } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { NewVmChoices } from '@/server/inventory/templates/template'
import { newVmChoices } from '@/server/inventory/templates/templates'

/**
 * What VMs can be made of in a pool. Who may make VMs in a pool sees its templates here, and snapshots where they may copy the VM.
 *
 * @throws AppError 'not-found' for a pool that is not seen, 'not-allowed'.
 */
export function choicesFor(
  {
    inventory,
    sight,
    user,
  }: { inventory: Pick<Inventory, 'store' | 'row'>; sight: Sight; user: Pick<Principal, 'access'> },
  id: PoolId,
): NewVmChoices {
  const row = sight.table.get(id)?.row
  const store = row?.class === 'pool' ? inventory.store(id) : undefined
  if (!row || !store) throw appError('not-found', 'This pool is gone.')
  require(user, 'vm.create', row)
  return newVmChoices(store, id, {
    sees: other => sight.table.get(other) !== undefined,
    names: new Set(
      [...sight.table.all('VM').values()].flatMap(({ row: vm }) => (vm.pool === id ? vm.name_label : [])),
    ),
    mayCopy(vm) {
      const found = sight.table.get(vm)?.row
      return found !== undefined && permissionsOn(user, found).has('vm.copy')
    },
  })
}
