import type { ActionRow, ObjectId, Targets } from '@/server/api/types'

/** What an action is done to: one object that is on the screen, or many, be they on it or not. */
export type Subject =
  | { kind: 'one'; row: ActionRow }
  | {
      kind: 'many'
      targets: Targets
      /** "12 VMs", "what has the tag “prod”". */
      name: string
    }

export function oneOf(row: ActionRow): Subject {
  return { kind: 'one', row }
}

/** A selection; one object is a subject like any other. */
export function manyOf(
  ids: Iterable<ObjectId>,
  noun: [one: string, many: string] = ['object', 'objects'],
): Subject {
  const objects = [...ids]
  return {
    kind: 'many',
    targets: { objects },
    name: `${objects.length} ${objects.length === 1 ? noun[0] : noun[1]}`,
  }
}

export function targetsOf(subject: Subject): Targets {
  return subject.kind === 'one' ? { objects: [subject.row.id] } : subject.targets
}

export function subjectName(subject: Subject): string {
  return subject.kind === 'one' ? subject.row.name_label : subject.name
}

/** The pools that the objects are in; undefined where only the server knows which they are. */
export function poolsOf(targets: Targets): readonly string[] | undefined {
  return 'objects' in targets ? [...new Set(targets.objects.map(id => id.split('.', 1)[0] ?? id))] : undefined
}
