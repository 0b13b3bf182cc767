import type { Guest } from '../lifecycle/guest'
import { silentGuest } from '../lifecycle/guest'
import type { Rows } from './loaded-rows'

/** What runs in the VMs of a database: what their agents once reported they will report again. */
export function guestsOf(rows: Rows): Map<string, Guest> {
  const guests = new Map<string, Guest>()
  for (const [, vm] of rows.all('VM')) {
    const metrics = rows.get('VM_guest_metrics', vm.guest_metrics)
    const silent = silentGuest(vm)
    if (!metrics || Object.keys(metrics.PV_drivers_version).length === 0) {
      guests.set(vm.uuid, silent)
      continue
    }
    const windows = metrics.os_version.distro === 'windows' || /windows/i.test(metrics.os_version.name ?? '')
    guests.set(vm.uuid, {
      kind: windows || silent.kind === 'windows' ? 'windows' : 'linux',
      hostname: vm.name_label,
      os: metrics.os_version,
      tools: metrics.PV_drivers_version,
      networks: metrics.networks,
      reportsAfter: 3,
    })
  }
  return guests
}
