import { folderPath } from '@/server/shared/folder'
import type { Ref } from '@/server/xapi/model/records'
import type { FollowedRecord } from '../classes'
import { type Extra, noExtra } from '../query/entry'
import type { SnapshotRow, VappRow, VdiRow } from '../rows'
import type { Store } from '../store'
import { poolRecord } from './pool'
import { idOf, type View } from './view'
import { disksOf, type VmDisk } from './vm-disks'
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

/** What is known of a VM besides its row; `before`: what was, where nothing has changed but what hangs on it. */
export function vmExtra(view: View, ref: Ref<'VM'>, isTroubled: boolean, before?: Extra): Extra {
  const { store } = view
  const cards = [...store.recordsAt('VIF', 'VM', ref)]
  const vm = store.get('VM', ref)
  const disks = disksOf(store, ref)
  const trouble = vm && isTroubled ? vmTrouble(view, vm, disks) : null
  return {
    macs: macsOf(cards),
    fields: before?.fields ?? customFields(vm?.other_config ?? {}),
    folder: before?.folder ?? folderPath(vm?.other_config.folder ?? ''),
    vapp: before?.vapp ?? (vm === undefined ? null : idOf(view, 'VM_appliance', vm.appliance)),
    storage: storageIds(view, disks),
    disks: disks.flatMap(({ vdi }) => vdi?.name_label || []),
    facts: vm === undefined ? noExtra.facts : vmFacts(store, vm, disks),
    trouble: trouble?.about == null ? null : { about: trouble.about, veiled: trouble.veiled },
  }
}

function storageIds(view: View, disks: readonly VmDisk[]): string[] {
  const ids = new Set(disks.map(({ vdi }) => (vdi === undefined ? null : idOf(view, 'SR', vdi.SR))))
  return [...ids].filter(id => id !== null)
}

function vmFacts(store: Store, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): Extra['facts'] {
  // XAPI writes '' for a VM that is not restarted.
  const ha = poolRecord(store)?.[1].ha_enabled ? vm.ha_restart_priority || 'do-not-restart' : ''
  return facts({
    ha,
    'windows-update': yesNo(vm.has_vendor_device ?? false),
    'read-caching': vm.power_state === 'Running' ? yesNo(readsFromCache(store, vm, disks)) : '',
  })
}

/** The host that runs a VM notes with each of its disks whether what is read from it is kept in memory. */
function readsFromCache(store: Store, vm: FollowedRecord<'VM'>, disks: readonly VmDisk[]): boolean {
  const key = `read-caching-enabled-on-${store.get('host', vm.resident_on)?.uuid}`
  return disks.some(({ vdi }) => vdi?.sm_config?.[key] === 'true')
}

export function hostExtra({ store }: View, ref: Ref<'host'>): Extra {
  const cards = [...store.recordsAt('PIF', 'host', ref)]
  const host = store.get('host', ref)
  return {
    ...noExtra,
    macs: macsOf(cards),
    ...ofConfig(host?.other_config),
    facts: facts({ licence: host?.edition ?? '' }),
  }
}

export function poolExtra({ store }: View, ref: string): Extra {
  const pool = store.find('pool', ref)
  const versions = new Set([...store.all('host').values()].map(host => versionOf(host.software_version)))
  return {
    ...noExtra,
    ...ofConfig(pool?.other_config),
    facts: facts({
      ha: pool === undefined ? '' : yesNo(pool.ha_enabled),
      'partly-upgraded': pool === undefined ? '' : yesNo(versions.size > 1),
    }),
  }
}

const versionOf = (version: Readonly<Record<string, string>> = {}) =>
  version.product_version || version.platform_version || ''

function ofConfig(otherConfig: Readonly<Record<string, string>> = {}): Pick<Extra, 'fields' | 'folder'> {
  return { fields: customFields(otherConfig), folder: folderPath(otherConfig.folder ?? '') }
}

function macsOf(cards: readonly (readonly [string, { MAC: string }])[]): string[] {
  return [...new Set(cards.map(([, { MAC }]) => MAC.toLowerCase()))].filter(mac => mac !== '').sort()
}

/** What is known of other objects besides their rows. */
export function plainExtra({ store }: View, cls: 'SR' | 'network', ref: string): Extra {
  return { ...noExtra, ...ofConfig(store.find(cls, ref)?.other_config) }
}

/** The same of a part, which has it all in its row. Most have nothing of it. */
export function partExtra(row: VdiRow | SnapshotRow | undefined): Extra {
  if (row === undefined) return noExtra
  const fields = Object.entries(row.fields).map(([name, value]) => `${name}: ${value}`)
  const storage = row.class === 'snapshot' ? row.storage : []
  if (fields.length === 0 && row.folder === '' && storage.length === 0) return noExtra
  return { ...noExtra, fields, folder: row.folder, storage }
}

/** A vApp lies in itself: what is given over it reaches it and its VMs alike. */
export function vappExtra(row: VappRow | undefined): Extra {
  return { ...noExtra, vapp: row?.id ?? null }
}

const yesNo = (is: boolean) => (is ? 'yes' : 'no')

const known = new Map<string, Extra['facts']>()

/** The same object for equal facts: there are ten thousand VMs, and few ways that these come together. */
function facts(made: Record<string, string>): Extra['facts'] {
  const key = JSON.stringify(made)
  const held = known.get(key)
  if (held !== undefined) return held
  // What comes from pools is not bounded by us.
  if (known.size > 1000) known.clear()
  known.set(key, made)
  return made
}
