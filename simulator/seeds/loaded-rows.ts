import type { ClassName, Records } from '../../server/xapi/model/records'
import type { Draft } from '../tables/database'
import { completeRow, type Row, recordOf, rowOf } from '../tables/row'

/** The rows of a database being loaded, before relations are built: to look up and to mend. */
export class Rows {
  readonly #byClass = new Map<ClassName, Map<string, Row>>()

  constructor(drafts: readonly Draft[]) {
    for (const { cls, ref, row } of drafts) this.#table(cls).set(ref, completeRow(cls, row))
  }

  get<C extends ClassName>(cls: C, ref: string): Records[C] | undefined {
    const row = this.#table(cls).get(ref)
    return row && recordOf<C>(row)
  }

  all<C extends ClassName>(cls: C): readonly (readonly [string, Records[C]])[] {
    return [...this.#table(cls)].map(([ref, row]) => [ref, recordOf<C>(row)])
  }

  set<C extends ClassName>(cls: C, ref: string, fields: Partial<Records[C]>): void {
    const table = this.#table(cls)
    table.set(ref, completeRow(cls, { ...table.get(ref), ...rowOf(fields) }))
  }

  remove(cls: ClassName, ref: string): void {
    this.#table(cls).delete(ref)
  }

  drafts(): Draft[] {
    return [...this.#byClass].flatMap(([cls, table]) => [...table].map(([ref, row]) => ({ cls, ref, row })))
  }

  #table(cls: ClassName): Map<string, Row> {
    const table = this.#byClass.get(cls) ?? new Map<string, Row>()
    this.#byClass.set(cls, table)
    return table
  }
}
