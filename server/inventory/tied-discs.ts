import type { Ref } from '@/server/xapi/model/records'
import type { Store } from './store'

/** A disc in a drive of a VM that keeps it from some servers of its pool. */
export interface TiedDisc {
  drive: Ref<'VBD'>
  /** Where the drive stands: `userdevice`. */
  position: string
  disc: Ref<'VDI'>
  /** Undefined: the pool knows no such disc any more. */
  name: string | undefined
  storage: Ref<'SR'> | undefined
}

/** The discs in the drives of a VM that are gone, or whose storage not every server of the pool has attached. */
export function tiedDiscs(store: Store, vm: Ref<'VM'>): TiedDisc[] {
  const hosts = [...store.all('host').keys()]
  return [...store.recordsAt('VBD', 'VM', vm)].flatMap(([drive, vbd]): TiedDisc[] => {
    const { type, empty, VDI: disc, userdevice: position } = vbd
    if (type !== 'CD' || empty) return []
    const vdi = store.get('VDI', disc)
    if (!vdi) return [{ drive, position, disc, name: undefined, storage: undefined }]
    const attached = new Set<Ref<'host'>>()
    for (const [, pbd] of store.recordsAt('PBD', 'SR', vdi.SR))
      if (pbd.currently_attached) attached.add(pbd.host)
    if (hosts.every(host => attached.has(host))) return []
    return [{ drive, position, disc, name: vdi.name_label, storage: vdi.SR }]
  })
}
