import type { Ref } from '../../server/xapi/model/records'
import { schedulePlugin } from '../lifecycle/schedules'
import { type Ground, type Seed, SeedBuilder } from './builder'
import { addCard } from './demo-cards'
import { demoDirectory } from './demo-directory'
import { demoMachines } from './demo-machines'
import { demoMessages } from './demo-messages'
import { demoHosts, demoNetworks, demoStorage } from './demo-places'
import { addDrivers } from './storage'
import { addTemplates } from './templates'

/** Three hosts and forty VMs of a firm in Frankfurt, a few of them in trouble. */
export function demoPool(ground: Ground): Seed {
  const builder = new SeedBuilder(ground)
  const hosts = demoHosts(builder)
  const networks = demoNetworks(builder, hosts)
  const storage = demoStorage(builder, hosts)
  addDrivers(builder)
  addTemplates(builder)
  const machines = demoMachines(builder, { hosts, networks, storage })
  demoMessages(builder, { machines, storage })
  addPool(builder, 'Frankfurt', 'Production, data centre FRA-2, racks 12 and 13', hosts[0], storage.nfs)
  addCard(builder, hosts[1])
  return { ...builder.seed(), directory: demoDirectory, plugins: [schedulePlugin] }
}

/** The one row of class pool, and the one user a host has. */
export function addPool(
  builder: SeedBuilder,
  name: string,
  description: string,
  master: Ref<'host'>,
  storage: Ref<'SR'>,
): void {
  builder.add('user', { short_name: 'root', fullname: 'superuser' })
  builder.add('pool', {
    name_label: name,
    name_description: description,
    master,
    default_SR: storage,
    suspend_image_SR: storage,
    crash_dump_SR: storage,
    other_config: { auto_poweron: 'true', 'memory-ratio-hvm': '0.25', 'memory-ratio-pv': '0.25' },
    ha_cluster_stack: 'xhad',
    coordinator_bias: true,
    cpu_info: { vendor: 'AuthenticAMD', socket_count: '3', cpu_count: '96' },
    restrictions: {
      restrict_dmc: 'false',
      restrict_vgpu: 'true',
      restrict_rbac: 'false',
      restrict_vtpm: 'false',
    },
    tls_verification_enabled: true,
    update_sync_frequency: 'weekly',
    telemetry_frequency: 'weekly',
  })
}
