import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import type { NetworkRow } from '../rows'
import type { Store } from '../store'
import { hiddenOf, isVisibleNetwork, isVisibleVm } from '../visible'
import { organised } from './organised'
import { idOf, type View } from './view'

export function projectNetwork(view: View, ref: Ref<'network'>): NetworkRow | undefined {
  const { store } = view
  const network = store.get('network', ref)
  const id = idOf(view, 'network', ref)
  if (network === undefined || id === null || !isVisibleNetwork(network)) return undefined
  const nics = [...store.recordsAt('PIF', 'network', ref)]
  return {
    class: 'network',
    id,
    pool: view.pool,
    ref,
    uuid: network.uuid,
    name_label: network.name_label,
    name_description: network.name_description,
    allowed_operations: network.allowed_operations,
    current_operations: network.current_operations,
    tags: network.tags,
    ...organised(network.other_config),
    ...hiddenOf(network),
    bridge: network.bridge,
    vlan: nics.map(([, nic]) => nic.VLAN).find(tag => tag >= 0) ?? null,
    mtu: network.MTU,
    vms: connectedVms(store, ref),
    devices: inOrder(nics.map(([, nic]) => nic.device)),
    disconnected: inOrder(
      nics
        .filter(([pif, nic]) => carrier(store, pif, nic) === false)
        .map(([, nic]) => store.get('host', nic.host)?.name_label ?? ''),
    ),
  }
}

/** Whether a NIC has a link; undefined when the pool does not say. A VLAN has the link of the NIC below it. */
export function carrier(store: Store, ref: Ref<'PIF'>, nic: FollowedRecord<'PIF'>): boolean | undefined {
  const own = store.get('PIF_metrics', nic.metrics)
  if (own !== undefined) return own.carrier
  for (const [, vlan] of store.recordsAt('VLAN', 'untagged_PIF', ref)) {
    const below = store.get('PIF', vlan.tagged_PIF)
    const metrics = below === undefined ? undefined : store.get('PIF_metrics', below.metrics)
    if (metrics !== undefined) return metrics.carrier
  }
  return undefined
}

function connectedVms(store: Store, ref: Ref<'network'>): number {
  const vms = new Set<string>()
  for (const [, vif] of store.recordsAt('VIF', 'network', ref)) {
    const vm = store.get('VM', vif.VM)
    if (vm !== undefined && isVisibleVm(vm)) vms.add(vif.VM)
  }
  return vms.size
}

/** Each name once, eth2 before eth10. */
function inOrder(names: readonly string[]): string[] {
  return [...new Set(names.filter(name => name !== ''))].sort(byName.compare)
}
const byName = new Intl.Collator('en', { numeric: true })
