import { isDeepStrictEqual } from 'node:util'
import type { ClassName, Records } from '../../../server/xapi/model/records'
import type { Database } from '../database'
import type { Row } from '../row'
import { recordOf } from '../row'
import { allowedVbdOperations, allowedVifOperations, allowedVtpmOperations } from './devices'
import { allowedApplianceOperations, allowedHostOperations, allowedPoolOperations } from './infrastructure'
import { allowedSrOperations, allowedVdiOperations } from './storage'
import { allowedVmOperations } from './vm'

/** One function per class: what can be done with an object, from the state of the pool. */
const allowedOf: { readonly [C in ClassName]?: (db: Database, ref: string) => string[] } = {
  VM: allowedVmOperations,
  VBD: allowedVbdOperations,
  VIF: allowedVifOperations,
  VTPM: allowedVtpmOperations,
  VDI: allowedVdiOperations,
  SR: allowedSrOperations,
  host: allowedHostOperations,
  pool: allowedPoolOperations,
  VM_appliance: allowedApplianceOperations,
}

type Target = readonly [ClassName, string]

/** Keeps `allowed_operations` true after each write, as xapi does after each operation. */
export function keepAllowedOperations(db: Database): void {
  for (const [cls, table] of db.tables()) {
    const allowed = allowedOf[cls]
    if (!allowed) continue
    for (const entry of table.entries.values()) {
      entry.row = { ...entry.row, allowed_operations: allowed(db, entry.ref) }
    }
  }
  const owners = new Owners(db)
  db.onWrite((cls, ref, before, after) => {
    if (cls === 'VM') owners.note(ref, before && recordOf<'VM'>(before), after && recordOf<'VM'>(after))
    for (const [target, targetRef] of affected(db, owners, cls, ref, before, after))
      recompute(db, target, targetRef)
  })
}

/** Looks at one object anew. */
export function recompute(db: Database, cls: ClassName, ref: string): void {
  const allowed = allowedOf[cls]
  const row = db.table(cls).entries.get(ref)?.row
  if (!allowed || !row) return
  const operations = allowed(db, ref)
  if (!isDeepStrictEqual(row.allowed_operations, operations)) {
    db.update<'VM'>(vmLike(cls), ref, { allowed_operations: operations })
  }
}

/** All classes above have the field, and a list of texts in it. */
function vmLike(cls: ClassName): 'VM' {
  return cls as 'VM'
}

/** Fields whose change alters nobody's possibilities. */
const idle = new Set([
  'allowed_operations',
  'name_label',
  'name_description',
  'tags',
  'last_updated',
  'order',
  'start_delay',
  'shutdown_delay',
  'platform',
  'affinity',
  'HVM_boot_policy',
  'domain_type',
  'xenstore_data',
])

function affected(
  db: Database,
  owners: Owners,
  cls: ClassName,
  ref: string,
  before: Row | undefined,
  after: Row | undefined,
): readonly Target[] {
  if (
    before &&
    after &&
    Object.keys(after).every(field => before[field] === after[field] || idle.has(field))
  ) {
    return []
  }
  switch (cls) {
    case 'VM':
      return ofVm(ref, after)
    case 'VBD':
      return ofVbd(ref, before && recordOf<'VBD'>(before), after && recordOf<'VBD'>(after))
    case 'PBD':
      return [['SR', recordOf<'PBD'>(after ?? before ?? {}).SR]]
    case 'VM_guest_metrics':
    case 'VM_metrics': {
      const vm = owners.of(ref)
      return vm === undefined ? [] : ofVm(vm, db.table('VM').entries.get(vm)?.row)
    }
    case 'host_metrics':
      return [...db.all('host')]
        .filter(([, host]) => host.metrics === ref)
        .map(([host]) => ['host', host] as const)
    case 'VTPM':
      return [
        ['VTPM', ref],
        ['VM', recordOf<'VTPM'>(after ?? before ?? {}).VM],
      ]
    case 'VIF':
    case 'VDI':
    case 'SR':
    case 'host':
    case 'pool':
    case 'VM_appliance':
      return [[cls, ref]]
    default:
      return []
  }
}

/** A disk is looked at anew when it is attached or let go, not while a drive is being worked on. */
function ofVbd(
  ref: string,
  before: Records['VBD'] | undefined,
  after: Records['VBD'] | undefined,
): readonly Target[] {
  const targets: Target[] = [['VBD', ref]]
  // Nobody looks at a disk because a drive for it was made.
  if (!before) return targets
  if (!after) return [...targets, ['VDI', before.VDI]]
  const same =
    before.VDI === after.VDI &&
    before.currently_attached === after.currently_attached &&
    before.mode === after.mode
  const settled =
    Object.keys(before.current_operations).length > 0 && Object.keys(after.current_operations).length === 0
  if (settled || !same) targets.push(['VDI', after.VDI])
  if (before.VDI !== after.VDI && !after.currently_attached) targets.push(['VDI', before.VDI])
  return targets
}

function ofVm(ref: string, row: Row | undefined): readonly Target[] {
  if (!row) return []
  const vm = recordOf<'VM'>(row)
  const targets: Target[] = [['VM', ref]]
  for (const vbd of vm.VBDs) targets.push(['VBD', vbd])
  for (const vif of vm.VIFs) targets.push(['VIF', vif])
  for (const vtpm of vm.VTPMs) targets.push(['VTPM', vtpm])
  targets.push(['VM_appliance', vm.appliance])
  return targets
}

const metricsFields = ['metrics', 'guest_metrics'] as const

/** Which VM a row of measurements belongs to, by its ref. */
class Owners {
  readonly #vms = new Map<string, string>()

  constructor(db: Database) {
    for (const [ref, vm] of db.all('VM')) this.note(ref, undefined, vm)
  }

  /** A VM was written. */
  note(vm: string, before: Records['VM'] | undefined, after: Records['VM'] | undefined): void {
    for (const field of metricsFields) {
      if (before?.[field] === after?.[field]) continue
      if (before && this.#vms.get(before[field]) === vm) this.#vms.delete(before[field])
      if (after) this.#vms.set(after[field], vm)
    }
  }

  of(metrics: string): string | undefined {
    return this.#vms.get(metrics)
  }
}
