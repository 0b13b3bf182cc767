import type { AnyRow, ObjectId } from '../rows'
import type { Entry, Extra } from './entry'

/** What rows of a class are sorted and filtered by under one name. */
export interface Field<R extends AnyRow> {
  /** Null always stands last. `nameOf`: by the name of the object with this id. */
  sort?:
    | { text: (row: R) => string | null }
    | { number: (row: R) => number | null }
    | { nameOf: (row: R) => ObjectId | null }
  /** Texts of the row's own that a filter looks in. Many rows are gone through at once: no list is made for one text. */
  texts?: (entry: Entry<R>) => string | readonly string[]
  /** Of `texts` those that a whole text, a beginning or an end is looked for in; absent: each of them. */
  whole?: (row: R) => string
  /** Texts are words of which one has to be given as it is. */
  words?: true
  /** Objects in whose names a filter looks. */
  names?: (row: R, extra: Extra) => ObjectId | null | readonly ObjectId[]
  /** What `>8G` compares; without a comparison the number itself has to be given. */
  number?: (row: R) => number | null
  /** A moment (ISO 8601) that `>2026-11-01` and `today` are compared with. */
  moment?: (row: R) => string | null
  /** A moment since which it is so, for `>7d`. */
  since?: (row: R) => string | null
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

/** A folder and all that it lies in: "/a/b", "/a". */
function foldersAbove(path: string): string[] {
  const names = path.split('/').slice(1)
  return names.map((_, at) => `/${names.slice(0, at + 1).join('/')}`)
}

/** What an object can have, in the words of `has:`. */
function had(row: AnyRow, extra: Extra): string[] {
  const has: Record<string, boolean> = {
    description: row.name_description !== '',
    tag: row.tags.length > 0,
    folder: folderOf(row) !== '',
    field: row.class !== 'task' && Object.keys(row.fields).length > 0,
    ...(row.class === 'VM'
      ? {
          address: row.addresses.length > 0,
          host: row.host !== null,
          network: row.networks.length > 0,
          disk: row.disks > 0,
          vapp: row.appliance !== null,
          storage: extra.storage.length > 0,
        }
      : {}),
  }
  return Object.keys(has).filter(word => has[word])
}

/** A field over what is not in the row. */
export function factField<R extends AnyRow>(key: string): Field<R> {
  return { texts: ({ extra }) => extra.facts[key] ?? '', words: true, bare: false }
}

/** What every class is described and found by. `type`: what it is, in the words of `type:`. */
export function commonFields<R extends AnyRow>(...type: readonly string[]): Fields<R> {
  return {
    name: {
      sort: { text: row => row.name_label },
      texts: ({ row }) => `${row.name_label}\n${row.name_description}`,
      whole: row => row.name_label,
    },
    description: {
      sort: { text: row => row.name_description || null },
      texts: ({ row }) => row.name_description,
      bare: false,
    },
    type: { texts: () => type, words: true, bare: false },
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
    infolder: { texts: ({ row }) => foldersAbove(folderOf(row)), words: true, bare: false },
    has: { texts: ({ row, extra }) => had(row, extra), words: true, bare: false },
  }
}
