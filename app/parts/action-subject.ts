import type { ActionRow, ObjectId, Targets } from '@/server/api/types'
import { t } from '@/server/shared/text'

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

/** A selection; one object is a subject like any other. `name` says what so many of them are called. */
export function manyOf(
  ids: Iterable<ObjectId>,
  name = (n: number) => t('{n, plural, one {# object} other {# objects}}', { n }),
): Subject {
  const objects = [...ids]
  return { kind: 'many', targets: { objects }, name: name(objects.length) }
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
