import type { Ref } from '@/server/xapi/model/records'
import type { ObjectId, SrRow } from '../rows'
import type { Store } from '../store'
import { hiddenOf, isVisibleSr } from '../visible'
import { organised } from './organised'
import { poolRecord } from './pool'
import { idOf, type View } from './view'

export function projectSr(view: View, ref: Ref<'SR'>): SrRow | undefined {
  const { store } = view
  const sr = store.get('SR', ref)
  const id = idOf(view, 'SR', ref)
  if (sr === undefined || id === null || !isVisibleSr(sr)) return undefined
  const tally = store.tallies.inStorage(ref)
  const links = [...store.recordsAt('PBD', 'SR', ref)]
  const attached = links.filter(([, link]) => link.currently_attached).length
  return {
    class: 'SR',
    id,
    pool: view.pool,
    ref,
    uuid: sr.uuid,
    name_label: sr.name_label,
    name_description: sr.name_description,
    allowed_operations: sr.allowed_operations,
    current_operations: sr.current_operations,
    tags: sr.tags,
    ...organised(sr.other_config),
    ...hiddenOf(sr),
    type: sr.type,
    content_type: sr.content_type,
    shared: sr.shared,
    host: sr.shared ? null : hostId(view, localHost(store, ref)),
    physicalSize: Math.max(0, sr.physical_size),
    physicalUsed: Math.max(0, sr.physical_utilisation),
    virtualAllocation: tally.virtualSize,
    vdis: tally.disks,
    isDefault: poolRecord(store)?.[1].default_SR === ref,
    hosts: links.length,
    attached,
    attachment: attached >= links.length ? 'all' : attached === 0 ? 'none' : 'some',
  }
}

/** The host a repository that is not shared belongs to: the one it has a link from. */
export function localHost(store: Store, sr: Ref<'SR'>): Ref<'host'> | undefined {
  for (const [, link] of store.recordsAt('PBD', 'SR', sr)) {
    if (store.get('host', link.host) !== undefined) return link.host
  }
  return undefined
}

function hostId(view: View, ref: Ref<'host'> | undefined): ObjectId | null {
  return ref === undefined ? null : idOf(view, 'host', ref)
}
