import { folderPath } from '@/server/shared/folder'
import type { Ref } from '@/server/xapi/model/records'
import { type Extra, noExtra } from '../query/entry'
import { idOf, type View } from './view'
import { disksOf } from './vm-disks'
import { vmTrouble } from './vm-trouble'

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

/** What is known of a VM besides its row. */
export function vmExtra(view: View, ref: Ref<'VM'>, isTroubled: boolean): Extra {
  const { store } = view
  const cards = [...store.recordsAt('VIF', 'VM', ref)]
  const vm = store.get('VM', ref)
  const trouble = vm && isTroubled ? vmTrouble(view, vm, disksOf(store, ref)) : null
  return {
    macs: macsOf(cards),
    ...ofConfig(vm?.other_config),
    vapp: vm === undefined ? null : idOf(view, 'VM_appliance', vm.appliance),
    trouble: trouble?.about == null ? null : { about: trouble.about, veiled: trouble.veiled },
  }
}

export function hostExtra({ store }: View, ref: Ref<'host'>): Extra {
  const cards = [...store.recordsAt('PIF', 'host', ref)]
  return { ...noExtra, macs: macsOf(cards), ...ofConfig(store.get('host', ref)?.other_config) }
}

function ofConfig(otherConfig: Readonly<Record<string, string>> = {}): Pick<Extra, 'fields' | 'folder'> {
  return { fields: customFields(otherConfig), folder: folderPath(otherConfig.folder ?? '') }
}

function macsOf(cards: readonly (readonly [string, { MAC: string }])[]): string[] {
  return [...new Set(cards.map(([, { MAC }]) => MAC.toLowerCase()))].filter(mac => mac !== '').sort()
}

/** What is known of other objects besides their rows. */
export function plainExtra({ store }: View, cls: 'pool' | 'SR' | 'network', ref: string): Extra {
  return { ...noExtra, ...ofConfig(store.find(cls, ref)?.other_config) }
}
