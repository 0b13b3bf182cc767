import type { Ref } from '@/server/xapi/model/records'
import type { Extra } from '../query/entry'
import type { View } from './view'

const customField = 'XenCenter.CustomFields.'

/** Custom fields stand among `other_config`, under the keys that XenCenter gave them. */
export function customFields(otherConfig: Readonly<Record<string, string>>): string[] {
  const fields: string[] = []
  for (const key in otherConfig) {
    if (!key.startsWith(customField)) continue
    fields.push(`${key.slice(customField.length)}: ${otherConfig[key]}`)
  }
  return fields
}

/** What a VM is found by besides its row. */
export function vmExtra({ store }: View, ref: Ref<'VM'>): Extra {
  const cards = [...store.recordsAt('VIF', 'VM', ref)]
  return { macs: macsOf(cards), fields: customFields(store.get('VM', ref)?.other_config ?? {}) }
}

export function hostExtra({ store }: View, ref: Ref<'host'>): Extra {
  const cards = [...store.recordsAt('PIF', 'host', ref)]
  return { macs: macsOf(cards), fields: customFields(store.get('host', ref)?.other_config ?? {}) }
}

function macsOf(cards: readonly (readonly [string, { MAC: string }])[]): string[] {
  return [...new Set(cards.map(([, { MAC }]) => MAC.toLowerCase()))].filter(mac => mac !== '').sort()
}

/** What other objects are found by besides their rows. */
export function plainExtra({ store }: View, cls: 'pool' | 'SR' | 'network', ref: string): Extra {
  return { macs: [], fields: customFields(store.find(cls, ref)?.other_config ?? {}) }
}
