import type { Database } from '../database'

/** Whether a guest can have devices plugged in and out while it runs. */
export function canHotplug(db: Database, vmRef: string, kind: 'vbd' | 'vif'): boolean {
  const vm = db.find('VM', vmRef)
  if (vm?.power_state !== 'Running') return false
  const type = db.find('VM_metrics', vm.metrics)?.current_domain_type ?? vm.domain_type
  if (type !== 'hvm' && type !== 'unspecified') return true
  const guest = db.find('VM_guest_metrics', vm.guest_metrics)
  if (!guest) return false
  const told = kind === 'vbd' ? guest.can_use_hotplug_vbd : guest.can_use_hotplug_vif
  if (told !== 'unspecified') return told === 'yes'
  return guest.PV_drivers_detected || guest.PV_drivers_version.major !== undefined
}

export function allowedVbdOperations(db: Database, ref: string): string[] {
  const vbd = db.find('VBD', ref)
  const vm = vbd && db.find('VM', vbd.VM)
  if (!vbd || !vm || Object.keys(vbd.current_operations).length > 0) return []
  const running = vm.power_state === 'Running'
  const live = running || vm.power_state === 'Paused'
  const hotplug = running && canHotplug(db, vbd.VM, 'vbd')
  const disc = vbd.type === 'CD' && (running || vm.power_state === 'Halted')
  const allowed = ['attach']
  if (live) allowed.push('unpause')
  if (hotplug && !vbd.currently_attached) allowed.push('plug')
  if (hotplug && vbd.currently_attached && vbd.unpluggable && vbd.type === 'Disk') {
    allowed.push('unplug', 'unplug_force')
  }
  if (disc && vbd.empty) allowed.push('insert')
  if (live) allowed.push('pause')
  if (disc && !vbd.empty) allowed.push('eject')
  return allowed
}

export function allowedVifOperations(db: Database, ref: string): string[] {
  const vif = db.find('VIF', ref)
  if (!vif || Object.keys(vif.current_operations).length > 0) return []
  if (!canHotplug(db, vif.VM, 'vif')) return ['attach']
  return ['attach', vif.currently_attached ? 'unplug' : 'plug']
}

export function allowedVdiOperations(db: Database, ref: string): string[] {
  const vdi = db.find('VDI', ref)
  if (!vdi || Object.keys(vdi.current_operations).length > 0) return []
  const vbds = vdi.VBDs.map(vbd => db.find('VBD', vbd)).filter(vbd => vbd !== undefined)
  if (vbds.some(vbd => Object.keys(vbd.current_operations).length > 0)) return []
  const attached = vbds.filter(vbd => vbd.currently_attached)
  const type = db.find('SR', vdi.SR)?.type
  if (type === 'udev') return []
  if (type === 'iso') {
    if (attached.length === 0) return ['copy', 'forget']
    return attached.every(vbd => vbd.mode === 'RO') ? ['copy'] : []
  }
  if (attached.length > 0) return ['clone', 'snapshot']
  return ['copy', 'generate_config', 'clone', 'forget', 'update', 'resize', 'snapshot', 'destroy']
}
