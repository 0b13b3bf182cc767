import type { Action, ActionRow, Asker, Plain, XapiClass } from '@/server/catalogue/define'
import { isFor } from '@/server/catalogue/define'
import type { Permission } from '@/server/catalogue/permissions'
import { lackedBy, whyNot } from '@/server/catalogue/why-not'
import type { FollowedRecord } from '@/server/inventory/classes'
import type { AnyRow, ObjectId } from '@/server/inventory/rows'
import { counted } from '@/server/shared/counted'
import { t, told } from '@/server/shared/text'

/** What will happen when an action is done to many: which it can be done to, and why not to the rest. */
export interface Plan {
  /** "Shut down 12 VMs" */
  title: string
  /** "12 VMs will shut down." */
  will: string
  /** What will happen and what may be lost, each sentence once, for what it can be done to. */
  consequences: string[]
  can: number
  /** The first names of those. */
  names: string[]
  /** `lacks`: the permission that stands in the way, where it is that. */
  cannot: { id: ObjectId; name: string; reason: string; lacks?: Permission }[]
  /** What it would change of the first of those it can be done to, where the action says so. */
  changes: PlannedChange[]
}

/** "Memory of web-01: 2 GiB, 4 GiB after". A value is as the audit log has it. */
export interface PlannedChange {
  id: ObjectId
  name: string
  field: string
  before: Plain[string] | null
  after: Plain[string] | null
}

const shownNames = 20
const shownChanges = 50
/** "12 VMs", or "12 objects" where they are of several classes. */
export function countOf(rows: readonly AnyRow[]): string {
  const [first] = rows
  const same = first !== undefined && rows.every(row => row.class === first.class)
  return counted(same ? first.class : 'object', rows.length)
}

export interface Sorted {
  can: ActionRow[]
  cannot: { row: AnyRow; reason: string; lacks?: Permission | undefined }[]
}

/** Those that an action can be done to now, and the others with their reasons. */
export function sortOut(
  action: Action,
  rows: readonly AnyRow[],
  askerOf: (row: ActionRow) => Asker,
  silence: (pool: string) => string | undefined,
  input: unknown,
): Sorted {
  const sorted: Sorted = { can: [], cannot: [] }
  for (const row of rows) {
    if (!isFor(action, row)) {
      sorted.cannot.push({ row, reason: t('It is not something this can be done to.') })
      continue
    }
    const asker = askerOf(row)
    const reason = silence(row.pool) ?? whyNot(action, row, asker, input)
    if (reason === undefined) sorted.can.push(row)
    else sorted.cannot.push({ row, reason, lacks: lackedBy(action, asker) })
  }
  return sorted
}

type RecordOf = (row: ActionRow) => FollowedRecord<XapiClass> | undefined

export function planOf(
  action: Action,
  { can, cannot }: Sorted,
  input: unknown,
  recordOf: RecordOf = () => undefined,
): Plan {
  const all = countOf([...can, ...cannot.map(({ row }) => row)])
  const consequences = can.flatMap(row => action.confirm?.(row).body ?? [])
  return {
    title:
      action.input && input === undefined ? `${plainLabel(action)}: ${all}` : action.sentence(all, input),
    will:
      can.length === 0
        ? t('Nothing will be done.')
        : t('{objects} will {become}.', { objects: countOf(can), become: willOf(action) }),
    consequences: [...new Set(consequences)],
    can: can.length,
    names: can.slice(0, shownNames).map(row => row.name_label),
    changes:
      action.input && input === undefined
        ? []
        : can.slice(0, shownChanges).flatMap(row => changesOf(action, row, input, recordOf)),
    cannot: cannot.map(({ row, reason, lacks }) => ({
      id: row.id,
      name: row.name_label,
      reason,
      ...(lacks ? { lacks } : {}),
    })),
  }
}

function changesOf(action: Action, row: ActionRow, input: unknown, recordOf: RecordOf): PlannedChange[] {
  const changes = action.changes?.(row, input, recordOf(row))
  if (!changes) return []
  const { before, after } = changes
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map(field => ({
    ...{ id: row.id, name: row.name_label, field },
    before: before[field] ?? null,
    after: after[field] ?? null,
  }))
}

const plainLabel = ({ label }: Action) => told(label).replace(/…$/, '')

function willOf(action: Action): string {
  if (action.will !== undefined) return told(action.will)
  const label = plainLabel(action)
  return label.charAt(0).toLowerCase() + label.slice(1)
}
