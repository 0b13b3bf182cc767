import type { Ref } from '../../server/xapi/model/records'
import { GiB, type SeedBuilder, TiB } from './builder'
import { addHost } from './hosts'
import { addBond, addNetwork, addNic, addVlan } from './networks'
import { addImage, addSr } from './storage'

const DAY = 86_400

export type Hosts = readonly [Ref<'host'>, Ref<'host'>, Ref<'host'>]

export function demoHosts(builder: SeedBuilder): Hosts {
  const common = { cpus: 32 }
  return [
    addHost(builder, {
      ...common,
      name: 'fra-xen-01',
      description: 'Rack 12, unit 18',
      address: '10.20.0.11',
      memory: 256 * GiB,
      up: 41 * DAY + 7200,
    }),
    addHost(builder, {
      ...common,
      name: 'fra-xen-02',
      description: 'Rack 12, unit 20',
      address: '10.20.0.12',
      memory: 256 * GiB,
      up: 41 * DAY + 3100,
    }),
    addHost(builder, {
      ...common,
      name: 'fra-xen-03',
      description: 'Rack 13, unit 18. Half the memory until the new modules come',
      address: '10.20.0.13',
      memory: 128 * GiB,
      tags: ['needs memory'],
      up: 12 * DAY + 540,
    }),
  ]
}

export interface Networks {
  readonly servers: Ref<'network'>
  readonly dmz: Ref<'network'>
  readonly desktops: Ref<'network'>
  readonly lab: Ref<'network'>
}

export function demoNetworks(builder: SeedBuilder, hosts: Hosts): Networks {
  const eth0 = addNetwork(builder, 'Pool-wide network associated with eth0', 'xenbr0')
  const eth1 = addNetwork(builder, 'Pool-wide network associated with eth1', 'xenbr1')
  const management = addNetwork(builder, 'Management', 'xapi0', { name_description: 'Bond of eth0 and eth1' })
  const storage = addNetwork(builder, 'Storage', 'xenbr2', {
    MTU: 9000,
    name_description: 'NFS and iSCSI, jumbo frames',
  })
  const automatic = { other_config: { automatic: 'true' } }
  const servers = addNetwork(builder, 'VLAN 20 Servers', 'xapi1', automatic)
  const dmz = addNetwork(builder, 'VLAN 30 DMZ', 'xapi2', { tags: ['public'] })
  const desktops = addNetwork(builder, 'VLAN 40 Desktops', 'xapi3')
  const lab = addNetwork(builder, 'Isolated lab', 'xapi4', { name_description: 'Inside a host only' })
  addNetwork(builder, 'Host internal management network', 'xenapi', {
    name_description: 'Network on which guests will be assigned a private link-local IP address',
    other_config: { is_host_internal_management_network: 'true', is_guest_installer_network: 'true' },
  })
  for (const [index, host] of hosts.entries()) {
    const last = 11 + index
    const nic = {
      host,
      device: 'bond0',
      network: management,
      address: `10.20.0.${last}`,
      gateway: '10.20.0.1',
      management: true,
    }
    const bond = addBond(builder, nic, [
      { device: 'eth0', network: eth0 },
      { device: 'eth1', network: eth1 },
    ])
    addNic(builder, { host, device: 'eth2', network: storage, address: `10.20.9.${last}`, mtu: 9000 })
    for (const [tag, network] of [
      [20, servers],
      [30, dmz],
      [40, desktops],
    ] as const) {
      addVlan(builder, host, bond, 'bond0', tag, network)
    }
  }
  return { servers, dmz, desktops, lab }
}

export interface Storage {
  readonly nfs: Ref<'SR'>
  readonly ssd: Ref<'SR'>
  readonly archive: Ref<'SR'>
  readonly broken: Ref<'SR'>
  readonly local: readonly Ref<'SR'>[]
  readonly install: Ref<'VDI'>
  readonly tools: Ref<'VDI'>
}

export function demoStorage(builder: SeedBuilder, hosts: Hosts): Storage {
  const shared = { shared: true, hosts }
  const nfs = addSr(builder, {
    ...shared,
    name: 'nfs-prod',
    description: 'NetApp fra-nas-01, /vol/xen_prod',
    type: 'nfs',
    size: 12 * TiB,
    used: Math.floor(4.9 * TiB),
    device: { server: '10.20.9.21', serverpath: '/vol/xen_prod', nfsversion: '4.1' },
  })
  const ssd = addSr(builder, {
    ...shared,
    name: 'iscsi-ssd',
    description: 'Pure Storage, LUN 4, databases',
    type: 'lvmoiscsi',
    size: 4 * TiB,
    used: Math.floor(2.5 * TiB),
    device: {
      target: '10.20.9.31',
      port: '3260',
      targetIQN: 'iqn.2010-06.com.purestorage:flasharray.4f2a',
      SCSIid: '3624a93704f2a0001',
    },
  })
  const archive = addSr(
    builder,
    {
      ...shared,
      name: 'iscsi-archive',
      description: 'Old array, LUN 1. To be emptied by the end of the quarter',
      type: 'lvmoiscsi',
      size: 2 * TiB,
      used: Math.floor(1.94 * TiB),
      device: {
        target: '10.20.9.41',
        port: '3260',
        targetIQN: 'iqn.1984-05.com.dell:powervault.md3260i',
        SCSIid: '36001438005deb',
      },
    },
    { tags: ['nearly full'] },
  )
  const broken = addSr(builder, {
    ...shared,
    name: 'nfs-legacy',
    description: 'Export of the decommissioned fra-nas-00',
    type: 'nfs',
    size: 3 * TiB,
    used: Math.floor(1.1 * TiB),
    attached: false,
    device: { server: '10.20.9.20', serverpath: '/export/legacy' },
  })
  // The server is gone: nobody can mount it any more.
  for (const pbd of builder.drafts.filter(one => one.cls === 'PBD' && one.row.SR === broken)) {
    const text = 'NFS mount error [opterr=mount failed with return code 32]'
    const params = ['', text, '']
    builder.troubles.push({
      uuid: String(pbd.row.uuid),
      operation: 'plug',
      code: 'SR_BACKEND_FAILURE_73',
      params,
    })
  }
  const local = hosts.map((host, index) =>
    addSr(builder, {
      name: 'Local storage',
      description: `RAID 1 of fra-xen-0${index + 1}`,
      type: 'ext',
      shared: false,
      size: 840 * GiB,
      used: (38 + 21 * index) * GiB,
      hosts: [host],
      device: { device: '/dev/disk/by-id/scsi-36f4ee080-part3' },
    }),
  )
  return { nfs, ssd, archive, broken, local, ...addImages(builder, hosts) }
}

/** What lies in CD drives. */
function addImages(builder: SeedBuilder, hosts: Hosts): { install: Ref<'VDI'>; tools: Ref<'VDI'> } {
  const library = addSr(builder, {
    name: 'ISO library',
    description: 'NFS, fra-nas-01:/vol/iso',
    type: 'iso',
    shared: true,
    size: TiB,
    used: 61 * GiB,
    hosts,
    device: { location: '10.20.9.21:/vol/iso', type: 'nfs_iso' },
  })
  const install = addImage(builder, library, 'ubuntu-24.04.2-live-server-amd64.iso', 3_213_064_192)
  for (const [file, size] of [
    ['alpine-standard-3.22.0-x86_64.iso', 346_030_080],
    ['debian-12.11.0-amd64-netinst.iso', 702_545_920],
    ['Rocky-9.6-x86_64-minimal.iso', 2_648_702_976],
    ['SERVER_2022_x64_en-us.iso', 5_044_211_712],
    ['SERVER_2025_x64_en-us.iso', 5_951_305_728],
    ['Win11_23H2_x64_en-us.iso', 6_812_706_816],
    ['virtio-drivers-0.1.266.iso', 724_121_600],
  ] as const) {
    addImage(builder, library, file, size)
  }
  const toolsSr = addSr(
    builder,
    {
      name: 'XCP-ng Tools',
      description: 'XCP-ng Tools ISOs',
      type: 'iso',
      shared: true,
      size: 41_943_040,
      used: 41_943_040,
      hosts,
      device: { location: '/opt/xensource/packages/iso', legacy_mode: 'true' },
    },
    { is_tools_sr: true, other_config: { xenserver_tools_sr: 'true' } },
  )
  const tools = addImage(builder, toolsSr, 'guest-tools.iso', 41_943_040, { is_tools_iso: true })
  for (const host of hosts) {
    addSr(
      builder,
      {
        name: 'DVD drives',
        description: 'Physical DVD drives',
        type: 'udev',
        shared: false,
        size: 0,
        used: 0,
        hosts: [host],
        device: { location: '/dev/xapi/cd' },
      },
      { content_type: 'iso' },
    )
    addSr(builder, {
      name: 'Removable storage',
      description: '',
      type: 'udev',
      shared: false,
      size: 0,
      used: 0,
      hosts: [host],
      device: { location: '/dev/xapi/block' },
    })
  }
  return { install, tools }
}
