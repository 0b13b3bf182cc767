import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { HostRow } from '../rows'
import type { Store } from '../store'
import { isVisibleVm } from '../visible'
import { consolesOf, controlDomainOf, noConsoles } from './consoles'
import { organised } from './organised'
import { poolRecord } from './pool'
import { productOf } from './product'
import { fromUnixText } from './times'
import { idOf, type View } from './view'

export function projectHost(view: View, ref: Ref<'host'>): HostRow | undefined {
  const { store } = view
  const host = store.get('host', ref)
  const id = idOf(view, 'host', ref)
  if (host === undefined || id === null) return undefined
  const metrics = store.get('host_metrics', host.metrics)
  return {
    class: 'host',
    id,
    pool: view.pool,
    ref,
    uuid: host.uuid,
    name_label: host.name_label,
    name_description: host.name_description,
    allowed_operations: host.allowed_operations,
    current_operations: host.current_operations,
    tags: host.tags,
    ...organised(host.other_config),
    hostname: host.hostname,
    address: host.address,
    enabled: host.enabled,
    live: metrics?.live ?? false,
    maintenance: !host.enabled && host.other_config.MAINTENANCE_MODE === 'true',
    coordinator: poolRecord(store)?.[1].master === ref,
    memoryTotal: metrics?.memory_total ?? 0,
    memoryFree: steps(metrics?.memory_free ?? 0),
    cpus: cpuCount(store, ref, host),
    cpuModel: cpuModel(store, ref, host),
    vms: residentVms(store, ref),
    product: productOf(host),
    bootTime: fromUnixText(host.other_config.boot_time),
    consoles: hostConsoles(store, ref),
  }
}

function hostConsoles(store: Store, ref: Ref<'host'>): HostRow['consoles'] {
  const domain = controlDomainOf(store, ref)
  return domain ? consolesOf(store, domain) : noConsoles
}

/** Each heartbeat of a host finds some pages more or less, and nobody would be told anything by them. */
const memoryStep = 2 ** 24

function steps(bytes: number): number {
  return Math.floor(bytes / memoryStep) * memoryStep
}

export function cpuCount(store: Store, ref: Ref<'host'>, host: FollowedRecord<'host'>): number {
  const told = Number.parseInt(host.cpu_info.cpu_count ?? '', 10)
  return Number.isNaN(told) ? store.pointingAt('host_cpu', 'host', ref).size : told
}

export function cpuModel(store: Store, ref: Ref<'host'>, host: FollowedRecord<'host'>): string {
  const [first] = store.recordsAt('host_cpu', 'host', ref)
  const model = host.cpu_info.modelname || first?.[1].modelname || ''
  return model.replace(/\s+/g, ' ').trim()
}

function residentVms(store: Store, ref: Ref<'host'>): number {
  let vms = 0
  for (const [, vm] of store.recordsAt('VM', 'resident_on', ref)) if (isVisibleVm(vm)) vms += 1
  return vms
}
