import type { HostRow, NetworkRow, PoolRow, RowClass, SrRow, TaskRow, TemplateRow, VmRow } from '../rows'

function common<C extends RowClass>(cls: C, pool: string, name: string) {
  return {
    class: cls,
    id: cls === 'pool' ? pool : `${pool}.${cls}-${name}`,
    pool,
    ref: `OpaqueRef:${cls}-${name}`,
    uuid: `${cls}-${name}`,
    name_label: name,
    name_description: '',
    allowed_operations: [],
    current_operations: {},
    tags: [],
  }
}

const organised = { folder: '', fields: {} }

/** Rows as they come out for plain objects, with the given fields filled in. */
export function poolRow(pool: string, fields: Partial<PoolRow> = {}): PoolRow {
  return {
    ...common('pool', pool, pool),
    ...organised,
    address: '10.0.0.1',
    freshness: { state: 'live' },
    coordinator: null,
    hosts: 0,
    vms: 0,
    runningVms: 0,
    runningVcpus: 0,
    product: 'XCP-ng 8.3.0',
    apiVersion: '2.21',
    editions: ['xcp-ng'],
    sockets: 2,
    tlsVerification: true,
    balanced: false,
    emptyFolders: [],
    fieldDefinitions: [],
    searches: [],
    ...fields,
  }
}

export function hostRow(pool: string, name: string, fields: Partial<HostRow> = {}): HostRow {
  return {
    ...common('host', pool, name),
    ...organised,
    hostname: name,
    address: '',
    enabled: true,
    live: true,
    maintenance: false,
    coordinator: false,
    memoryTotal: 2 ** 36,
    memoryFree: 2 ** 35,
    cpus: 16,
    cpuModel: 'Xeon',
    vms: 0,
    product: 'XCP-ng 8.3.0',
    bootTime: null,
    consoles: [],
    ...fields,
  }
}

export function vmRow(pool: string, name: string, fields: Partial<VmRow> = {}): VmRow {
  return {
    ...common('VM', pool, name),
    ...organised,
    power_state: 'Halted',
    host: null,
    home: null,
    vcpus: 1,
    memory: 2 ** 30,
    disks: 1,
    diskBytes: 2 ** 33,
    networks: [],
    appliance: null,
    snapshotSchedule: null,
    addresses: [],
    os: '',
    family: 'linux',
    tools: 'unknown',
    startTime: null,
    isHvm: true,
    consoles: [],
    trouble: null,
    protected: false,
    ha: false,
    blocked_operations: {},
    ...fields,
  }
}

export function templateRow(pool: string, name: string, fields: Partial<TemplateRow> = {}): TemplateRow {
  return {
    ...common('template', pool, name),
    ...organised,
    kind: 'custom',
    instant: false,
    family: 'Debian',
    home: null,
    isHvm: true,
    firmware: 'bios',
    vcpus: 1,
    memory: 2 ** 30,
    disks: 0,
    diskBytes: 0,
    networks: [],
    ...fields,
  }
}

export function srRow(pool: string, name: string, fields: Partial<SrRow> = {}): SrRow {
  return {
    ...common('SR', pool, name),
    ...organised,
    type: 'nfs',
    content_type: 'user',
    shared: true,
    host: null,
    physicalSize: 2 ** 40,
    physicalUsed: 2 ** 39,
    virtualAllocation: 2 ** 39,
    vdis: 10,
    isDefault: false,
    hosts: 1,
    attached: 1,
    attachment: 'all',
    ...fields,
  }
}

export function networkRow(pool: string, name: string, fields: Partial<NetworkRow> = {}): NetworkRow {
  return {
    ...common('network', pool, name),
    ...organised,
    bridge: 'xenbr0',
    vlan: null,
    mtu: 1500,
    vms: 0,
    devices: ['eth0'],
    disconnected: [],
    ...fields,
  }
}

export function taskRow(pool: string, name: string, fields: Partial<TaskRow> = {}): TaskRow {
  return {
    ...common('task', pool, name),
    status: 'pending',
    progress: 0,
    created: '2026-08-21T10:00:00Z',
    finished: null,
    error_info: [],
    host: null,
    ...fields,
  }
}
