import type { Ref } from '@/server/xapi/model/records'
import type { PartClass } from './rows'

const noParts: ReadonlySet<PartClass> = new Set()

/** Rows to be made again. A pool has one row of its own class; references that name nothing do no harm. */
export class Touched {
  pool = false
  readonly host = new Set<Ref<'host'>>()
  readonly VM = new Set<Ref<'VM'>>()
  /** VMs of which only what hangs on them has changed: disks, cards, consoles, and where those lead. */
  readonly attached = new Set<Ref<'VM'>>()
  readonly VM_appliance = new Set<Ref<'VM_appliance'>>()
  readonly VMSS = new Set<Ref<'VMSS'>>()
  readonly SR = new Set<Ref<'SR'>>()
  readonly network = new Set<Ref<'network'>>()
  /** Repositories all of whose VMs are to be made again: gathered first, as looking these up is the dear part. */
  readonly storage = new Set<Ref<'SR'>>()
  readonly task = new Set<Ref<'task'>>()
  readonly VDI = new Set<Ref<'VDI'>>()
  readonly snapshot = new Set<Ref<'VM'>>()

  /** `parts`: of those that are not always there, the rows that are to be there now. */
  constructor(readonly parts: ReadonlySet<PartClass> = noParts) {}
}
