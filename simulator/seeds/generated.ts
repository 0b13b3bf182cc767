import { GiB, type Ground, type Seed, SeedBuilder, TiB } from './builder'
import { addPool } from './demo'
import { addHost } from './hosts'
import { addVm, type VmSpec } from './machines'
import { addNetwork, addNic } from './networks'
import { addDrivers, addImage, addSr } from './storage'
import type { SystemName } from './systems'
import { addTemplates } from './templates'

export interface Size {
  readonly hosts: number
  readonly vms: number
}

const roles: readonly [string, SystemName, vcpus: number, memory: number, disk: number][] = [
  ['web', 'debian12', 2, 4, 20],
  ['app', 'ubuntu2404', 4, 8, 40],
  ['db', 'rocky9', 8, 16, 200],
  ['cache', 'alpine', 1, 2, 8],
  ['desk', 'win11', 4, 8, 80],
  ['srv', 'ws2022', 4, 8, 100],
  ['ci', 'ubuntu2204', 4, 8, 60],
]

/** A pool of any size. Hosts have the memory for what runs on them. */
export function generatedPool(size: Size, ground: Ground): Seed {
  const builder = new SeedBuilder(ground)
  const { random } = ground
  const perHost = Math.ceil(size.vms / size.hosts)
  // The mean VM has 8 GiB; room for all of them and a quarter more.
  const memory = Math.max(128, Math.ceil((perHost * 10) / 64) * 64) * GiB
  const hosts = Array.from({ length: size.hosts }, (_, index) =>
    addHost(builder, {
      name: `xen-${String(index + 1).padStart(2, '0')}`,
      description: '',
      address: `10.40.${Math.floor(index / 200)}.${11 + (index % 200)}`,
      memory,
      cpus: 32,
      up: 86_400 * random.between(1, 200),
    }),
  )
  const management = addNetwork(builder, 'Pool-wide network associated with eth0', 'xenbr0')
  const guests = addNetwork(builder, 'Pool-wide network associated with eth1', 'xenbr1')
  for (const [index, host] of hosts.entries()) {
    const address = `10.40.${Math.floor(index / 200)}.${11 + (index % 200)}`
    addNic(builder, {
      host,
      device: 'eth0',
      network: management,
      address,
      gateway: '10.40.0.1',
      management: true,
    })
    addNic(builder, { host, device: 'eth1', network: guests })
  }
  const storage = Array.from({ length: Math.max(2, Math.ceil(size.vms / 500)) }, (_, index) =>
    addSr(builder, {
      name: `nfs-${index + 1}`,
      description: '',
      type: 'nfs',
      shared: true,
      size: 64 * TiB,
      used: Math.floor(64 * TiB * (0.3 + 0.4 * random.next())),
      hosts,
      device: { server: '10.40.250.10', serverpath: `/vol/xen_${index + 1}` },
    }),
  )
  const library = addSr(builder, {
    name: 'ISO library',
    description: '',
    type: 'iso',
    shared: true,
    size: TiB,
    used: 20 * GiB,
    hosts,
    device: { location: '10.40.250.10:/vol/iso' },
  })
  addImage(builder, library, 'debian-12.11.0-amd64-netinst.iso', 702_545_920)
  addDrivers(builder)
  addTemplates(builder)
  for (let index = 0; index < size.vms; index++) {
    const [role = 'vm', system = 'debian12', vcpus = 2, gib = 4, disk = 20] =
      roles[random.between(0, roles.length - 1)] ?? []
    const state: VmSpec['state'] = random.next() < 0.7 ? 'Running' : 'Halted'
    const sr = storage[index % storage.length]
    if (!sr) continue
    addVm(builder, {
      name: `${role}-${String(index + 1).padStart(4, '0')}`,
      description: '',
      system,
      vcpus,
      memory: gib,
      disks: [{ size: disk, sr }],
      network: guests,
      address: `10.41.${Math.floor(index / 250)}.${1 + (index % 250)}`,
      state,
      host: hosts[index % hosts.length],
      tags: random.next() < 0.2 ? ['production'] : [],
      up: random.between(600, 86_400 * 90),
    })
  }
  const [master] = hosts
  const [home] = storage
  if (!master || !home) throw new Error('A pool has at least one host and one storage')
  addPool(builder, 'Generated', `${size.hosts} hosts, ${size.vms} VMs`, master, home)
  return builder.seed()
}
