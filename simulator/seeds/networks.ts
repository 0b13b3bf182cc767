import type { Records, Ref } from '../../server/xapi/model/records'
import type { SeedBuilder } from './builder'

export function addNetwork(
  builder: SeedBuilder,
  name: string,
  bridge: string,
  more: Partial<Records['network']> = {},
): Ref<'network'> {
  return builder.add('network', { name_label: name, bridge, MTU: 1500, managed: true, ...more })
}

export interface Nic {
  readonly host: Ref<'host'>
  readonly device: string
  readonly network: Ref<'network'>
  readonly address?: string
  readonly gateway?: string
  readonly management?: boolean
  readonly mtu?: number
}

const vendor = {
  vendor_name: 'Broadcom Inc. and subsidiaries',
  device_name: 'BCM57414 NetXtreme-E 10Gb/25Gb',
}

/** A physical interface with a cable in it. */
export function addNic(builder: SeedBuilder, nic: Nic, more: Partial<Records['PIF']> = {}): Ref<'PIF'> {
  const metrics = builder.add('PIF_metrics', {
    carrier: true,
    duplex: true,
    speed: 25_000,
    ...vendor,
    pci_bus_path: `0000:41:00.${nic.device.slice(-1)}`,
    last_updated: builder.ago(5),
  })
  return builder.add('PIF', {
    host: nic.host,
    network: nic.network,
    device: nic.device,
    MAC: builder.ground.random.mac(),
    MTU: nic.mtu ?? 1500,
    VLAN: -1,
    metrics,
    physical: true,
    currently_attached: true,
    managed: true,
    management: nic.management ?? false,
    ip_configuration_mode: nic.address ? 'Static' : 'None',
    IP: nic.address ?? '',
    netmask: nic.address ? '255.255.255.0' : '',
    gateway: nic.gateway ?? '',
    DNS: nic.gateway ? '10.20.0.5,10.20.0.6' : '',
    primary_address_type: 'IPv4',
    properties: { gro: 'on' },
    ...more,
  })
}

/** Two interfaces joined: the bond carries the addresses, its members carry the cables. */
export function addBond(
  builder: SeedBuilder,
  nic: Nic,
  members: readonly { readonly device: string; readonly network: Ref<'network'> }[],
): Ref<'PIF'> {
  const master = addNic(builder, nic, { physical: false })
  const bond = builder.newRef<'Bond'>()
  const slaves = members.map(({ device, network }) =>
    addNic(builder, { host: nic.host, device, network }, { bond_slave_of: bond }),
  )
  const [primary] = slaves
  builder.add(
    'Bond',
    { master, mode: 'active-backup', links_up: slaves.length, ...(primary && { primary_slave: primary }) },
    bond,
  )
  return master
}

/** A tagged network over an interface. */
export function addVlan(
  builder: SeedBuilder,
  host: Ref<'host'>,
  over: Ref<'PIF'>,
  device: string,
  tag: number,
  network: Ref<'network'>,
): void {
  const vlan = builder.newRef<'VLAN'>()
  const untagged_PIF = addNic(
    builder,
    { host, device, network },
    { VLAN: tag, physical: false, VLAN_master_of: vlan },
  )
  builder.add('VLAN', { tagged_PIF: over, untagged_PIF, tag }, vlan)
}
