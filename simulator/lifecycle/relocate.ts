import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { addVbd, addVif, dropVbd, dropVif } from '../devices/rows'
import { addVtpm, contentsOf, dropVtpm } from '../devices/vtpm'
import type { Pool } from '../pool'
import { dropDisk } from '../storage/disks'
import { NULL, refOf } from '../tables/row'
import { createConsoles, destroyConsoles, newDomid } from './domain'
import { NO_METRICS } from './duplicate'
import { guestOf } from './guest'

/** What becomes of what a VM has, on the way to another pool. */
export interface Passage {
  readonly to: Pool
  /** The disks that were made there, by those they are copies of. */
  readonly disks: ReadonlyMap<string, Ref<'VDI'>>
  readonly networkOf: (vif: Ref<'VIF'>) => Ref<'network'>
  /** Where it goes on running; not given: it is halted or suspended. */
  readonly host?: Ref<'host'>
  /** It becomes another VM, and the first one stays. */
  readonly copy: boolean
}

/** Rows of the pool it came from, which mean nothing there. */
const STRANGE: Partial<Records['VM']> = {
  affinity: refOf<'host'>(NULL),
  appliance: refOf<'VM_appliance'>(NULL),
  snapshot_schedule: refOf<'VMSS'>(NULL),
  protection_policy: refOf<'VMPP'>(NULL),
  suspend_SR: refOf<'SR'>(NULL),
  scheduled_to_be_resident_on: refOf<'host'>(NULL),
  groups: [],
  blobs: {},
  current_operations: {},
  attached_PCIs: [],
}

/** Makes the rows of a VM and its snapshots in another pool. The ref of the VM there. */
export function settleThere(from: Pool, ref: Ref<'VM'>, passage: Passage): Ref<'VM'> {
  const refs = new Map<string, Ref<'VM'>>()
  const family = [...from.db.get('VM', ref).snapshots, ref]
  for (const one of family)
    refs.set(one, settleOne(from, one, passage, one === ref ? passage.host : undefined))
  const { to } = passage
  const there = (old: string): Ref<'VM'> => refs.get(old) ?? refOf<'VM'>(NULL)
  for (const old of family) {
    const { parent, snapshot_of } = from.db.get('VM', old)
    to.db.update('VM', there(old), { parent: there(parent), snapshot_of: there(snapshot_of) })
  }
  return there(ref)
}

function settleOne(from: Pool, ref: Ref<'VM'>, passage: Passage, host: Ref<'host'> | undefined): Ref<'VM'> {
  const { to, disks, copy } = passage
  const vm = from.db.get('VM', ref)
  const uuid = copy ? randomUUID() : vm.uuid
  to.guests.set(uuid, guestOf(from, vm))
  const { uuid: _, ...metrics } = from.db.find('VM_metrics', vm.metrics) ?? { ...NO_METRICS, uuid: '' }
  const reported = from.db.find('VM_guest_metrics', vm.guest_metrics)
  const made = to.db.create('VM', {
    ...vm,
    ...STRANGE,
    uuid,
    resident_on: host ?? refOf<'host'>(NULL),
    domid: host ? newDomid(to, host) : -1,
    suspend_VDI: disks.get(vm.suspend_VDI) ?? refOf<'VDI'>(NULL),
    metrics: to.db.create('VM_metrics', metrics),
    guest_metrics: reported ? copyReport(to, reported) : refOf<'VM_guest_metrics'>(NULL),
  })
  for (const one of vm.VBDs) {
    const vbd = from.db.get('VBD', one)
    const VDI = disks.get(vbd.VDI)
    // A disc that lay in a drive stays where it was.
    const about = VDI ? { VDI, empty: false } : { VDI: refOf<'VDI'>(NULL), empty: true }
    if (VDI || vbd.type === 'CD') addVbd(to, { ...vbd, ...about, VM: made }, vbd.currently_attached)
  }
  for (const one of vm.VIFs) {
    const vif = from.db.get('VIF', one)
    const settled = addVif(to, { ...vif, VM: made, network: passage.networkOf(one) })
    to.db.update('VIF', settled, { currently_attached: vif.currently_attached })
  }
  for (const one of vm.VTPMs) addVtpm(to, made, from.db.get('VTPM', one).is_unique, contentsOf(from, one))
  if (host) createConsoles(to, made)
  return made
}

function copyReport(to: Pool, report: Records['VM_guest_metrics']): Ref<'VM_guest_metrics'> {
  const { uuid: _, ...row } = report
  return to.db.create('VM_guest_metrics', row)
}

/** A VM that is somewhere else now leaves nothing behind. */
export function leaveNothing(from: Pool, ref: Ref<'VM'>): void {
  for (const one of [...from.db.get('VM', ref).snapshots, ref]) {
    const vm = from.db.get('VM', one)
    destroyConsoles(from, one)
    const disks = vm.VBDs.map(vbd => from.db.get('VBD', vbd)).filter(vbd => vbd.type === 'Disk' && !vbd.empty)
    for (const vbd of vm.VBDs) dropVbd(from, vbd)
    for (const vif of vm.VIFs) dropVif(from, vif)
    for (const vtpm of vm.VTPMs) dropVtpm(from, vtpm)
    for (const { VDI } of disks) dropDisk(from, VDI)
    dropDisk(from, vm.suspend_VDI)
    from.db.destroy('VM_guest_metrics', vm.guest_metrics)
    from.db.destroy('VM', one)
    from.db.destroy('VM_metrics', vm.metrics)
    from.guests.delete(vm.uuid)
  }
}
