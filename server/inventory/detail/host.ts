import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { HostDetail } from '../details'
import { cpuCount, cpuModel, projectHost } from '../project/host'
import { carrier } from '../project/network'
import { fromUnixText, unlessNever } from '../project/times'
import { named, type View } from '../project/view'
import type { Store } from '../store'
import { isAtLeast } from '../versions'
import { certificatesOf } from './certificate'
import { hostMemory } from './host-memory'

/** All a host's page shows; null when there is no such host. */
export function hostDetail(view: View, ref: Ref<'host'>): HostDetail | null {
  const { store } = view
  const host = store.get('host', ref)
  const row = projectHost(view, ref)
  if (host === undefined || row === undefined) return null
  const bios = host.bios_strings
  return {
    row,
    edition: host.edition,
    licence: licenceOf(host),
    logTo: host.logging.syslog_destination ?? '',
    domain: host.external_auth_service_name,
    tlsVerification: isAtLeast(host.software_version.platform_version, [3, 3, 0])
      ? host.tls_verification_enabled
      : null,
    certificates: isAtLeast(host.software_version.platform_version, [3, 2, 0])
      ? certificatesOf(store, ref)
      : null,
    multipathing: host.multipathing,
    updates: {
      pending: pendingOf(host),
      state: host.latest_synced_updates_applied ?? '',
      lastApplied: unlessNever(host.last_software_update),
    },
    softwareVersion: host.software_version,
    biosVendor: words(bios['bios-vendor'], bios['bios-version']),
    system: words(bios['system-manufacturer'], bios['system-product-name']),
    serial: bios['system-serial-number'] ?? '',
    cpu: cpuOf(store, ref, host),
    memoryOverhead: host.memory_overhead,
    memory: hostMemory(view, ref),
    iscsiIqn: host.iscsi_iqn || host.other_config.iscsi_iqn || '',
    agentStartTime: fromUnixText(host.other_config.agent_start_time),
    nics: nicsOf(view, ref),
    storage: storageOf(view, ref),
    otherConfig: host.other_config,
  }
}

function cpuOf(store: Store, ref: Ref<'host'>, host: FollowedRecord<'host'>): HostDetail['cpu'] {
  const [first] = store.recordsAt('host_cpu', 'host', ref)
  return {
    model: cpuModel(store, ref, host),
    vendor: host.cpu_info.vendor || first?.[1].vendor || '',
    sockets: number(host.cpu_info.socket_count) ?? 0,
    threads: cpuCount(store, ref, host),
    speedMhz: Math.round(number(host.cpu_info.speed) ?? first?.[1].speed ?? 0),
    flagsHvm: host.capabilities.some(capability => capability.startsWith('hvm-')),
  }
}

/** Free editions say the last second of a century for never. */
const never = /^2099|^(20[4-9]|2[1-9])/

function licenceOf({
  license_params: params,
  license_server: server,
}: FollowedRecord<'host'>): HostDetail['licence'] {
  const said = params.expiry ?? ''
  const iso = said.replace(/^(\d{4})(\d{2})(\d{2})T/, '$1-$2-$3T')
  const known = said !== '' && !never.test(said) && !Number.isNaN(Date.parse(iso))
  return {
    name: params.sku_marketing_name ?? '',
    expiry: known ? new Date(iso).toISOString() : null,
    sockets: number(params.sockets) ?? null,
    server: server.address && server.address !== 'localhost' ? `${server.address}:${server.port ?? ''}` : '',
  }
}

/** What has to be done on a host for its updates, as XAPI calls it: "reboot_host". */
export function pendingOf(host: FollowedRecord<'host'>): string[] {
  const all = [host.pending_guidances, host.pending_guidances_recommended, host.pending_guidances_full]
  const said = all.flatMap(guidances => guidances ?? [])
  // Older hosts name the updates instead.
  if (said.length === 0 && host.updates_requiring_reboot.length > 0) return ['reboot_host']
  return [...new Set(said)]
}

function nicsOf(view: View, ref: Ref<'host'>): HostDetail['nics'] {
  const { store } = view
  const cards = [...store.recordsAt('PIF', 'host', ref)]
  cards.sort(([, a], [, b]) => byDevice.compare(a.device, b.device) || a.VLAN - b.VLAN)
  return cards.map(([pif, nic]) => ({
    device: nic.device,
    mac: nic.MAC,
    carrier: carrier(store, pif, nic) ?? false,
    speed: store.get('PIF_metrics', nic.metrics)?.speed ?? 0,
    management: nic.management,
    network: named(view, 'network', nic.network),
    vlan: nic.VLAN >= 0 ? nic.VLAN : null,
    ip: addressOf(nic),
    physical: nic.physical,
  }))
}
const byDevice = new Intl.Collator('en', { numeric: true })

export function addressOf(nic: FollowedRecord<'PIF'>): string {
  // IPv6 addresses come with their prefix length.
  return nic.IP || (nic.IPv6[0]?.split('/')[0] ?? '')
}

function storageOf(view: View, ref: Ref<'host'>): HostDetail['storage'] {
  const found: HostDetail['storage'] = []
  for (const [, link] of view.store.recordsAt('PBD', 'host', ref)) {
    const sr = view.store.get('SR', link.SR)
    const name = named(view, 'SR', link.SR)
    if (sr === undefined || name === null) continue
    found.push({
      ...name,
      type: sr.type,
      attached: link.currently_attached,
      size: Math.max(0, sr.physical_size),
      used: Math.max(0, sr.physical_utilisation),
    })
  }
  return found.sort((a, b) => byDevice.compare(a.name, b.name))
}

function words(...parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(' ')
}

function number(text: string | undefined): number | undefined {
  const value = Number.parseFloat(text ?? '')
  return Number.isFinite(value) ? value : undefined
}
