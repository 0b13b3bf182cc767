import { modelClass } from '../../server/xapi/facts'
import type { Wire, WireStruct } from '../../server/xapi/wire'
import { Comparison, type Difference } from './compare'
import { listOf, type RecordedEvent, structOf } from './recording'
import type { Symbols } from './symbols'

/** Something that must hold once late effects have come; undefined when it does. */
export type Check = () => Difference | undefined

interface Known {
  readonly cls: string
  fields: WireStruct
}

/** A change between two looks, as one. */
interface Fold {
  readonly cls: string
  readonly op: 'add' | 'mod' | 'del'
  readonly fields: WireStruct
}

/**
 * The pool as the recording has it and as it is, both followed by their events. Rows are paired by what names stand
 * for; what was added without a name known yet is paired with what is most like it.
 */
export class World {
  readonly #symbols: Symbols
  /** By name. */
  readonly #recorded = new Map<string, Known>()
  /** By ref. */
  readonly #own = new Map<string, Known>()
  #waitingRecorded = new Map<string, Known>()
  #waitingOwn = new Map<string, Known>()

  constructor(symbols: Symbols) {
    this.#symbols = symbols
  }

  /** What the recording had before its first step. */
  begin(cls: string, name: string, fields: WireStruct): void {
    this.#recorded.set(name, { cls, fields })
  }

  ownField(ref: string, field: string): Wire | undefined {
    return this.#own.get(ref)?.fields[field]
  }

  /** Takes the first look at the pool. */
  fill(batch: Wire): void {
    for (const [ref, { cls, fields }] of this.#foldOwn(batch)) this.#own.set(ref, { cls, fields })
  }

  /** Fields that differ before the first step. */
  differencesAtStart(): Difference[] {
    const found: Difference[] = []
    for (const [name, { cls, fields }] of this.#recorded) {
      const own = this.#own.get(this.#symbols.bound(name) ?? '')
      if (!own) found.push({ path: name, expected: 'a row', got: undefined })
      else found.push(...this.#compare(name, cls, fields, own.fields, Object.keys(fields)))
    }
    return found
  }

  /** Follows what happened in one step on both sides. Gives what must be the same now. */
  follow(recorded: readonly RecordedEvent[], batch: Wire): Check[] {
    const expected = this.#foldRecorded(recorded)
    const own = this.#foldOwn(batch)
    for (const [ref, fold] of own) this.#applyOwn(ref, fold)
    for (const [name, fold] of expected) this.#applyRecorded(name, fold)
    this.#pair()
    const checks: Check[] = []
    for (const [name, { cls, op, fields }] of expected) {
      if (op === 'del') checks.push(() => this.#gone(name))
      else if (op === 'add') checks.push(() => this.#there(name))
      if (op !== 'del')
        for (const field of Object.keys(fields)) checks.push(() => this.#same(name, cls, field))
    }
    for (const [ref, { cls, op, fields }] of own) {
      if (cls === 'task' && op !== 'mod') continue
      if (op === 'add') checks.push(() => this.#expected(ref, cls))
      if (op === 'del') {
        const name = this.#symbols.nameOf(ref)
        checks.push(() => (name && this.#recorded.has(name) ? gone(name, 'a row', undefined) : undefined))
      }
      if (op === 'mod')
        for (const field of Object.keys(fields))
          checks.push(() => {
            const name = this.#symbols.nameOf(ref)
            return name && this.#recorded.has(name) ? this.#same(name, cls, field) : undefined
          })
    }
    return checks
  }

  #gone(name: string): Difference | undefined {
    const ref = this.#symbols.bound(name)
    return ref && this.#own.has(ref) ? gone(name, undefined, 'a row') : undefined
  }

  #there(name: string): Difference | undefined {
    return this.#waitingRecorded.has(name) ? gone(name, 'a new row', undefined) : undefined
  }

  #expected(ref: string, cls: string): Difference | undefined {
    const own = this.#waitingOwn.get(ref)
    return own
      ? gone(`${cls} ${String(own.fields.name_label ?? own.fields.name ?? '')}`, undefined, 'a new row')
      : undefined
  }

  #same(name: string, cls: string, field: string): Difference | undefined {
    const recorded = this.#recorded.get(name)
    const ref = this.#symbols.bound(name)
    const own = ref === undefined ? undefined : this.#own.get(ref)
    if (!recorded || !own || this.#waitingRecorded.has(name)) return undefined
    return this.#compare(name, cls, recorded.fields, own.fields, [field])[0]
  }

  #compare(
    name: string,
    cls: string,
    expected: WireStruct,
    got: WireStruct,
    fields: readonly string[],
  ): Difference[] {
    const comparison = new Comparison(this.#symbols)
    for (const field of fields)
      comparison.field(cls, field, expected[field], got[field], got, `${name}.${field}`)
    comparison.settleAll()
    this.#symbols.learn(comparison.bindings)
    return comparison.differences
  }

  #applyRecorded(name: string, { cls, op, fields }: Fold): void {
    if (op === 'del') {
      this.#recorded.delete(name)
      this.#waitingRecorded.delete(name)
      return
    }
    const known = this.#recorded.get(name) ?? { cls, fields: {} }
    known.fields = { ...known.fields, ...fields }
    this.#recorded.set(name, known)
    if (op === 'add' && !this.#isThere(name)) this.#waitingRecorded.set(name, known)
  }

  #isThere(name: string): boolean {
    const ref = this.#symbols.bound(name)
    return ref !== undefined && this.#own.has(ref)
  }

  #applyOwn(ref: string, { cls, op, fields }: Fold): void {
    if (op === 'del') {
      this.#own.delete(ref)
      this.#waitingOwn.delete(ref)
      return
    }
    const known = { cls, fields: op === 'add' ? fields : { ...this.#own.get(ref)?.fields, ...fields } }
    this.#own.set(ref, known)
    if (op === 'add') this.#waitingOwn.set(ref, known)
    else if (this.#waitingOwn.has(ref)) this.#waitingOwn.set(ref, known)
  }

  /** Finds for each new row of the recording the new row that is most like it. */
  #pair(): void {
    for (;;) {
      this.#dropPaired()
      let best: { name: string; ref: string; cost: number; comparison: Comparison } | undefined
      for (const [name, recorded] of this.#waitingRecorded) {
        if (best && rank(recorded.cls) > rank(this.#waitingRecorded.get(best.name)?.cls ?? '')) continue
        for (const [ref, own] of this.#waitingOwn) {
          if (own.cls !== recorded.cls || this.#symbols.nameOf(ref)) continue
          const comparison = new Comparison(this.#symbols, new Map([[name, ref]]))
          comparison.record(own.cls, recorded.fields, own.fields, '')
          const cost = comparison.differences.length
          const better = best && rank(recorded.cls) < rank(this.#waitingRecorded.get(best.name)?.cls ?? '')
          if (!best || better || cost < best.cost) best = { name, ref, cost, comparison }
        }
      }
      if (!best) return
      this.#symbols.learn(best.comparison.bindings)
      this.#waitingRecorded.delete(best.name)
      this.#waitingOwn.delete(best.ref)
    }
  }

  /** Rows whose names became known meanwhile. */
  #dropPaired(): void {
    for (const [name] of [...this.#waitingRecorded]) {
      const ref = this.#symbols.bound(name)
      if (ref !== undefined && this.#own.has(ref)) {
        this.#waitingRecorded.delete(name)
        this.#waitingOwn.delete(ref)
      }
    }
    for (const [ref] of [...this.#waitingOwn]) {
      const name = this.#symbols.nameOf(ref)
      if (name && this.#recorded.has(name)) this.#waitingOwn.delete(ref)
    }
  }

  #foldRecorded(events: readonly RecordedEvent[]): Map<string, Fold> {
    const folds = new Map<string, Fold>()
    for (const { op, cls, ref, fields } of events) {
      // The tasks of synchronous calls were seen by luck.
      if (ref.startsWith('$task:sync/')) continue
      fold(folds, ref, { cls, op: opOf(op), fields })
    }
    return folds
  }

  #foldOwn(batch: Wire): Map<string, Fold> {
    const folds = new Map<string, Fold>()
    for (const one of listOf(structOf(batch).events)) {
      const { class: cls, operation, ref, snapshot } = structOf(one)
      const now = structOf(snapshot)
      const before = this.#own.get(String(ref))?.fields
      const op = opOf(String(operation))
      const fields = op === 'mod' && before ? changed(before, now) : now
      fold(folds, String(ref), { cls: modelClass(String(cls)), op, fields })
    }
    return folds
  }
}

/** What others refer to is paired before them; metrics, which are all alike, by those who refer to them. */
function rank(cls: string): number {
  if (cls.endsWith('_metrics')) return 3
  if (cls === 'VBD' || cls === 'VIF' || cls === 'console') return 2
  return cls === 'VM' || cls === 'VDI' ? 0 : 1
}

function gone(path: string, expected: Wire | undefined, got: Wire | undefined): Difference {
  return { path, expected, got }
}

function opOf(text: string): Fold['op'] {
  return text === 'add' || text === 'del' ? text : 'mod'
}

/** add + mod = add, add + del = nothing, several mod = one with the last values. */
function fold(folds: Map<string, Fold>, ref: string, next: Fold): void {
  const before = folds.get(ref)
  if (!before) folds.set(ref, next)
  else if (next.op === 'del') {
    if (before.op === 'add') folds.delete(ref)
    else folds.set(ref, next)
  } else
    folds.set(ref, {
      cls: next.cls,
      op: before.op === 'add' ? 'add' : next.op,
      fields: { ...before.fields, ...next.fields },
    })
}

function changed(before: WireStruct, now: WireStruct): WireStruct {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  )
}
