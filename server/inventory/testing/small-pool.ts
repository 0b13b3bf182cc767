import { FakePool } from './fake-pool'
import { ref } from './records'

const GiB = 2 ** 30

/** Two hosts, one of them the coordinator, with a running and a halted VM, storage and a network. */
export function smallPool(): FakePool {
  const pool = new FakePool()
  pool.put('pool', 'lab', { name_label: 'Lab', master: ref('host', 'one'), default_SR: ref('SR', 'shared') })
  for (const name of ['one', 'two']) {
    pool.put('host_metrics', name, { live: true, memory_total: 64 * GiB, memory_free: 48 * GiB })
    pool.put('host', name, {
      metrics: ref('host_metrics', name),
      enabled: true,
      API_version_major: 2,
      API_version_minor: 21,
      software_version: { product_brand: 'XCP-ng', product_version: '8.3.0' },
      cpu_info: { cpu_count: '16', modelname: 'Xeon  Gold' },
      other_config: { boot_time: '1787300000.', agent_start_time: '1787300100.' },
    })
  }
  pool.put('network', 'lan', { bridge: 'xenbr0', MTU: 1500 })
  for (const host of ['one', 'two']) {
    pool.put('PIF_metrics', `${host}-eth0`, { carrier: true, speed: 10_000 })
    pool.put('PIF', `${host}-eth0`, {
      device: 'eth0',
      host: ref('host', host),
      network: ref('network', 'lan'),
      metrics: ref('PIF_metrics', `${host}-eth0`),
      VLAN: -1,
    })
  }
  pool.put('SR', 'shared', {
    type: 'nfs',
    shared: true,
    physical_size: 100 * GiB,
    physical_utilisation: 40 * GiB,
  })
  pool.put('SR', 'local', { type: 'ext', shared: false })
  link(pool, 'shared', 'one')
  link(pool, 'shared', 'two')
  link(pool, 'local', 'two')
  addVm(pool, 'web', 'shared')
  pool.put('VM', 'web', { power_state: 'Running', resident_on: ref('host', 'one') })
  pool.put('VM_metrics', 'web', {
    memory_actual: 3 * GiB,
    VCPUs_number: 2,
    start_time: '2026-08-20T08:00:00Z',
  })
  addVm(pool, 'db', 'local')
  return pool
}

export function link(pool: FakePool, sr: string, host: string): void {
  pool.put('PBD', `${sr}-${host}`, { SR: ref('SR', sr), host: ref('host', host), currently_attached: true })
}

export function addVm(pool: FakePool, name: string, sr: string): void {
  pool.put('VM_metrics', name)
  pool.put('VM', name, {
    power_state: 'Halted',
    metrics: ref('VM_metrics', name),
    memory_dynamic_max: 2 * GiB,
    VCPUs_at_startup: 1,
    HVM_boot_policy: 'BIOS order',
  })
  pool.put('VDI', name, { SR: ref('SR', sr), virtual_size: 20 * GiB, managed: true })
  pool.put('VBD', name, { VM: ref('VM', name), VDI: ref('VDI', name), type: 'Disk', userdevice: '0' })
  pool.put('VIF', name, { VM: ref('VM', name), network: ref('network', 'lan'), device: '0' })
}
