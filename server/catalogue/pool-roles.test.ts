import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { allActions } from './catalogue'
import { type Permission, permissionsOf, poolRoleNames } from './permissions'

const file = path.resolve('../shared/xenapi/datamodel.json')
const message = z.object({
  role: z.string().optional(),
  keyRoles: z.record(z.string(), z.string()).optional(),
})
const model = z.object({
  classes: z.record(z.string(), z.object({ messages: z.record(z.string(), message) })),
  nonMessagePermissionsByMinRole: z.record(z.string(), z.array(z.string())),
})

const member = { vm: 'p.VM', from: null, order: 1, startDelay: 2, shutdownDelay: 3 }
const rules = { type: 'checkpoint', keep: 2, frequency: 'weekly', hour: 3, minute: 15, days: ['Friday'] }
const drive = { drive: 'p.VBD', position: '0' }
/** What actions are told here, so that each makes all the calls it can. */
const inputs: Record<string, unknown> = {
  // Another amount of memory and a home server are for who holds what those take besides.
  'vm.create': {
    ...{ template: 'p.template', snapshotOf: null, name: 'x', description: '', project: null, home: null },
    ...{
      copyTo: 'p.SR',
      memory: { from: 1, to: 1, least: null, limit: null },
      vcpus: { max: 2, first: 1 },
      coresPerSocket: 2,
    },
    ...{ biosOf: 'p.host', vendorDevice: true, firmware: 'secure', vtpm: true, gpu: null },
    ...{ media: { from: 'network' }, bootParameters: 'x', start: true },
    own: [{ position: '0', sr: 'p.SR', name: 'x', from: 1, to: 2 }],
    seed: { kind: 'cloud-init', userData: '#cloud-config', networkConfig: '' },
    disks: [{ sr: 'p.SR', name: 'x', description: '', size: 1 }],
    nics: [{ network: 'p.network', mac: '' }],
  },
  'vm.copy': { name: 'another', description: '', storage: null },
  'vm.snapshot': { name: 'before', description: 'x', kind: 'disks' },
  'vm.startOn': { host: 'p.host-two' },
  'vm.startTolerating': { pool: 'p.pool', failures: 1 },
  'vm.resumeOn': { host: 'p.host-two' },
  'vm.revert': { snapshot: 'p.kept', keep: 'before', power: true },
  'vm.deleteSnapshots': { snapshots: ['p.kept'] },
  'vm.fromSnapshot': { snapshot: 'p.kept', name: 'x', description: '' },
  'vm.templateFromSnapshot': { snapshot: 'p.kept', name: 'x', description: '' },
  'vm.delete': { disks: ['p.disk'], snapshots: ['p.kept'] },
  'vm.migrate': { host: 'p.host-two' },
  // In its own pool: what the other pool takes is for the rights over that.
  'vm.move': {
    host: 'p.host-two',
    pool: null,
    storage: 'p.SR',
    disks: {},
    networks: {},
    transfer: null,
    copy: false,
  },
  'vm.setHome': { host: 'p.host-two' },
  'vm.setMemory': { memory: 2 ** 30 },
  'vm.setVcpus': { vcpus: 2, max: 4, cores: 2, weight: 512 },
  'vm.setMemoryRange': { least: 1, most: 2, limit: 3 },
  'vm.setMemoryRestarting': { least: 1, most: 2, limit: 3 },
  'vm.setSystem': { on: ['viridian'], secureBoot: true, clock: 3600, vendorDevice: true },
  'vm.setShadow': { multiplier: 4 },
  'vm.setBootArguments': { args: 'quiet', from: 'disk' },
  'vm.setStartOptions': { order: 1, startDelay: 2, shutdownDelay: 3, restart: 'restart' },
  'vm.restoreMemory': { staticMin: 1, staticMax: 2, dynamicMin: 1, dynamicMax: 2 },
  'vm.setBootOrder': { order: 'dc' },
  'vm.moveDisk': { ...drive, sr: 'p.SR' },
  'vm.addNic': { network: 'p.network', mac: '', limit: null },
  'vm.setNic': { nic: 'p.VIF', device: '0', network: 'p.network', mac: null, limit: 100 },
  'vm.plugNic': { nic: 'p.VIF', device: '0' },
  'vm.unplugNic': { nic: 'p.VIF', device: '0' },
  'vm.removeNic': { nic: 'p.VIF', device: '0' },
  'vm.removeTpm': { vtpm: 'p.VTPM' },
  'vm.addGpu': { group: 'p.group', type: 'p.type' },
  'vm.removeGpu': { gpu: 'p.VGPU' },
  'vm.addDisk': { sr: 'p.SR', name: 'data', description: '', size: 2 ** 30, readOnly: false },
  'vm.attachDisk': { sr: 'p.SR', disk: 'p.VDI', size: 2 ** 30, readOnly: false },
  'vm.setDisk': { ...drive, name: 'a', description: 'b', from: 1, size: 2, readOnly: true },
  'vm.plugDisk': drive,
  'vm.unplugDisk': drive,
  'vm.detachDisk': drive,
  'vm.deleteDisk': drive,
  'vm.insertDisc': { ...drive, sr: 'p.SR', disc: 'p.VDI', title: 'tools.iso' },
  'vm.ejectDisc': drive,
  'host.setLog': { destination: 'syslog.example.net' },
  'host.setIqn': { iqn: 'iqn.2026-11.net.example:one' },
  'host.setMultipathing': { on: true },
  'network.setMtu': { mtu: 9000 },
  'network.setAutomatic': { on: true },
  'pool.setMigrationCompression': { on: true },
  'pool.setIgmpSnooping': { on: true },
  'pool.setLivePatching': { on: true },
  'vapp.start': { paused: true },
  'vapp.startReady': { until: 'agent', minutes: 1, late: 'stop' },
  'vapp.create': { name: 'x', description: '', members: [member] },
  'vapp.setMembers': { members: [member] },
  'vm.setVapp': { vapp: 'p.vapp', title: 'x' },
  'schedule.create': { ...rules, name: 'x', members: [{ vm: 'p.VM', from: null }], runNow: true },
  'schedule.change': rules,
  'schedule.setMembers': { members: [{ vm: 'p.VM', from: null }] },
  'vm.setSchedule': { schedule: 'p.VMSS', title: 'x' },
  'object.setTags': { add: ['new'], remove: ['old'] },
  'object.setFolder': { folder: '/b' },
  'object.refile': { from: '/a', to: '/b' },
  'object.putBack': { folder: '/b', emptyFolders: ['/b'] },
  'object.setFields': { values: { Owner: 'jane' } },
  'pool.addFolders': { paths: ['/b'] },
  'pool.defineField': { name: 'Owner', type: 'text' },
  'pool.removeField': { name: 'Owner' },
  'pool.saveSearch': { id: 'x', name: 'Mine', kind: 'vm', filter: 'web' },
  'pool.deleteSearch': { id: 'x' },
}
const sample = {
  ...{ tags: ['old'], folder: '/a', fields: {}, emptyFolders: ['/a/b'], fieldDefinitions: [], searches: [] },
  current_operations: { 'OpaqueRef:task': 'clean_shutdown' },
  apiVersion: '2.21',
  ...{ host: 'p.host-two', home: 'p.host-two' },
  allowed_operations: [],
  members: [{ id: 'p.VM', power_state: 'Halted', order: 0, startDelay: 0, shutdownDelay: 0, restart: '' }],
}
const holders = ['VM', 'host', 'SR', 'VDI', 'network', 'pool'].map(cls => ({
  class: cls,
  ref: 'OpaqueRef:x',
}))
const kept = {
  ref: 'OpaqueRef:kept',
  id: 'p.kept',
  record: {
    power_state: 'Suspended',
    name_label: 'x',
    snapshot_info: { 'power-state-at-snapshot': 'Running' },
  },
  disks: [{ id: 'p.disk', ref: 'OpaqueRef:disk', name: 'disk' }],
}
const around = {
  snapshot: () => kept,
  motion: () => ({
    ...{ host: 'OpaqueRef:other', across: false, nics: [], discs: [], transfer: 'OpaqueRef:network' },
    disks: [{ vdi: 'OpaqueRef:disk', from: 'OpaqueRef:here', to: 'OpaqueRef:there', name: 'x', cbt: false }],
  }),
  belongings: () => ({ disks: kept.disks, snapshots: [kept] }),
  pool: 'OpaqueRef:pool',
  emptyFolders: [],
  find: () => 'OpaqueRef:other',
  template: () => 'OpaqueRef:template',
  device: () => 'OpaqueRef:device',
  tools: () => ({ has: 'none', disc: 'OpaqueRef:disc' }),
  memoryRoom: () => ({ obstacle: null, ratio: 0, supported: null, promise: null, largest: 1 }),
  vtpmObstacle: () => null,
  vtpm: () => ({ ref: 'OpaqueRef:vtpm', obstacle: null }),
  tiedDiscs: () => [
    { position: '3', drive: 'OpaqueRef:vbd', disc: 'OpaqueRef:vdi', name: 'x', storage: undefined },
  ],
  gpuObstacle: () => null,
  gpuKind: () => ({ group: 'OpaqueRef:group', type: 'OpaqueRef:type' }),
  gpu: () => ({ ref: 'OpaqueRef:vgpu', obstacle: null }),
  disk: () => 'OpaqueRef:disk',
  freeName: (name: string) => `${name} (1)`,
  isOlder: () => false,
  holders: () => holders,
  alone: (act: () => Promise<unknown>) => act(),
}

/** A XenAPI call, and the key it writes where there are roles for keys. */
interface Call {
  cls: string
  name: string
  key: unknown
}

/** Of lists of what may be done next: all that is asked for. */
const answers: Record<string, unknown> = {
  get_allowed_operations: ['plug'],
  get_allowed_VIF_devices: ['1'],
  get_allowed_VBD_devices: ['0', '3'],
  get_PBDs: ['OpaqueRef:pbd'],
  get_VMs: ['OpaqueRef:vm'],
  get_VBDs: ['OpaqueRef:vbd'],
  get_VIFs: ['OpaqueRef:vif'],
  get_record: {
    ...{ is_a_template: true, power_state: 'Suspended', HVM_boot_policy: 'BIOS order', userdevice: '0' },
    ...{ type: 'Disk', VCPUs_max: 1, VCPUs_at_startup: 1, HVM_boot_params: {}, platform: {} },
    ...{ other_config: {}, VCPUs_params: {} },
  },
}
const answerOf = (name: string) => answers[name] ?? {}

/** The XenAPI calls that an action makes, found by letting it make them. */
async function callsOf(action: ReturnType<typeof allActions>[number]): Promise<Call[]> {
  const calls: Call[] = []
  const recorder = new Proxy(
    {},
    {
      get: (_, cls) =>
        new Proxy(
          {},
          {
            get: (__, name) => (_self: unknown, key: unknown) => {
              calls.push({ cls: String(cls), name: String(name), key })
              return Promise.resolve(answerOf(String(name)))
            },
          },
        ),
    },
  )
  // What is done to a VM that runs may be other calls than to one that is shut down.
  const rows = action.on.flatMap(cls =>
    ['Halted', 'Running'].map(power_state => ({ ...sample, class: cls, power_state })),
  )
  for (const row of rows) {
    const work = {
      ask: (act: (xapi: unknown) => Promise<unknown>) => act(recorder),
      task: (_share: number, begin: (xapi: unknown) => Promise<unknown>) => begin(recorder),
      clone: (_share: number, begin: (xapi: unknown) => Promise<unknown>) => begin(recorder),
      send: () => Promise.resolve(calls.push({ cls: 'http', name: 'put_import_raw_vdi', key: undefined })),
      takeBack: () => undefined,
      deletes: () => undefined,
      makes: () => undefined,
      keep: () => undefined,
      mark: 'mark',
    }
    const target = {
      ...{ xapi: recorder, call: recorder, work, made: 'OpaqueRef:made', around },
      receive: (_pool: string, host: string) => Reflect.get(recorder, 'host').migrate_receive(host),
      ...{ ref: 'OpaqueRef:x', row },
      input: inputs[action.id] ?? { name: 'x', description: 'x' },
    }
    await Reflect.apply(action.steps ?? action.apply ?? action.run ?? expect.unreachable, action, [target])
    if (action.run && action.finish) await Reflect.apply(action.finish, action, [target])
  }
  return calls
}

/** The lowest of XenServer's roles that holds a permission here. */
const lowestHere = (permission: Permission) =>
  poolRoleNames.find(role => permissionsOf(role).has(permission)) ?? 'none'

test.skipIf(!existsSync(file))(
  'XenServer’s six roles have here, for the calls that actions make, the powers they have there',
  async () => {
    const { classes, nonMessagePermissionsByMinRole } = model.parse(JSON.parse(readFileSync(file, 'utf8')))
    const there = ({ cls, name, key }: Call) => {
      const ofHandler = Object.entries(nonMessagePermissionsByMinRole).find(([, held]) =>
        held.includes(`${cls}/${name}`),
      )
      if (ofHandler) return ofHandler[0]
      const { role = 'unknown', keyRoles = {} } = classes[cls]?.messages[name] ?? {}
      const named = Object.keys(keyRoles).find(one =>
        one.endsWith('*') ? String(key).startsWith(one.slice(0, -1)) : one === key,
      )
      return (named === undefined ? undefined : keyRoles[named]) ?? role
    }
    const expected: [string, string | undefined][] = []
    for (const action of allActions()) {
      const roles = (await callsOf(action)).map(there)
      expect(roles, action.id).not.toEqual([])
      const highest = Math.max(...roles.map(role => poolRoleNames.indexOf(role)))
      expected.push([action.id, poolRoleNames[highest]])
    }
    expect(allActions().map(action => [action.id, lowestHere(action.permission)])).toEqual(expected)
    const console = Object.entries(nonMessagePermissionsByMinRole).find(([, held]) =>
      held.includes('http/connect_console'),
    )
    expect(lowestHere('vm.console')).toBe(console?.[0])
    const ofHosts = Object.entries(nonMessagePermissionsByMinRole).find(([, held]) =>
      held.includes('http/connect_console/host_console'),
    )
    expect(lowestHere('host.console')).toBe(ofHosts?.[0])
  },
)

test('each of the six holds what the ones before it hold', () => {
  for (const [at, role] of poolRoleNames.entries()) {
    for (const held of permissionsOf(poolRoleNames[at - 1] ?? ''))
      expect(permissionsOf(role).has(held)).toBe(true)
  }
})
