import type { Ref } from '@/server/xapi/model/records'
import type { Store } from './store'

/** As releases before 7.3 call it, which do not mark it. */
const names = /^(xs-tools|guest-tools)\b.*\.iso$/i

/** The disc of the guest tools that a pool keeps for its VMs; undefined: it has none, as XenServer since 8.2. */
export function toolsDisc(store: Store): Ref<'VDI'> | undefined {
  for (const [sr, { is_tools_sr, other_config }] of store.all('SR')) {
    if (!is_tools_sr && other_config.xenserver_tools_sr !== 'true') continue
    for (const [ref, { is_tools_iso, name_label, missing }] of store.recordsAt('VDI', 'SR', sr))
      if (!missing && (is_tools_iso || names.test(name_label))) return ref
  }
  return undefined
}
