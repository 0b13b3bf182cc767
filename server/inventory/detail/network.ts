import type { Ref } from '@/server/xapi/model/records'
import type { NetworkDetail } from '../details'
import { carrier, projectNetwork } from '../project/network'
import { named, type View } from '../project/view'
import { addressOf } from './host'

/** What a network's page shows beside its row; null where there is none. */
export function networkDetail(view: View, ref: Ref<'network'>): NetworkDetail | null {
  const { store } = view
  const network = store.get('network', ref)
  const row = projectNetwork(view, ref)
  if (network === undefined || row === undefined) return null
  const nics = [...store.recordsAt('PIF', 'network', ref)].map(([pif, nic]) => ({
    host: named(view, 'host', nic.host),
    device: nic.device,
    mac: nic.MAC,
    attached: nic.currently_attached,
    link: carrier(store, pif, nic) ?? null,
    speed: store.get('PIF_metrics', nic.metrics)?.speed ?? 0,
    ip: addressOf(nic),
    management: nic.management,
  }))
  nics.sort((a, b) => byName.compare(a.host?.name ?? '', b.host?.name ?? ''))
  return {
    row,
    automatic: network.other_config.automatic !== 'false',
    nics,
    otherConfig: network.other_config,
  }
}
const byName = new Intl.Collator('en', { numeric: true })
