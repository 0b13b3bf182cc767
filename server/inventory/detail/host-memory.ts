import type { Ref } from '@/server/xapi/model/records'
import type { HostDetail, HostMemoryVm } from '../details'
import { idOf, type View } from '../project/view'
import { isVisibleVm } from '../visible'

/** Who has a host's memory: its own domains, and the VMs that are on it, paused ones among them. */
export function hostMemory(view: View, ref: Ref<'host'>): HostDetail['memory'] {
  let ownDomains = 0
  let unnamed = 0
  const promised = { least: 0, most: 0 }
  const vms: HostMemoryVm[] = []
  for (const [vmRef, vm] of view.store.recordsAt('VM', 'resident_on', ref)) {
    const metrics = view.store.get('VM_metrics', vm.metrics)
    const now = metrics?.memory_actual || vm.memory_dynamic_max
    const { memory_dynamic_min: least, memory_dynamic_max: most, memory_static_max: limit } = vm
    const id = idOf(view, 'VM', vmRef)
    if (vm.is_control_domain) ownDomains += now
    else if (id !== null && isVisibleVm(vm)) vms.push({ id, name: vm.name_label, now, least, most, limit })
    else {
      unnamed += now
      promised.least += least
      promised.most += most
    }
  }
  vms.sort((a, b) => b.now - a.now || byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
  return { ownDomains, vms, unnamed: { now: unnamed, promised } }
}
const byName = new Intl.Collator('en', { numeric: true })
