import type { Worded } from '@/server/shared/text'
import type { AnyRow, ObjectId } from '../rows'
import { naturalKey } from './sort-key'

/** What is known of an object besides its row: by what it is found, and by what it is decided who may see it. */
export interface Extra {
  /** In lower case. */
  macs: readonly string[]
  /** Custom fields as XenCenter keeps them: "owner: jane". */
  fields: readonly string[]
  /** The path of XenCenter's folder that it lies in, "/lab/web"; '' when in none. */
  folder: string
  /** The vApp it is a part of. */
  vapp: ObjectId | null
  /** Storage that it has disks on. */
  storage: readonly ObjectId[]
  /** Names of its disks. */
  disks: readonly string[]
  /** What has no place in the row, by the key that it is found under. Few values: equal ones are the same object. */
  facts: Readonly<Record<string, string>>
  /** What `trouble` names, and how it is said to who may not see that. */
  trouble: { about: ObjectId; veiled: Worded } | null
}

export const noExtra: Extra = {
  macs: [],
  fields: [],
  folder: '',
  vapp: null,
  storage: [],
  disks: [],
  facts: {},
  trouble: null,
}

/** A row with what it is sorted and found by; replaced whole with it, so what is derived is derived once. */
export class Entry<R extends AnyRow = AnyRow> {
  private key: string | undefined
  private lower: string | undefined
  private text: string | undefined

  constructor(
    readonly row: R,
    readonly extra: Extra,
    /** The row's, as the very string of the entry before: what remembers changes keeps no other. */
    readonly id: ObjectId = row.id,
  ) {}

  /** The name as a sort key. */
  get nameKey(): string {
    this.key ??= naturalKey(this.row.name_label)
    return this.key
  }

  /** The name in lower case. */
  get lowerName(): string {
    this.lower ??= this.row.name_label.toLowerCase()
    return this.lower
  }

  /** The texts that words are looked for in, made at the first call. */
  haystack(make: (entry: this) => string): string {
    this.text ??= make(this)
    return this.text
  }
}
