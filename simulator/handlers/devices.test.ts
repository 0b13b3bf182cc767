import { beforeEach, describe, expect, it } from 'vitest'
import type { Ref } from '../../server/xapi/model/records'
import { refOf } from '../tables/row'
import { type TestPool, testPool } from '../test-pool'

let test: TestPool
beforeEach(() => {
  test = testPool()
})

const hosts = () => [...test.pool.db.all('host')].map(([ref]) => ref)
const firstHost = () => refOf<'host'>(hosts()[0] ?? '')
const refused = (code: string, ...params: readonly unknown[]) =>
  params.length > 0 ? { code, params } : { code }

describe('graphics cards', () => {
  function cards() {
    const { db } = test.pool
    const size = (most: number) => ({
      most,
      type: db.create('VGPU_type', { model_name: `split in ${most}` }),
    })
    const [large, small] = [size(2), size(4)]
    const group = db.create('GPU_group', { name_label: 'Cards' })
    const PCI = db.create('PCI', { vendor_id: '10de', device_id: '1eb8', host: firstHost() })
    const card = db.create('PGPU', {
      PCI,
      host: firstHost(),
      supported_VGPU_types: [large.type, small.type],
      enabled_VGPU_types: [large.type],
      supported_VGPU_max_capacities: { [large.type]: large.most, [small.type]: small.most },
    })
    return { card, group, large: large.type, small: small.type }
  }

  it('are put into groups of their kind, which can do what their cards can', async () => {
    const { card, group, large, small } = cards()
    await test.call('PGPU.set_GPU_group', card, group)
    expect(test.pool.db.get('GPU_group', group)).toMatchObject({
      GPU_types: ['10de/1eb8'],
      enabled_VGPU_types: [large],
      supported_VGPU_types: [large, small],
    })
    const other = test.pool.db.create('PCI', { vendor_id: '1002', device_id: '7362' })
    const stranger = test.pool.db.create('PGPU', { PCI: other, host: firstHost() })
    await expect(test.call('PGPU.set_GPU_group', stranger, group)).rejects.toMatchObject(
      refused('PGPU_NOT_COMPATIBLE_WITH_GPU_GROUP', '1002/7362', '[10de/1eb8]'),
    )
    await expect(test.call('GPU_group.destroy', group)).rejects.toMatchObject(
      refused('GPU_GROUP_CONTAINS_PGPU', card),
    )
    await test.call('PGPU.set_enabled_VGPU_types', card, [small])
    expect(test.pool.db.get('GPU_group', group).enabled_VGPU_types).toEqual([small])
    await expect(test.call('PGPU.add_enabled_VGPU_types', card, 'OpaqueRef:x')).rejects.toMatchObject(
      refused('VGPU_TYPE_NOT_SUPPORTED', 'OpaqueRef:x', large, small),
    )
  })

  it('are shared by as many VMs as fit, on the hosts that have them', async () => {
    const { card, group, large } = cards()
    await test.call('PGPU.set_GPU_group', card, group)
    const [one, two, three] = ['desk-07', 'desk-08', 'desk-09'].map(name => {
      try {
        return test.vm(name)
      } catch {
        return undefined
      }
    })
    const vms = [one, two, three].filter((vm): vm is Ref<'VM'> => vm !== undefined)
    const halted = vms.filter(vm => test.pool.db.get('VM', vm).power_state === 'Halted')
    const [vm] = halted
    const vgpu = refOf<'VGPU'>(String(await test.call('VGPU.create', vm ?? '', group, '0', {}, large)))
    expect(await test.call('PGPU.get_remaining_capacity', card, large)).toBe(2)
    expect(await test.call('VM.get_possible_hosts', vm ?? '')).toEqual([firstHost()])
    await expect(test.call('VM.assert_agile', vm ?? '')).rejects.toMatchObject(refused('VM_HAS_VGPU', vm))
    await test.call('VM.start', vm ?? '', false, false)
    expect(test.pool.db.get('VGPU', vgpu)).toMatchObject({ currently_attached: true, resident_on: card })
    expect(await test.call('GPU_group.get_remaining_capacity', group, large)).toBe(1)
    await expect(test.call('VGPU.destroy', vgpu)).rejects.toMatchObject(refused('OPERATION_NOT_ALLOWED'))
    await expect(test.call('PGPU.set_enabled_VGPU_types', card, [])).rejects.toMatchObject(
      refused('PGPU_IN_USE_BY_VM', vm),
    )
    await expect(test.call('VGPU.create', vm ?? '', group, '0', {}, large)).rejects.toMatchObject(
      refused('VM_BAD_POWER_STATE', vm, 'halted', 'running'),
    )
    await test.call('VM.hard_shutdown', vm ?? '')
    expect(test.pool.db.get('VGPU', vgpu)).toMatchObject({
      currently_attached: false,
      resident_on: 'OpaqueRef:NULL',
    })
    await test.call('VGPU.destroy', vgpu)
  })

  it('are given to guests or taken back when their host boots next', async () => {
    const { card } = cards()
    expect(await test.call('PGPU.disable_dom0_access', card)).toBe('disable_on_reboot')
    expect(await test.call('PGPU.enable_dom0_access', card)).toBe('enabled')
  })
})

describe('USB devices', () => {
  it('serve one VM at a time, if they are for VMs at all', async () => {
    const { db } = test.pool
    const group = db.create('USB_group', { name_label: 'Stick' })
    const stick = db.create('PUSB', { USB_group: group, host: firstHost(), path: '1-2' })
    const vm = test.vm('desk-07')
    const vusb = String(await test.call('VUSB.create', vm, group, {}))
    await expect(test.call('VUSB.create', vm, group, {})).rejects.toMatchObject(
      refused('USB_GROUP_CONFLICT', group),
    )
    expect(await test.call('VM.get_possible_hosts', vm)).toEqual([])
    await test.call('PUSB.set_passthrough_enabled', stick, true)
    expect(await test.call('VM.get_possible_hosts', vm)).toEqual([firstHost()])
    await test.call('VM.start', vm, false, false)
    expect(db.get('VUSB', vusb).currently_attached).toBe(true)
    await expect(test.call('PUSB.set_passthrough_enabled', stick, false)).rejects.toMatchObject(
      refused('USB_ALREADY_ATTACHED', stick, vm),
    )
    await expect(test.call('VUSB.destroy', vusb)).rejects.toMatchObject(refused('OPERATION_NOT_ALLOWED'))
    await test.call('VUSB.unplug', vusb)
    await test.call('VUSB.destroy', vusb)
    await expect(test.call('USB_group.destroy', group)).rejects.toMatchObject(
      refused('USB_GROUP_CONTAINS_PUSB', stick),
    )
  })
})

describe('cards that many guests share', () => {
  it('are logical cards on networks of their own', async () => {
    const { db } = test.pool
    const network = String(await test.call('network.create', { name_label: 'fast', other_config: {} }))
    const card = db.get('host', firstHost()).PIFs.find(ref => db.get('PIF', ref).physical) ?? refOf<'PIF'>('')
    await expect(test.call('network_sriov.create', card, network)).rejects.toMatchObject(
      refused('PIF_IS_NOT_SRIOV_CAPABLE', card),
    )
    db.update('PIF', card, { capabilities: ['sriov'] })
    const sriov = String(await test.call('network_sriov.create', card, network))
    const { logical_PIF } = db.get('network_sriov', sriov)
    expect(db.get('PIF', logical_PIF)).toMatchObject({ network, physical: false, host: firstHost() })
    expect(await test.call('network_sriov.get_remaining_capacity', sriov)).toBeGreaterThan(0)
    await expect(test.call('network_sriov.create', card, network)).rejects.toMatchObject(
      refused('NETWORK_SRIOV_ALREADY_ENABLED', card),
    )
    await test.call('network_sriov.destroy', sriov)
    expect(db.find('PIF', logical_PIF)).toBeUndefined()
  })
})

describe('provisioning sites', () => {
  it('are there as long as servers or proxies need them', async () => {
    const { db } = test.pool
    for (const host of hosts()) {
      const { software_version } = db.get('host', host)
      db.update('host', host, { software_version: { ...software_version, network_backend: 'openvswitch' } })
    }
    const site = String(await test.call('PVS_site.introduce', 'Berlin', '', ''))
    const server = String(await test.call('PVS_server.introduce', ['10.0.0.7'], 6910, 6930, site))
    await expect(test.call('PVS_server.introduce', ['10.0.0.7'], 1, 2, site)).rejects.toMatchObject(
      refused('PVS_SERVER_ADDRESS_IN_USE', '10.0.0.7'),
    )
    const vif = db.get('VM', test.vm('desk-07')).VIFs[0] ?? ''
    const proxy = String(await test.call('PVS_proxy.create', site, vif))
    await expect(test.call('PVS_proxy.create', site, vif)).rejects.toMatchObject(
      refused('PVS_PROXY_ALREADY_PRESENT', proxy),
    )
    await expect(test.call('PVS_site.forget', site)).rejects.toMatchObject(
      refused('PVS_SITE_CONTAINS_SERVERS', server),
    )
    await test.call('PVS_proxy.destroy', proxy)
    await test.call('PVS_server.forget', server)
    await test.call('PVS_site.forget', site)
    expect(db.find('PVS_site', site)).toBeUndefined()
  })
})

describe('clusters', () => {
  it('need cards that stay plugged, and then have every host', async () => {
    const { db } = test.pool
    const pif = db.get('host', firstHost()).PIFs.find(ref => db.get('PIF', ref).management) ?? ''
    const { network } = db.get('PIF', pif)
    const create = () => test.call('Cluster.pool_create', network, 'corosync', 20, 1)
    await expect(create()).rejects.toMatchObject(refused('PIF_ALLOWS_UNPLUG'))
    for (const one of db.get('network', network).PIFs) await test.call('PIF.set_disallow_unplug', one, true)
    const cluster = String(await create())
    expect(db.get('Cluster', cluster)).toMatchObject({ live_hosts: 3, quorum: 2, is_quorate: true })
    expect(await test.call('Cluster.get_network', cluster)).toBe(network)
    const [member = ''] = db.get('Cluster', cluster).cluster_hosts
    await test.call('Cluster_host.disable', member)
    expect(db.get('Cluster', cluster).live_hosts).toBe(2)
    await test.call('Cluster_host.enable', member)
    await expect(create()).rejects.toMatchObject(refused('CLUSTER_ALREADY_EXISTS'))
    await expect(test.call('Cluster.destroy', cluster)).rejects.toMatchObject(
      refused('CLUSTER_DOES_NOT_HAVE_ONE_NODE', '3'),
    )
    await test.call('Cluster.pool_destroy', cluster)
    expect(db.table('Cluster_host').entries.size).toBe(0)
  })
})

describe('trusted modules', () => {
  it('are one to a VM, while it is halted', async () => {
    const { db } = test.pool
    const vm = test.vm('desk-07')
    const [pool] = db.all('pool')
    const licensed = (restrict_vtpm: string) =>
      db.update('pool', pool?.[0] ?? '', { restrictions: { restrict_vtpm } })
    licensed('true')
    await expect(test.call('VTPM.create', vm, false)).rejects.toMatchObject(
      refused('FEATURE_RESTRICTED', 'restrict_vtpm'),
    )
    licensed('false')
    const module = String(await test.call('VTPM.create', vm, true))
    await expect(test.call('VTPM.create', vm, false)).rejects.toMatchObject(
      refused('VTPM_MAX_AMOUNT_REACHED', '1'),
    )
    await test.call('VTPM.set_contents', module, 'c2VjcmV0')
    expect(await test.call('VTPM.get_contents', module)).toBe('c2VjcmV0')
    const copy = String(await test.call('VM.clone', vm, 'copy'))
    const [own = ''] = db.get('VM', copy).VTPMs
    expect(await test.call('VTPM.get_contents', own)).toBe('')
    await test.call('VM.start', vm, false, false)
    await expect(test.call('VTPM.destroy', module)).rejects.toMatchObject(refused('VM_BAD_POWER_STATE'))
    await test.call('VM.hard_shutdown', vm)
    await test.call('VTPM.destroy', module)
    expect(db.get('VM', vm).VTPMs).toEqual([])
  })
})
