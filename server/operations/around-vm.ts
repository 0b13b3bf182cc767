import { type Principal, sees } from '@/server/access/policy'
import type { Sights } from '@/server/access/sight/sights'
import { appError } from '@/server/errors'
import { belongingsOf, type OwnDisk } from '@/server/inventory/belongings'
import { isNullRef, objectId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import type { AnyRow, HostRow, ObjectId } from '@/server/inventory/rows'
import type { Actors } from '@/server/pools/actors'
import { hidden } from '@/server/shared/hidden'
import type { AsSeen } from './as-seen'
import { inGroupsOf } from './at-once'
import { rowsOf, seenBy, type Targets } from './targets'

/** What goes with a VM or a template that is deleted, as far as the person wants it to. */
export interface VmBelongings {
  id: ObjectId
  name: string
  disks: { id: ObjectId; name: string; size: number; used: number; storage: string | null }[]
  snapshots: { id: ObjectId; name: string; time: string; used: number }[]
}

/** A host, and why a VM can't run there; null: it can. */
export interface BootHost {
  id: ObjectId
  name: string
  reason: string | null
}

/** What a guest says of its Remote Desktop. */
export interface RemoteDesktop {
  /** Whether its agent can be asked to turn it on and off. */
  controlled: boolean
  /** Null: it does not say. */
  on: boolean | null
}

const atOnce = 4
const mostVms = 200

/** What has to be known around VMs before something is done to them. */
export function createAroundVm({
  inventory,
  sights,
  actors,
  asSeen,
}: {
  inventory: Inventory
  sights: Pick<Sights, 'with'>
  actors: Pick<Actors, 'actAs'>
  asSeen: AsSeen
}) {
  return {
    /** The disks that are there for these VMs and templates alone, and their snapshots. Of the first two hundred. */
    belongings({ user }: { user: Principal }, targets: Targets): VmBelongings[] {
      return sights.with(user.access, sight => {
        const storage = ({ sr }: OwnDisk, vm: AnyRow) => {
          const name = sight.nameOf(vm.pool, sr)
          return name === undefined || name === hidden ? null : name
        }
        return rowsOf(seenBy(inventory, user, sight), targets)
          .filter(row => row.class === 'VM' || row.class === 'template')
          .slice(0, mostVms)
          .flatMap(vm => {
            const store = inventory.store(vm.pool)
            const ref = store?.refOf('VM', vm.uuid)
            if (!store || !ref) return []
            const { disks, snapshots } = belongingsOf(store, vm.pool, ref)
            return [
              {
                ...{ id: vm.id, name: vm.name_label },
                disks: disks.map(disk => ({
                  ...{ id: disk.id, name: disk.name, size: disk.size, used: disk.used },
                  storage: storage(disk, vm),
                })),
                snapshots: snapshots.map(({ id, record, time, disks, memory }) => ({
                  ...{ id, time, name: record.name_label },
                  used: [...disks, ...(memory ? [memory] : [])].reduce((sum, { used }) => sum + used, 0),
                })),
              },
            ]
          })
      })
    },

    /**
     * Asks the pool what the agent in the guest of a VM last said of Remote Desktop: it is not followed, as only the
     * console asks for it.
     *
     * @throws AppError 'not-found' where there is no such VM.
     */
    async remoteDesktop({ user }: { user: Principal }, id: ObjectId): Promise<RemoteDesktop> {
      const vm = inventory.row(id)
      if (vm?.class !== 'VM' || !sees(user, vm)) throw appError('not-found', 'This object is gone.')
      const store = inventory.store(vm.pool)
      const ref = store?.refOf('VM', vm.uuid)
      const metrics = ref && store?.get('VM', ref)?.guest_metrics
      if (!metrics || isNullRef(metrics)) return { controlled: false, on: null }
      const { session } = await actors.actAs(user.userId, vm.pool)
      const told = await session.call.VM_guest_metrics.get_other(metrics)
      // Agents without it told of Remote Desktop once and never again.
      const controlled = (told['feature-ts2'] ?? '0') !== '0'
      return { controlled, on: controlled && told['data-ts'] !== undefined ? told['data-ts'] !== '0' : null }
    },

    /**
     * Asks the pool of each host that is seen whether the VM could run there now. Ordered by name.
     *
     * @throws AppError 'not-found' where there is no such VM.
     */
    async bootHosts({ user }: { user: Principal }, id: ObjectId): Promise<BootHost[]> {
      const vm = inventory.row(id)
      if (vm?.class !== 'VM' || !sees(user, vm)) throw appError('not-found', 'This object is gone.')
      const hosts = inventory
        .rows()
        .filter((row): row is HostRow => row.class === 'host' && row.pool === vm.pool && sees(user, row))
        .sort((a, b) => a.name_label.localeCompare(b.name_label, 'en', { numeric: true }))
      const { session } = await actors.actAs(user.userId, vm.pool)
      const ref = session.refOf('VM', vm.ref)
      return inGroupsOf(atOnce, hosts, async host => {
        const about = { id: objectId(host.pool, host.uuid), name: host.name_label }
        try {
          await session.call.VM.assert_can_boot_here(ref, session.refOf('host', host.ref))
          return { ...about, reason: null }
        } catch (error) {
          return { ...about, reason: asSeen(user, vm.pool, error).message }
        }
      })
    },
  }
}
