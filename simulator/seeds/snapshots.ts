import type { Records, Ref } from '../../server/xapi/model/records'
import { rowOf } from '../tables/row'
import type { SeedBuilder } from './builder'

/** A snapshot of a VM that was added before: it becomes the newest, the one before it its parent. */
export function addSnapshot(
  builder: SeedBuilder,
  vm: Ref<'VM'> | undefined,
  about: { readonly name: string; readonly text: string; readonly ago: number },
): void {
  const source = builder.drafts.find(draft => draft.cls === 'VM' && draft.ref === vm)
  if (!vm || !source) return
  const time = builder.ago(about.ago)
  const { uuid: _, guest_metrics: __, ...fields } = source.row
  const snapshot = builder.newRef<'VM'>()
  const metrics = builder.add('VM_metrics', { current_domain_type: 'unspecified' })
  builder.drafts.push({
    cls: 'VM',
    ref: snapshot,
    row: {
      ...fields,
      uuid: builder.ground.random.uuid(),
      name_label: about.name,
      name_description: about.text,
      is_a_template: true,
      is_a_snapshot: true,
      snapshot_of: vm,
      snapshot_time: time,
      snapshot_info: {
        'power-state-at-snapshot': String(source.row.power_state),
        'disk-snapshot-type': 'crash_consistent',
      },
      transportable_snapshot_id: '',
      power_state: 'Halted',
      resident_on: 'OpaqueRef:NULL',
      domid: -1,
      memory_target: 0,
      metrics,
    },
  })
  const index = builder.drafts.indexOf(source)
  builder.drafts[index] = { ...source, row: { ...source.row, parent: snapshot } }
  for (const draft of builder.drafts.filter(one => one.cls === 'VBD' && one.row.VM === vm)) {
    const vdi = snapshotDisk(builder, String(draft.row.VDI), time)
    const { uuid: ___, ...device } = draft.row
    builder.drafts.push({
      cls: 'VBD',
      ref: builder.newRef<'VBD'>(),
      row: {
        ...device,
        uuid: builder.ground.random.uuid(),
        VM: snapshot,
        currently_attached: false,
        device: '',
        ...(vdi && { VDI: vdi }),
      },
    })
  }
}

/** Media are shared; disks get a copy of their own. */
function snapshotDisk(builder: SeedBuilder, vdi: string, time: string): Ref<'VDI'> | undefined {
  const source = builder.drafts.find(draft => draft.cls === 'VDI' && draft.ref === vdi)
  if (!source || source.row.read_only === true) return undefined
  const uuid = builder.ground.random.uuid()
  const fields: Partial<Records['VDI']> = { is_a_snapshot: true, snapshot_time: time, location: uuid }
  const ref = builder.newRef<'VDI'>()
  builder.drafts.push({
    cls: 'VDI',
    ref,
    row: { ...source.row, ...rowOf(fields), uuid, snapshot_of: vdi, physical_utilisation: 12_582_912 },
  })
  return ref
}
