import { z } from 'zod'
import type { Principal } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import type { Sights } from '@/server/access/sight/sights'
import { inputs } from '@/server/catalogue/inputs'
import { identity, objectId, splitId } from '@/server/inventory/ids'
import type { Inventory } from '@/server/inventory/inventory'
import { carriers, type KnownPool, type Motion, motionOf, storageAt } from '@/server/inventory/motion'
import type { ObjectId, PoolId, VmRow } from '@/server/inventory/rows'
import type { Ref } from '@/server/xapi/model/records'
import { rowsOf, seenBy, targetsSchema } from './targets'

const mostVms = 100

export const movesQuery = z.object({ targets: targetsSchema, input: inputs.move })
export type MovesQuery = z.infer<typeof movesQuery>

/** A place that something is in, or goes to; null: none, or one that is not seen. */
type Place = { id: ObjectId; name: string } | null

/** What goes with a VM that is moved, and where. Sizes are bytes. */
export interface VmMove {
  id: ObjectId
  name: string
  /** Where it goes. */
  host: Place
  /** Of its memory goes what it has: it runs. 0 where it does not. */
  memory: number
  /** To another pool. */
  across: boolean
  disks: {
    id: ObjectId
    name: string
    size: number
    /** What is carried, with its snapshots, at the least; 0: it stays where it is. */
    carried: number
    snapshots: number
    from: Place
    to: Place
  }[]
  /** Of a move to another pool, by MAC address. */
  nics: { mac: string; from: Place; to: Place; inSnapshot: boolean }[]
}

/** What a move comes to, and what there is to choose at the host. */
export interface Moves {
  vms: VmMove[]
  /** Storage for disks that each host chosen reaches, the first to be chosen first. */
  storage: ObjectId[]
  /** Networks over which each host chosen can be sent something, that of management first. */
  carriers: { id: ObjectId; name: string }[]
}

/** What VMs would take along to a host, and where to, as far as a person sees it. Of the first hundred VMs. */
export function createMoves({ inventory, sights }: { inventory: Inventory; sights: Pick<Sights, 'with'> }) {
  const known = (id: PoolId): KnownPool | undefined => {
    const store = inventory.store(id)
    return store && { id, store }
  }

  return ({ user }: { user: Principal }, { targets, input }: MovesQuery): Moves =>
    sights.with(user.access, sight => {
      const there = known(splitId(input.host).pool)
      const hostAt = (id: ObjectId) => {
        const { pool, uuid } = splitId(id)
        const seen = pool === there?.id && sight.table.get(id)?.row.class === 'host'
        return uuid === null || !seen ? undefined : there.store.refOf('host', uuid)
      }
      const host = hostAt(input.host)
      if (there === undefined || host === undefined) return { vms: [], storage: [], carriers: [] }
      const hostOf = (vm: ObjectId) => hostAt(input.hosts?.[vm] ?? input.host) ?? host
      const all = [...new Set([input.host, ...Object.values(input.hosts ?? {})])].map(
        id => hostAt(id) ?? host,
      )
      const place = placesIn(sight)
      const vms = rowsOf(seenBy(inventory, user, sight), targets).filter(row => row.class === 'VM')
      return {
        vms: vms.slice(0, mostVms).flatMap(row => {
          const here = known(row.pool)
          const ref = here?.store.refOf('VM', row.uuid)
          if (!here || !ref) return []
          const to = hostOf(row.id)
          return [moveOf(row, motionOf(here, ref, there, input, to), { here, there, place })]
        }),
        storage: inAll(all.map(one => storageAt(there.store, one))).flatMap(
          sr => place(there, 'SR', sr)?.id ?? [],
        ),
        carriers: inAll(all.map(one => carriers(there.store, one).map(({ network }) => network))).flatMap(
          network => place(there, 'network', network) ?? [],
        ),
      }
    })
}

/** What all of these have, in the order of the first. */
const inAll = <T>([first = [], ...rest]: T[][]): T[] =>
  first.filter(one => rest.every(list => list.includes(one)))

type PlaceOf = (
  pool: KnownPool,
  cls: 'SR' | 'network' | 'host',
  ref: Ref<'SR'> | Ref<'network'> | Ref<'host'> | undefined,
) => Place

function placesIn({ table }: Pick<Sight, 'table'>): PlaceOf {
  return ({ id: pool, store }, cls, ref) => {
    const record = ref && store.find(cls, ref)
    const row = record && table.get(objectId(pool, identity(record, ref)))?.row
    return row ? { id: row.id, name: row.name_label } : null
  }
}

function moveOf(
  row: VmRow,
  { host, across, disks, nics }: Motion,
  { here, there, place }: { here: KnownPool; there: KnownPool; place: PlaceOf },
): VmMove {
  const runs = row.power_state === 'Running' || row.power_state === 'Paused'
  return {
    ...{ id: row.id, name: row.name_label, memory: runs ? row.memory : 0, across },
    host: place(there, 'host', host),
    disks: disks.map(({ id, name, size, used, snapshots, snapshotsUsed, from, to }) => ({
      ...{ id, name, size, snapshots },
      carried: across || from !== to ? used + snapshotsUsed : 0,
      from: place(here, 'SR', from),
      to: place(there, 'SR', to),
    })),
    nics: nics.map(({ mac, from, to, inSnapshot }) => ({
      ...{ mac, inSnapshot },
      from: place(here, 'network', from),
      to: place(there, 'network', to),
    })),
  }
}
