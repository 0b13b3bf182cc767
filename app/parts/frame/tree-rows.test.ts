import { describe, expect, it } from 'vitest'
import type { HostRow, NetworkRow, PoolRow, SrRow, VmRow } from '@/server/api/types'
import { type Branch, treeOf } from './tree-rows'

const common = {
  pool: 'p',
  ref: '',
  uuid: '',
  name_description: '',
  allowed_operations: [],
  current_operations: {},
  tags: [],
}
const named = (name: string) => ({ ...common, id: `p.${name}`, name_label: name })

const pool = (): PoolRow => ({
  ...named('pool'),
  class: 'pool',
  address: '',
  freshness: { state: 'live' },
  coordinator: null,
  hosts: 0,
  vms: 0,
  runningVms: 0,
  product: '',
  apiVersion: '',
})
const host = (name: string): HostRow => ({
  ...named(name),
  class: 'host',
  hostname: name,
  address: '',
  enabled: true,
  live: true,
  maintenance: false,
  coordinator: false,
  memoryTotal: 0,
  memoryFree: 0,
  cpus: 0,
  cpuModel: '',
  vms: 0,
  product: '',
  bootTime: null,
})
const vm = (name: string, runsOn: string | null, home: string | null): VmRow => ({
  ...named(name),
  class: 'VM',
  power_state: runsOn ? 'Running' : 'Halted',
  host: runsOn,
  home,
  vcpus: 1,
  memory: 0,
  disks: 0,
  diskBytes: 0,
  networks: [],
  addresses: [],
  os: '',
  family: 'linux',
  tools: 'unknown',
  startTime: null,
  isHvm: true,
  hasConsole: false,
  trouble: null,
  protected: false,
  blocked_operations: {},
})
const sr = (name: string, shared: boolean, at: string | null): SrRow => ({
  ...named(name),
  class: 'SR',
  type: 'nfs',
  content_type: '',
  shared,
  host: at,
  physicalSize: 0,
  physicalUsed: 0,
  virtualAllocation: 0,
  vdis: 0,
  isDefault: false,
  hosts: 0,
  attached: 0,
})
const network = (name: string): NetworkRow => ({
  ...named(name),
  class: 'network',
  bridge: '',
  vlan: null,
  mtu: 1500,
  vms: 0,
  devices: [],
  disconnected: [],
})

/** "name" or "name(children)". */
function drawn(branches: readonly Branch[]): string {
  return branches
    .map(branch => {
      const name = branch.type === 'group' ? branch.label : branch.row.name_label
      return branch.children ? `${name}(${drawn(branch.children)})` : name
    })
    .join(' ')
}

const fresh = (row: PoolRow) => row.freshness

describe('treeOf', () => {
  it('[NAV-01] hangs VMs below the host they run on or belong to, the rest below the pool', () => {
    const branches = treeOf(
      {
        pools: [pool()],
        hosts: [host('xen10'), host('xen2')],
        vms: [vm('runs', 'p.xen2', 'p.xen10'), vm('belongs', null, 'p.xen10'), vm('anywhere', null, null)],
        srs: [sr('local', false, 'p.xen2'), sr('nfs', true, null)],
        networks: [network('lan')],
      },
      fresh,
    )
    expect(drawn(branches)).toBe('pool(xen2(runs local) xen10(belongs) anywhere nfs Networks(lan))')
  })

  it('keeps in sight what names a host that is not known', () => {
    const branches = treeOf(
      {
        pools: [pool()],
        hosts: [],
        vms: [vm('lost', 'p.gone', null)],
        srs: [sr('local', false, 'p.gone')],
        networks: [],
      },
      fresh,
    )
    expect(drawn(branches)).toBe('pool(lost local)')
  })

  it('shows a pool that has never answered as a leaf', () => {
    expect(drawn(treeOf({ pools: [pool()], hosts: [], vms: [], srs: [], networks: [] }, fresh))).toBe('pool')
  })
})
