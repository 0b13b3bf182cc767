import { classFacts } from '../../server/xapi/facts'
import { type Type, typeOf } from '../../server/xapi/type-text'
import { isStruct, type Wire, WireDouble, type WireStruct } from '../../server/xapi/wire'
import type { Bindings, Symbols } from './symbols'
import { isVolatile, isVolatileHere, isVolatileKey } from './volatile'

export interface Difference {
  readonly path: string
  readonly expected: Wire | undefined
  readonly got: Wire | undefined
}

export interface Unsure {
  readonly expected: readonly string[]
  readonly got: readonly string[]
  readonly path: string
}

const WIRE: Type = { kind: 'wire' }

const made: { readonly [field: string]: RegExp } = {
  'VIF.MAC': /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/,
  'network.bridge': /^xapi\d+$/,
}

/** What a task keeps of a set. */
const ARRAY = /^<value><array><data>(.*)<\/data><\/array><\/value>$/s

function valuesIn(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/<value>([^<]*)<\/value>/g)].map(([, value = '']) => value)
}

/** The class of what a name stands for. */
function kindOf(text: string): string | undefined {
  return /^\$([A-Za-z_]+):/.exec(text)?.[1]
}

/**
 * Compares a value of a recording with one of the pool at hand, by its type of the model: sets of refs have no order,
 * volatile fields are left out. Keeps what names were found to stand for.
 */
export class Comparison {
  readonly differences: Difference[] = []
  /** Sets of several objects not known yet: which is which shows later. */
  readonly unsure: Unsure[] = []
  readonly #symbols: Symbols
  #trial: Bindings

  constructor(symbols: Symbols, trial: Bindings = new Map()) {
    this.#symbols = symbols
    this.#trial = trial
  }

  /** What names would stand for that were not known. */
  get bindings(): Bindings {
    return this.#trial
  }

  value(type: Type, expected: Wire | undefined, got: Wire | undefined, path: string): void {
    if (expected === undefined || got === undefined) {
      if (expected !== got) this.#differ(path, expected, got)
      return
    }
    if (isStruct(expected) && isStruct(got)) this.#struct(type, expected, got, path)
    else if (Array.isArray(expected) && Array.isArray(got)) this.#list(type, expected, got, path)
    else if (typeof expected === 'string' && typeof got === 'string') this.#text(expected, got, path)
    else if (plain(expected) !== plain(got)) this.#differ(path, expected, got)
  }

  /** One field of a row; `row` is all that is known of it. */
  field(
    cls: string,
    field: string,
    expected: Wire | undefined,
    got: Wire | undefined,
    row: WireStruct,
    path = field,
  ): void {
    if (isVolatile(cls, field) || isVolatileHere(cls, field, row)) return
    const facts = classFacts(cls)?.fields[field]
    if (this.#renamed(cls, field, expected, got)) return
    if (isStruct(expected) && isStruct(got)) {
      const kept = (map: WireStruct) =>
        Object.fromEntries(Object.entries(map).filter(([key]) => !isVolatileKey(cls, field, key)))
      this.value(facts ? typeOf(facts.t) : WIRE, kept(expected), kept(got), path)
    } else this.value(facts ? typeOf(facts.t) : WIRE, expected, got, path)
  }

  /** Names that a host makes by chance or by counting, shown as they were: whatever they are, they stay the same. */
  #renamed(cls: string, field: string, expected: Wire | undefined, got: Wire | undefined): boolean {
    const pattern = made[`${cls}.${field}`]
    if (!pattern || typeof expected !== 'string' || typeof got !== 'string' || expected === got) return false
    if (!pattern.test(expected) || !pattern.test(got) || this.#symbols.said(expected)) return false
    this.#text(`$made:${expected.replaceAll(':', '.')}`, got, field)
    return true
  }

  /** A refusal: of the objects it ends with, which are of one kind, the order does not matter. */
  refusal(expected: readonly string[], got: readonly string[]): void {
    const tail = expected.findIndex(
      (one, i) => i > 0 && expected.slice(i).every(other => kindOf(other) === kindOf(one) && kindOf(one)),
    )
    const [head, rest] = tail > 0 ? [expected.slice(0, tail), expected.slice(tail)] : [expected, []]
    if (expected.length !== got.length) this.#differ('error', [...expected], [...got])
    else {
      for (const [index, one] of head.entries()) this.#text(one, got[index] ?? '', 'error')
      this.#refs(rest, got.slice(head.length), 'error')
    }
  }

  record(cls: string, expected: WireStruct, got: WireStruct, path: string): void {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(got)]))
      this.field(cls, name, expected[name], got[name], got, path === '' ? name : `${path}.${name}`)
  }

  #struct(type: Type, expected: WireStruct, got: WireStruct, path: string): void {
    if (type.kind === 'record') {
      this.record(type.name, expected, got, path)
      return
    }
    const only = expected['@only']
    if (isStruct(only)) {
      const [count, have] = [plain(expected['@count'] ?? 0), Object.keys(got).length]
      if (count !== have) this.#differ(`${path}#`, expected['@count'], have)
      this.#members(type, only, got, path, false)
      return
    }
    this.#members(type, expected, got, path, true)
  }

  #members(type: Type, expected: WireStruct, got: WireStruct, path: string, all: boolean): void {
    const of = type.kind === 'map' || type.kind === 'set' || type.kind === 'option' ? type.of : WIRE
    const left = new Set(Object.keys(got))
    const unsure: string[] = []
    for (const key of Object.keys(expected)) {
      const same = this.known(key)
      if (same !== undefined && left.delete(same)) this.value(of, expected[key], got[same], `${path}.${key}`)
      else unsure.push(key)
    }
    for (const key of unsure) {
      const match = key.startsWith('$') ? this.#best(of, key, expected[key], left, got) : undefined
      if (match === undefined) this.#differ(`${path}.${key}`, expected[key], undefined)
      else {
        left.delete(match)
        this.#text(key, match, path)
        this.value(of, expected[key], got[match], `${path}.${key}`)
      }
    }
    if (all)
      for (const key of left) this.#differ(`${path}.${this.#symbols.nameOf(key) ?? key}`, undefined, got[key])
  }

  /** The member whose value is most like what is expected of a name not known yet. */
  #best(
    of: Type,
    key: string,
    expected: Wire | undefined,
    among: Iterable<string>,
    got: WireStruct,
  ): string | undefined {
    let best: { key: string; differences: number } | undefined
    for (const candidate of among) {
      const bindings = this.#symbols.match(key, candidate, this.#trial)
      if (!bindings || this.#symbols.nameOf(candidate)) continue
      const trial = new Comparison(this.#symbols, bindings)
      trial.value(of, expected, got[candidate], '')
      const differences = trial.differences.length
      if (!best || differences < best.differences) best = { key: candidate, differences }
    }
    return best?.key
  }

  /** What a text stands for if all of its names are known. */
  known(text: string): string | undefined {
    if (!text.includes('$')) return text
    const own = this.#trial.get(text) ?? this.#symbols.bound(text)
    return own
  }

  #list(type: Type, expected: readonly Wire[], got: readonly Wire[], path: string): void {
    const of = type.kind === 'set' || type.kind === 'option' ? type.of : WIRE
    const refs =
      of.kind === 'ref' || [...expected].some(one => typeof one === 'string' && /^\$[A-Z]\w*:/.test(one))
    if (refs) this.#refs(expected.map(String), got.map(String), path)
    else if (expected.length !== got.length) this.#differ(path, [...expected], [...got])
    else for (const [index, one] of expected.entries()) this.value(of, one, got[index], `${path}[${index}]`)
  }

  /** Sets that were put off: any may be any. */
  settleAll(): void {
    for (const { expected, got, path } of this.unsure.splice(0)) this.refs(expected, got, path)
  }

  refs(expected: readonly string[], got: readonly string[], path: string): void {
    this.#refs(expected, got, path, true)
  }

  /** Members that are known are told first; of the rest any may be any, but which is not decided before `now`. */
  #refs(expected: readonly string[], got: readonly string[], path: string, now = false): void {
    const left = [...got]
    const unsure: string[] = []
    for (const one of expected) {
      const known = this.known(one)
      const at = known === undefined ? -1 : left.indexOf(known)
      if (at >= 0) left.splice(at, 1)
      else unsure.push(one)
    }
    if (!now && unsure.length > 1 && unsure.length === left.length) {
      this.unsure.push({ expected: unsure, got: left, path })
      return
    }
    for (const one of unsure) {
      const at = left.findIndex(
        other =>
          this.#symbols.nameOf(other) === undefined &&
          this.#symbols.match(one, other, this.#trial) !== undefined,
      )
      const other = left[at]
      if (other === undefined)
        this.#differ(
          path,
          [...expected],
          got.map(ref => this.#symbols.nameOf(ref) ?? ref),
        )
      else {
        left.splice(at, 1)
        this.#text(one, other, path)
      }
    }
    if (left.length > 0 && unsure.length === 0)
      this.#differ(
        path,
        [...expected],
        got.map(ref => this.#symbols.nameOf(ref) ?? ref),
      )
  }

  #text(expected: string, got: string, path: string): void {
    const [some, others] = [ARRAY.exec(expected), ARRAY.exec(got)]
    if (some && others) {
      this.#refs(valuesIn(some[1]), valuesIn(others[1]), path)
      return
    }
    const bindings = this.#symbols.match(expected, got, this.#trial)
    if (bindings) this.#trial = bindings
    else this.#differ(path, expected, this.#symbols.nameOf(got) ?? got)
  }

  #differ(path: string, expected: Wire | undefined, got: Wire | undefined): void {
    this.differences.push({ path, expected, got })
  }
}

/** Floats that JSON cannot write are texts in recordings. */
function plain(wire: Wire): unknown {
  if (wire instanceof WireDouble) return Number.isFinite(wire.value) ? wire.value : String(wire.value)
  return wire
}
