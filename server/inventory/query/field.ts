import type { AnyRow, ObjectId } from '../rows'
import type { Entry } from './entry'

/** What rows of a class are sorted and filtered by under one name. */
export interface Field<R extends AnyRow> {
  /** Null always stands last. `nameOf`: by the name of the object with this id. */
  sort?:
    | { text: (row: R) => string | null }
    | { number: (row: R) => number | null }
    | { nameOf: (row: R) => ObjectId | null }
  /** Texts of the row's own that a filter looks in. Many rows are gone through at once: no list is made for one text. */
  texts?: (entry: Entry<R>) => string | readonly string[]
  /** Objects in whose names a filter looks. */
  names?: (row: R) => ObjectId | null | readonly ObjectId[]
  /** What `>8G` compares; without a comparison the number itself has to be given. */
  number?: (row: R) => number | null
  /**
   * Rows can stand together by it: it has few values, and is sorted by a text or a name. A function: by each of these
   * values.
   */
  groups?: true | ((row: R) => readonly string[])
  /** False: bare words do not look here. */
  bare?: false
}

export type Fields<R extends AnyRow> = Readonly<Record<string, Field<R>>>

/** Tasks are in no folder. */
function folderOf(row: AnyRow): string {
  return row.class === 'task' ? '' : row.folder
}

/** What every class is described and found by. */
export function commonFields<R extends AnyRow>(): Fields<R> {
  return {
    name: {
      sort: { text: row => row.name_label },
      texts: ({ row }) => `${row.name_label}\n${row.name_description}`,
    },
    description: {
      sort: { text: row => row.name_description || null },
      texts: ({ row }) => row.name_description,
      bare: false,
    },
    pool: { sort: { nameOf: row => row.pool }, groups: true, names: row => row.pool },
    tags: {
      sort: { text: row => row.tags.join(', ') || null },
      groups: row => row.tags,
      texts: ({ row }) => row.tags,
    },
    tag: { texts: ({ row }) => row.tags, bare: false },
    uuid: { sort: { text: row => row.uuid }, texts: ({ row }) => row.uuid },
    mac: { texts: ({ extra }) => extra.macs },
    field: { texts: ({ extra }) => extra.fields },
    folder: {
      groups: true,
      sort: { text: row => folderOf(row) || null },
      texts: ({ row }) => folderOf(row),
    },
  }
}
