import type {
  AnyRow,
  Freshness,
  HostRow,
  NetworkRow,
  ObjectId,
  PoolId,
  PoolRow,
  SrRow,
  VmRow,
} from '@/server/api/types'

export interface TreeRows {
  pools: readonly PoolRow[]
  hosts: readonly HostRow[]
  vms: readonly VmRow[]
  srs: readonly SrRow[]
  networks: readonly NetworkRow[]
}

/** What hangs below what. A group has no page of its own. */
export type Branch =
  | { type: 'object'; row: AnyRow; freshness: Freshness; children?: readonly Branch[] }
  | { type: 'group'; id: string; label: string; freshness: Freshness; children: readonly Branch[] }

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const byName = (a: AnyRow, b: AnyRow) => collator.compare(a.name_label, b.name_label)

function grouped<R extends AnyRow>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/**
 * Pools by name; in each its hosts with the VMs that run or belong there and their own storage; then VMs that may
 * start anywhere, storage that is shared, and networks. What names a host that is not there hangs below the pool,
 * so that nothing is lost from sight while a pool is half known.
 */
export function treeOf(rows: TreeRows, freshnessOf: (pool: PoolRow) => Freshness): Branch[] {
  const hostIds = new Set<ObjectId>(rows.hosts.map(host => host.id))
  const known = (id: ObjectId | null): id is ObjectId => id !== null && hostIds.has(id)
  const vmPlace = (vm: VmRow) => (known(vm.host) ? vm.host : known(vm.home) ? vm.home : `pool ${vm.pool}`)
  const srPlace = (sr: SrRow) => (!sr.shared && known(sr.host) ? sr.host : `pool ${sr.pool}`)

  const hostsOf = grouped(rows.hosts, host => host.pool)
  const vmsAt = grouped(rows.vms, vmPlace)
  const srsAt = grouped(rows.srs, srPlace)
  const networksOf = grouped(rows.networks, network => network.pool)

  return [...rows.pools].sort(byName).map(pool => {
    const freshness = freshnessOf(pool)
    const leaves = (list: readonly AnyRow[] | undefined): Branch[] =>
      [...(list ?? [])].sort(byName).map(row => ({ type: 'object', row, freshness }))
    const below = (place: string) => [...leaves(vmsAt.get(place)), ...leaves(srsAt.get(place))]

    const hosts = [...(hostsOf.get(pool.pool) ?? [])].sort(byName).map((row): Branch => {
      const children = below(row.id)
      return { type: 'object', row, freshness, ...(children.length > 0 && { children }) }
    })
    const networks = leaves(networksOf.get(pool.pool))
    const children: Branch[] = [...hosts, ...below(`pool ${pool.pool}`)]
    if (networks.length > 0) children.push(networkGroup(pool.pool, freshness, networks))
    return { type: 'object', row: pool, freshness, ...(children.length > 0 && { children }) }
  })
}

function networkGroup(pool: PoolId, freshness: Freshness, children: readonly Branch[]): Branch {
  return { type: 'group', id: `networks ${pool}`, label: 'Networks', freshness, children }
}
