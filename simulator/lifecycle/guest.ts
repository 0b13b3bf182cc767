import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import type { Pool } from '../pool'
import { NULL, refOf } from '../tables/row'

/** What runs in a VM, as far as its agent tells. */
export interface Guest {
  readonly kind: 'windows' | 'linux'
  readonly hostname: string
  /** `VM_guest_metrics.os_version`; empty when nothing in the guest tells. */
  readonly os: { readonly [key: string]: string }
  /** `PV_drivers_version`; undefined: no agent runs, nothing is ever reported. */
  readonly tools: { readonly [key: string]: string } | undefined
  /** `VM_guest_metrics.networks`: `0/ip` → address. */
  readonly networks: { readonly [key: string]: string }
  /** Seconds from the start of the domain to the first report. */
  readonly reportsAfter: number
  /** `VM_guest_metrics.other`; the usual features if not given. */
  readonly features?: { readonly [feature: string]: string }
  /** Whether Windows lets people in over the network. */
  readonly remoteDesktop?: boolean
}

const FEATURES: { readonly [feature: string]: string } = {
  'feature-balloon': '1',
  'feature-poweroff': '1',
  'feature-reboot': '1',
  'feature-shutdown': '1',
  'feature-suspend': '1',
  'feature-vcpu-hotplug': '1',
}

/** What the agent of Windows says of Remote Desktop: that it can be asked to turn it, and whether it is on. */
const REMOTE_DESKTOP = { 'feature-ts': '1', 'feature-ts2': '1' }

function featuresOf({ features, kind, remoteDesktop }: Guest): { readonly [feature: string]: string } {
  if (features) return features
  return kind === 'windows'
    ? { ...FEATURES, ...REMOTE_DESKTOP, 'data-ts': remoteDesktop ? '1' : '0' }
    : FEATURES
}

/** A guest nobody knows anything about: it runs, and tells nothing. */
export function silentGuest(vm: Records['VM']): Guest {
  const windows = /windows/i.test(vm.name_label) || vm.platform.device_id === '0002'
  return {
    kind: windows ? 'windows' : 'linux',
    hostname: vm.name_label,
    os: {},
    tools: undefined,
    networks: {},
    reportsAfter: 0,
  }
}

export function guestOf(pool: Pool, vm: Records['VM']): Guest {
  return pool.guests.get(vm.uuid) ?? pool.stranger(vm)
}

export function metricsOf(guest: Guest, now: number): Partial<Records['VM_guest_metrics']> {
  return {
    os_version: guest.os,
    PV_drivers_version: guest.tools ?? {},
    PV_drivers_up_to_date: guest.tools !== undefined,
    PV_drivers_detected: guest.tools !== undefined,
    netbios_name: guest.kind === 'windows' ? { host_name: guest.hostname.toUpperCase().slice(0, 15) } : {},
    networks: guest.networks,
    other: featuresOf(guest),
    live: true,
    can_use_hotplug_vbd: 'unspecified',
    can_use_hotplug_vif: 'unspecified',
    last_updated: isoTime(now),
  }
}

/** The agent of a domain that just began to run reports after a while, if that domain still runs then. */
export function awaitReport(pool: Pool, vmRef: Ref<'VM'>, seconds?: number): void {
  const vm = pool.db.get('VM', vmRef)
  const guest = guestOf(pool, vm)
  if (!guest.tools) return
  const { domid, resident_on } = vm
  pool.clock.work(seconds ?? guest.reportsAfter, () => {
    const now = pool.db.find('VM', vmRef)
    if (now?.power_state === 'Running' && now.domid === domid && now.resident_on === resident_on) {
      report(pool, vmRef, guest)
    }
  })
}

function report(pool: Pool, vmRef: Ref<'VM'>, guest: Guest): void {
  const vm = pool.db.get('VM', vmRef)
  const fields = metricsOf(guest, pool.clock.now())
  if (pool.db.find('VM_guest_metrics', vm.guest_metrics)) {
    pool.db.update('VM_guest_metrics', vm.guest_metrics, fields)
  } else {
    pool.db.update('VM', vmRef, { guest_metrics: pool.db.create('VM_guest_metrics', fields) })
  }
}

/** The agent of a domain that is held at its start has told nothing yet, but there is a place for it. */
export function awaitAgent(pool: Pool, vmRef: Ref<'VM'>): void {
  const vm = pool.db.get('VM', vmRef)
  if (!guestOf(pool, vm).tools) return
  const guest_metrics = pool.db.create('VM_guest_metrics', SILENT)
  pool.db.update('VM', vmRef, { guest_metrics })
}

/** What shows of a guest that tells nothing. */
const SILENT: Partial<Records['VM_guest_metrics']> = {
  live: true,
  can_use_hotplug_vbd: 'unspecified',
  can_use_hotplug_vif: 'unspecified',
}

/** A new domain knows nothing of what the last one reported. */
export function forgetReport(pool: Pool, vmRef: Ref<'VM'>): void {
  const { guest_metrics } = pool.db.get('VM', vmRef)
  if (guest_metrics === NULL) return
  pool.db.update('VM', vmRef, { guest_metrics: refOf(NULL) })
  pool.db.destroy('VM_guest_metrics', guest_metrics)
}
