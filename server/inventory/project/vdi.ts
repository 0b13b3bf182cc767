import type { Ref } from '@/server/xapi/model/records'
import { identity, objectId } from '../ids'
import type { DiskUser, VdiRow } from '../rows'
import { hiddenOf, isTemplate, isVisibleDisk, isVisibleSr, isVm } from '../visible'
import { organised } from './organised'
import { idIn, idOf, type View } from './view'

/** Undefined for what no person has: base copies, what snapshots keep, and the disc of the tools. */
export function projectVdi(view: View, ref: Ref<'VDI'>): VdiRow | undefined {
  const { store, pool } = view
  const vdi = store.get('VDI', ref)
  if (vdi === undefined || !isVisibleDisk(vdi)) return undefined
  const sr = store.get('SR', vdi.SR)
  if (sr !== undefined && !isVisibleSr(sr)) return undefined
  return {
    class: 'VDI',
    id: objectId(pool, identity(vdi, ref)),
    pool,
    ref,
    uuid: vdi.uuid,
    name_label: vdi.name_label,
    name_description: vdi.name_description,
    allowed_operations: vdi.allowed_operations,
    current_operations: {},
    tags: [],
    ...organised(vdi.other_config),
    ...hiddenOf(vdi),
    size: vdi.virtual_size,
    used: Math.max(0, vdi.physical_utilisation),
    sr: idOf(view, 'SR', vdi.SR),
    kind: sr?.content_type === 'iso' ? 'disc' : 'disk',
    type: vdi.type,
    users: usersOf(view, ref),
    shareable: vdi.sharable,
    missing: vdi.missing,
  }
}

/** VMs and templates with a drive for it, and those whose memory it holds. */
function usersOf(view: View, ref: Ref<'VDI'>): DiskUser[] {
  const { store } = view
  const users = new Map<string, DiskUser>()
  const add = (vm: Ref<'VM'>) => {
    const record = store.get('VM', vm)
    if (record === undefined) return
    const cls = isVm(record) ? 'VM' : isTemplate(record) ? 'template' : undefined
    if (cls) users.set(vm, { class: cls, id: idIn(view, record, vm), name: record.name_label })
  }
  for (const [, vbd] of store.recordsAt('VBD', 'VDI', ref)) add(vbd.VM)
  for (const vm of store.pointingAt('VM', 'suspend_VDI', ref)) add(vm)
  return [...users.values()].sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
const byName = new Intl.Collator('en', { numeric: true })
