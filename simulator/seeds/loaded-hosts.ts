import type { Records } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { NULL, refOf } from '../tables/row'
import { GiB, type Ground } from './builder'
import type { Rows } from './loaded-rows'

/** Older releases do not say what Xen itself takes. */
const XEN_MEMORY = 128 * 1024 * 1024

/** Every host is up and enabled, and has what later releases know of a host. */
export function liveHosts(rows: Rows, ground: Ground): void {
  for (const [ref, host] of rows.all('host')) {
    const dom0 = rows.all('VM').find(([, vm]) => vm.is_control_domain && vm.resident_on === ref)?.[0]
    const known = rows.get('host_metrics', host.metrics)
    const metrics = known ? host.metrics : refOf<'host_metrics'>(`OpaqueRef:${ground.random.uuid()}`)
    const memory_total = known?.memory_total || assumedMemory(rows, ref)
    rows.set('host_metrics', metrics, {
      uuid: known?.uuid ?? ground.random.uuid(),
      live: true,
      last_updated: isoTime(ground.now),
      memory_total,
      memory_free: known?.memory_free || Math.floor(memory_total / 3),
    })
    rows.set('host', ref, {
      enabled: true,
      metrics,
      current_operations: {},
      memory_overhead: host.memory_overhead || XEN_MEMORY,
      control_domain: dom0 ? refOf<'VM'>(dom0) : refOf<'VM'>(NULL),
      cpu_info: Object.keys(host.cpu_info).length > 0 ? host.cpu_info : processors(rows, ref),
    })
  }
  for (const [ref] of rows.all('SR')) rows.set('SR', ref, { current_operations: {} })
  for (const [ref] of rows.all('VDI')) rows.set('VDI', ref, { current_operations: {} })
}

/** What the host must have for what runs there, and as much again, rounded up. */
function assumedMemory(rows: Rows, host: string): number {
  let needed = 2 * GiB
  for (const [, vm] of rows.all('VM'))
    if (vm.resident_on === host || vm.affinity === host) needed += vm.memory_static_max
  return Math.ceil((2 * needed) / (4 * GiB)) * 4 * GiB
}

/** What a host of today tells in cpu_info, from the rows of its processors. */
function processors(rows: Rows, host: string): Records['host']['cpu_info'] {
  const cpus = rows.all('host_cpu').filter(([, cpu]) => cpu.host === host)
  const [first] = cpus
  if (!first) return {}
  const { vendor, modelname, speed, family, model, stepping, flags } = first[1]
  return {
    cpu_count: String(cpus.length),
    socket_count: '1',
    vendor,
    modelname: modelname.trim(),
    speed: String(speed),
    family: String(family),
    model: String(model),
    stepping,
    flags,
  }
}
