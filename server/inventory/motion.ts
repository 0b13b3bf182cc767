import type { Ref } from '@/server/xapi/model/records'
import { snapshotsOf } from './belongings'
import type { FollowedRecord } from './classes'
import { identity, objectId, splitId } from './ids'
import { disksOf } from './project/vm-disks'
import type { ObjectId, PoolId } from './rows'
import type { Store } from './store'
import { isBefore, platformOf } from './versions'

/** Where VMs are sent, as it was chosen. Ids, but networks are by the MAC addresses of NICs. */
export interface MoveTo {
  host: ObjectId
  /** For every disk that is not among `disks`; null: each stays where the host reaches it, else where there is room. */
  storage: ObjectId | null
  disks: Readonly<Record<ObjectId, ObjectId>>
  /** By MAC address; `*`: for those that no network there suits by its name. */
  networks: Readonly<Record<string, ObjectId>>
  /** Which network of the host carries it; null: the management network. */
  transfer: ObjectId | null
}

/** A disk and where it goes. Sizes are bytes. */
export interface MovingDisk {
  vdi: Ref<'VDI'>
  id: ObjectId
  name: string
  size: number
  /** What it takes of its storage, and what its snapshots take besides: these go where it goes. */
  used: number
  snapshotsUsed: number
  snapshots: number
  /** It keeps a record of its changes, with which it can't be moved. */
  cbt: boolean
  from: Ref<'SR'>
  /** Undefined: no storage there would do. */
  to: Ref<'SR'> | undefined
}

/** A NIC and the network it will be on in another pool. */
export interface MovingNic {
  vif: Ref<'VIF'>
  mac: string
  from: Ref<'network'>
  to: Ref<'network'> | undefined
  /** The VM has it no more, but a snapshot of it has. */
  inSnapshot: boolean
}

/** A disc in a drive, by its name and its storage. */
export interface InsertedDisc {
  name: string
  sr: Ref<'SR'>
  /** Whether the host reaches it. */
  reached: boolean
}

/** What a move of a VM comes to. */
export interface Motion {
  host: Ref<'host'>
  /** To another pool. */
  across: boolean
  /** The software of the host is older than that of where the VM is, as far as both tell. */
  older: boolean
  /** The VM has a range of memory, or its memory was changed while it ran, and that pool may not do either. */
  noRange: boolean
  disks: MovingDisk[]
  nics: MovingNic[]
  discs: InsertedDisc[]
  /** A storage on which there is less room than its new disks take at the least. Bytes. */
  tight: { needed: number; free: number } | undefined
  /** Undefined: the host has no network of that kind with an address. */
  transfer: Ref<'network'> | undefined
}

/** A pool as it is known. */
export interface KnownPool {
  id: PoolId
  store: Store
}

/** What a move comes to with what is known of both pools; undefined: there is no such host, or no such VM. */
export function motionOf(
  here: KnownPool,
  vm: Ref<'VM'>,
  there: KnownPool,
  to: Omit<MoveTo, 'host'>,
  host: Ref<'host'>,
): Motion {
  const across = here.id !== there.id
  const reach = storageAt(there.store, host)
  const reached = new Set(reach)
  const disks = movingDisks(here, vm, (id, from) => {
    const chosen = to.disks[id] ?? to.storage
    if (chosen != null) return refIn(there, 'SR', chosen)
    return !across && reached.has(from) ? from : reach[0]
  })
  return {
    ...{ host, across, disks },
    older: isBefore(
      there.store.get('host', host)?.software_version.platform_version,
      here.store.get('host', here.store.get('VM', vm)?.resident_on ?? host)?.software_version
        .platform_version ?? platformOf(here.store),
    ),
    noRange: across && hasRange(here.store, vm) && forbidsRange(there.store),
    tight: tightest(there.store, across ? disks : disks.filter(({ from, to }) => from !== to)),
    nics: across ? movingNics(here, vm, there, to.networks) : [],
    discs: discsOf(here.store, vm).map(disc => ({
      ...disc,
      reached: !across && reachesAny(there, host, disc.sr),
    })),
    transfer:
      to.transfer === null
        ? carriers(there.store, host).find(({ management }) => management)?.network
        : refIn(there, 'network', to.transfer),
  }
}

/** What only a guest that has been started keeps: one that is shut down is fitted to its new pool. */
function hasRange(store: Store, ref: Ref<'VM'>): boolean {
  const vm = store.get('VM', ref)
  if (!vm || vm.power_state === 'Halted') return false
  return vm.memory_dynamic_min !== vm.memory_dynamic_max || vm.memory_dynamic_max !== vm.memory_static_max
}

function forbidsRange(store: Store): boolean {
  const [pool] = store.all('pool').values()
  return pool?.restrictions.restrict_dmc === 'true'
}

/** What is carried is counted: how much a storage makes of it differs by its kind. */
function tightest(store: Store, moving: readonly MovingDisk[]): Motion['tight'] {
  const needed = new Map<Ref<'SR'>, number>()
  for (const { to, used, snapshotsUsed } of moving)
    if (to !== undefined) needed.set(to, (needed.get(to) ?? 0) + used + snapshotsUsed)
  for (const [ref, sum] of needed) {
    const sr = store.get('SR', ref)
    const free =
      sr && sr.physical_size > 0 ? Math.max(0, sr.physical_size - sr.physical_utilisation) : Infinity
    if (sum > free) return { needed: sum, free }
  }
  return undefined
}

/** The storage for disks that a host has attached: the pool's own choice first, then by what is free. */
export function storageAt(store: Store, host: Ref<'host'>): Ref<'SR'>[] {
  const [pool] = store.all('pool').values()
  const found: { ref: Ref<'SR'>; free: number }[] = []
  for (const [, { SR, currently_attached }] of store.recordsAt('PBD', 'host', host)) {
    const sr = currently_attached ? store.get('SR', SR) : undefined
    if (!sr || sr.content_type === 'iso' || sr.type === 'udev' || sr.physical_size <= 0) continue
    found.push({ ref: SR, free: sr.physical_size - sr.physical_utilisation })
  }
  const first = (ref: Ref<'SR'>) => Number(ref === pool?.default_SR)
  return found.sort((a, b) => first(b.ref) - first(a.ref) || b.free - a.free).map(({ ref }) => ref)
}

/** The networks of a host over which it can be sent something: it has an address on them. */
export function carriers(
  store: Store,
  host: Ref<'host'>,
): { network: Ref<'network'>; management: boolean }[] {
  const found: { network: Ref<'network'>; management: boolean }[] = []
  for (const [, { network, management, IP, IPv6, currently_attached }] of store.recordsAt(
    'PIF',
    'host',
    host,
  ))
    if (currently_attached && (IP !== '' || IPv6.some(one => one !== '')) && store.get('network', network))
      found.push({ network, management })
  return found.sort((a, b) => Number(b.management) - Number(a.management))
}

function movingDisks(
  { id: pool, store }: KnownPool,
  vm: Ref<'VM'>,
  placeOf: (id: ObjectId, from: Ref<'SR'>) => Ref<'SR'> | undefined,
): MovingDisk[] {
  const kept = new Map<string, number[]>()
  for (const { ref } of snapshotsOf(store, pool, vm))
    for (const { vdi } of disksOf(store, ref))
      if (vdi) {
        const used = Math.max(0, vdi.physical_utilisation)
        kept.set(vdi.snapshot_of, [...(kept.get(vdi.snapshot_of) ?? []), used])
      }
  const found = new Map<string, MovingDisk>()
  for (const { vbd, vdi } of disksOf(store, vm)) {
    if (!vdi) continue
    const id = objectId(pool, identity(vdi, vbd.VDI))
    const snapshots = kept.get(vbd.VDI) ?? []
    found.set(id, {
      ...{ id, vdi: vbd.VDI, name: vdi.name_label, size: vdi.virtual_size, cbt: vdi.cbt_enabled === true },
      used: Math.max(0, vdi.physical_utilisation),
      snapshots: snapshots.length,
      snapshotsUsed: snapshots.reduce((sum, used) => sum + used, 0),
      from: vdi.SR,
      to: placeOf(id, vdi.SR),
    })
  }
  return [...found.values()]
}

function movingNics(
  { id: pool, store }: KnownPool,
  vm: Ref<'VM'>,
  there: KnownPool,
  chosen: MoveTo['networks'],
): MovingNic[] {
  const byMac = new Map<string, MovingNic>()
  const add = (ref: Ref<'VIF'>, { MAC, network }: FollowedRecord<'VIF'>, inSnapshot: boolean) => {
    if (byMac.has(MAC)) return
    const named = chosen[MAC]
    const rest = chosen['*']
    const to =
      named === undefined
        ? (likeIn(there.store, store, network) ??
          (rest === undefined ? undefined : refIn(there, 'network', rest)))
        : refIn(there, 'network', named)
    byMac.set(MAC, { vif: ref, mac: MAC, from: network, to, inSnapshot })
  }
  const cards = (of: Ref<'VM'>) =>
    [...store.recordsAt('VIF', 'VM', of)].sort(([, a], [, b]) => Number(a.device) - Number(b.device))
  for (const [ref, vif] of cards(vm)) add(ref, vif, false)
  for (const { ref: snapshot } of snapshotsOf(store, pool, vm))
    for (const [ref, vif] of cards(snapshot)) add(ref, vif, true)
  return [...byMac.values()]
}

/** The network of another pool that has the same name, where only one has. */
function likeIn(there: Store, here: Store, network: Ref<'network'>): Ref<'network'> | undefined {
  const name = here.get('network', network)?.name_label
  const found = [...there.all('network')].filter(
    ([, { name_label }]) => name !== undefined && name_label === name,
  )
  return found.length === 1 ? found[0]?.[0] : undefined
}

function discsOf(store: Store, vm: Ref<'VM'>): { name: string; sr: Ref<'SR'> }[] {
  return [...store.recordsAt('VBD', 'VM', vm)].flatMap(([, { type, empty, VDI }]) => {
    const vdi = type === 'CD' && !empty ? store.get('VDI', VDI) : undefined
    return vdi ? [{ name: vdi.name_label, sr: vdi.SR }] : []
  })
}

function reachesAny({ store }: KnownPool, host: Ref<'host'>, sr: Ref<'SR'>): boolean {
  for (const [, pbd] of store.recordsAt('PBD', 'host', host))
    if (pbd.SR === sr && pbd.currently_attached) return true
  return false
}

/** An object of a pool by its id; undefined: it is of another pool, or gone. */
function refIn<C extends 'SR' | 'network'>(
  { id, store }: KnownPool,
  cls: C,
  one: ObjectId,
): Ref<C> | undefined {
  const { pool, uuid } = splitId(one)
  return pool === id && uuid !== null ? store.refOf(cls, uuid) : undefined
}
