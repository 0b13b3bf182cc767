import type { AnyRow } from '../rows'
import { naturalKey } from './sort-key'

/** What is looked for but not shown in lists. */
export interface Extra {
  /** In lower case. */
  macs: readonly string[]
  /** Custom fields as XenCenter keeps them: "owner: jane". */
  fields: readonly string[]
}

export const noExtra: Extra = { macs: [], fields: [] }

/** A row with what it is sorted and found by; replaced whole with it, so what is derived is derived once. */
export class Entry<R extends AnyRow = AnyRow> {
  private key: string | undefined
  private lower: string | undefined
  private text: string | undefined

  constructor(
    readonly row: R,
    readonly extra: Extra,
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
