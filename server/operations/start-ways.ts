import { type Principal, sees } from '@/server/access/policy'
import type { Sights } from '@/server/access/sight/sights'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { ObjectId, PoolId, VmRow } from '@/server/inventory/rows'
import { tiedDiscs } from '@/server/inventory/tied-discs'
import type { Actors } from '@/server/pools/actors'
import { hidden } from '@/server/shared/hidden'
import type { Ref } from '@/server/xapi/model/records'
import type { XapiSession } from '@/server/xapi/session'
import type { AsSeen } from './as-seen'

/** What high availability of a pool can promise. Numbers are of hosts that fail. */
export interface Tolerance {
  enabled: boolean
  /** Whether the licence of the pool has it. */
  licensed: boolean
  /** Hosts of the pool, of those that are seen, that do not run now. */
  down: number
  /** How many it was told to survive. */
  wanted: number
  /** How many it has a plan for now. */
  planned: number
  /** How many it could survive were the VM that was asked about restarted too, and running. */
  possible: number
  /** The same were that VM not restarted. */
  without: number
  /** Why that VM can't be restarted on every other host; null: it can. */
  obstacle: string | null
}

/** What would let a VM start, or resume, that its pool refused. */
export interface StartWays {
  pool: { id: PoolId; name: string }
  /** Discs that keep it from some hosts. `storage` null: not seen, or the disc is gone. Of a halted VM. */
  discs: { position: string; name: string | null; storage: string | null }[]
  /** Null: it is not restarted, or high availability is off. `lower`: how many failures would leave room for it, fewer than now. */
  ha: (Tolerance & { lower: number }) | null
}

/** XAPI's word for VMs that are started again when their host fails. */
const restart = 'restart'

/** What keeps a VM from starting and could be changed, and what it means for high availability. */
export function createStartWays({
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
  function seenVm(user: Principal, id: ObjectId): VmRow {
    const vm = inventory.row(id)
    if (vm?.class !== 'VM' || !sees(user, vm)) throw appError('not-found', 'This object is gone.')
    return vm
  }

  function poolOf(vm: VmRow): Ref<'pool'> {
    const [ref] = inventory.store(vm.pool)?.all('pool').keys() ?? []
    if (ref === undefined) throw appError('not-found', 'This pool has not been read yet.')
    return ref
  }

  async function toleranceOf(
    user: Principal,
    vm: VmRow,
    { call, refOf }: Pick<XapiSession, 'call' | 'refOf'>,
  ): Promise<Tolerance> {
    const ref = refOf('VM', vm.ref)
    const pool = await call.pool.get_record(poolOf(vm))
    const told = {
      ...{ enabled: pool.ha_enabled, wanted: pool.ha_host_failures_to_tolerate },
      planned: pool.ha_plan_exists_for,
      licensed: pool.restrictions.restrict_ha !== 'true',
      down: inventory
        .rows()
        .filter(row => row.class === 'host' && row.pool === vm.pool && !row.live && sees(user, row)).length,
    }
    if (!pool.ha_enabled) return { ...told, possible: 0, without: 0, obstacle: null }
    const others = await call.VM.get_all_records_where(
      `field "ha_always_run"="true" and field "ha_restart_priority"="${restart}"`,
    )
    const besides = Object.keys(others).filter(one => one !== ref)
    const survived = (vms: string[]) =>
      call.pool.ha_compute_hypothetical_max_host_failures_to_tolerate(
        Object.fromEntries(vms.map(one => [one, restart])),
      )
    const [possible, without, obstacle] = await Promise.all([
      survived([...besides, ref]),
      survived(besides),
      call.VM.assert_agile(ref).then(
        () => null,
        error => asSeen(user, vm.pool, error).message,
      ),
    ])
    return { ...told, possible, without, obstacle }
  }

  return {
    /**
     * What high availability of its pool could promise if a VM was restarted.
     *
     * @throws AppError 'not-found' where there is no such VM.
     */
    async tolerance({ user }: { user: Principal }, id: ObjectId): Promise<Tolerance> {
      const vm = seenVm(user, id)
      return toleranceOf(user, vm, (await actors.actAs(user.userId, vm.pool)).session)
    },

    /**
     * What could be done about a VM that does not start.
     *
     * @throws AppError 'not-found' where there is no such VM.
     */
    async startWays({ user }: { user: Principal }, id: ObjectId): Promise<StartWays> {
      const vm = seenVm(user, id)
      const store = inventory.store(vm.pool)
      const ref = store?.refOf('VM', vm.uuid)
      if (!store || !ref) throw appError('not-found', 'This object is gone.')
      const { discs, pool } = sights.with(user.access, sight => ({
        pool: { id: vm.pool, name: shownName(sight.nameOf(vm.pool, poolOf(vm))) ?? '' },
        discs:
          vm.power_state === 'Halted'
            ? tiedDiscs(store, ref).map(({ position, name, storage }) => ({
                position,
                name: name ?? null,
                storage: storage === undefined ? null : (shownName(sight.nameOf(vm.pool, storage)) ?? null),
              }))
            : [],
      }))
      const { session } = await actors.actAs(user.userId, vm.pool)
      const priority = await session.call.VM.get_ha_restart_priority(ref)
      const told = priority === restart ? await toleranceOf(user, vm, session) : undefined
      if (!told?.enabled) return { pool, discs, ha: null }
      const lower = told.obstacle === null ? Math.min(told.possible, told.planned - 1, told.wanted - 1) : 0
      return { pool, discs, ha: { ...told, lower: Math.max(0, lower) } }
    },
  }
}

const shownName = (name: string | undefined) => (name === hidden ? undefined : name)
