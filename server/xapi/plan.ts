import { classFacts } from './facts'
import { epoch, normalizeDate } from './iso-date'
import { makers } from './model/make'
import { parseDouble } from './scalar'
import { type Type, typeOf } from './type-text'
import { isStruct, setOwn, type Wire, WireDate, WireDouble } from './wire'

/** Which of the wire's forms a type is expected in. What comes in another form is decoded all the same. */
export const Kind = {
  wire: 0,
  text: 1,
  int: 2,
  float: 3,
  bool: 4,
  date: 5,
  void: 6,
  set: 7,
  map: 8,
  record: 9,
  /** Nobody wants it: readers step over it where they can. */
  skip: 10,
} as const
export type Kind = (typeof Kind)[keyof typeof Kind]

/** How a value of a type is made of what arrives; made once for each type. */
export interface Plan {
  readonly kind: Kind
  /** From a value of any form, never throws. Undefined stands for none at all. */
  readonly decode: (wire: Wire | undefined) => unknown
  /** What a set or a map holds; of any other: the wire's own values. */
  readonly of: Plan
  /** The fields of a record. */
  readonly record: RecordPlan | undefined
  /** Elements that are decoded to undefined are left out. */
  readonly sparse: boolean
  /** A set of which many records have the same, as of the operations that are allowed. */
  readonly repeats: boolean
}

export interface FieldPlan {
  readonly name: string
  readonly plan: Plan
  /** The value when none was sent: a fresh one each time, nobody may find another record's array in theirs. */
  readonly absent: () => unknown
}

/** How a record is made of the values of its fields. */
export class RecordPlan {
  readonly indexes: ReadonlyMap<string, number>
  /** For each field the one that was seen to follow it, plus one, at the field's index plus one: readers learn it. */
  readonly next: Int16Array
  /** How many fields are not stepped over. */
  readonly wanted: number
  /** By field, the set that was read last. */
  private readonly lately: (readonly unknown[])[] = []

  constructor(
    readonly fields: readonly FieldPlan[],
    /** `charge` is told how many values more than those given are made. */
    readonly make: (values: readonly unknown[], charge: (values: number) => void) => unknown,
    /** For a field whose type depends on those before it. */
    readonly choose?: (field: number, values: readonly unknown[]) => Plan | undefined,
    /** How a member that has no field is read: kept as the wire has it, if not given. */
    readonly unknown: Plan = wirePlan,
  ) {
    this.indexes = new Map(fields.map(({ name }, i) => [name, i]))
    this.next = new Int16Array(fields.length + 1)
    this.wanted = fields.filter(({ plan }) => plan.kind !== Kind.skip).length
  }

  planOf(field: number, values: readonly unknown[]): Plan {
    return this.choose?.(field, values) ?? this.fields[field]?.plan ?? wirePlan
  }

  /** The first `count` elements of `list` as a set of their own, or the one of the record before if that was the same. */
  again(field: number, list: readonly unknown[], count: number): readonly unknown[] {
    const before = this.lately[field]
    if (before?.length === count && before.every((item, i) => item === list[i])) return before
    const made = Object.freeze(list.slice(0, count))
    this.lately[field] = made
    return made
  }

  /** The record of values, `met` of which are there. The array may be used again. */
  finish(values: unknown[], met: number, charge: (values: number) => void = free): unknown {
    if (met < this.wanted) {
      charge(this.wanted - met)
      for (const [i, { absent }] of this.fields.entries()) if (values[i] === undefined) values[i] = absent()
    }
    return this.make(values, charge)
  }
}

const free = () => undefined

class Planned implements Plan {
  constructor(
    readonly kind: Kind,
    readonly decode: (wire: Wire | undefined) => unknown,
    private readonly within: Plan | undefined = undefined,
    readonly record: RecordPlan | undefined = undefined,
    readonly sparse = false,
    readonly repeats = false,
  ) {}

  get of(): Plan {
    return this.within ?? wirePlan
  }
}

/** A value is left as the wire has it. */
export const wirePlan: Plan = new Planned(Kind.wire, wire => wire)
/** A value is left out. */
export const skipPlan: Plan = new Planned(Kind.skip, () => undefined)

/** A plan for a value without parts. */
export function singlePlan(kind: Kind, decode: (wire: Wire | undefined) => unknown): Plan {
  return new Planned(kind, decode)
}

const plans = new Map<Type, Plan>()

/** The plan of a type, written as the model writes it. */
export function planOf(type: Type): Plan {
  let plan = plans.get(type)
  if (plan === undefined) {
    plan = build(type)
    plans.set(type, plan)
  }
  return plan
}

export function setPlan(of: Plan, sparse = false, repeats = false): Plan {
  const decode = (wire: Wire | undefined) => {
    if (!Array.isArray(wire)) return []
    const items = wire.map(item => of.decode(item))
    return sparse ? items.filter(item => item !== undefined) : items
  }
  return new Planned(Kind.set, decode, of, undefined, sparse, repeats)
}

export function mapPlan(of: Plan): Plan {
  const decode = (wire: Wire | undefined) => {
    const map: { [key: string]: unknown } = {}
    if (isStruct(wire)) for (const key of Object.keys(wire)) setOwn(map, key, of.decode(wire[key]))
    return map
  }
  return new Planned(Kind.map, decode, of)
}

/**
 * Members that have no field are added to what is made, as the wire has them, if `open`. What is no struct becomes what
 * `otherwise` makes of it, a record of nothing if not given.
 */
export function recordPlan(
  record: RecordPlan,
  open: boolean,
  otherwise?: (wire: Wire | undefined) => unknown,
): Plan {
  const decode = (wire: Wire | undefined) => {
    if (otherwise && !isStruct(wire)) return otherwise(wire)
    const from = isStruct(wire) ? wire : {}
    const values: unknown[] = []
    const extra: string[] = []
    let met = 0
    for (const name of Object.keys(from)) {
      const field = record.indexes.get(name)
      if (field === undefined) extra.push(name)
      else {
        const plan = record.planOf(field, values)
        values[field] = plan.decode(from[name])
        if (plan.kind !== Kind.skip) met++
      }
    }
    const made = record.finish(values, met)
    if (open && isRecord(made)) for (const name of extra) setOwn(made, name, from[name])
    return made
  }
  return new Planned(Kind.record, decode, undefined, record)
}

function isRecord(value: unknown): value is { [field: string]: unknown } {
  return typeof value === 'object' && value !== null
}

const text = new Planned(Kind.text, decodeText)
const simple: {
  readonly [kind in 'string' | 'enum' | 'int' | 'float' | 'bool' | 'datetime' | 'void']: Plan
} = {
  string: text,
  enum: text,
  int: new Planned(Kind.int, decodeInt),
  float: new Planned(Kind.float, decodeFloat),
  bool: new Planned(Kind.bool, wire => wire === true || wire === 'true' || wire === '1' || wire === 1),
  datetime: new Planned(Kind.date, decodeDate),
  void: new Planned(Kind.void, () => undefined),
}
const ref = new Planned(Kind.text, wire =>
  wire === undefined || wire === null || wire === '' ? 'OpaqueRef:NULL' : decodeText(wire),
)

function build(type: Type): Plan {
  switch (type.kind) {
    case 'wire':
      return wirePlan
    case 'ref':
      return ref
    case 'option': {
      const { kind, decode, of, record } = planOf(type.of)
      return new Planned(
        kind,
        wire => (wire === null || wire === undefined ? undefined : decode(wire)),
        of,
        record,
      )
    }
    case 'set':
      return setPlan(planOf(type.of), false, type.of.kind === 'enum')
    case 'map':
      return mapPlan(planOf(type.of))
    case 'record':
      return ofClass(type.name)
    default:
      return simple[type.kind]
  }
}

/** A record of a class with these fields alone: nothing else of it is made. Undefined for a class that the model does not know. */
export function narrowPlan(className: string, only: readonly string[]): Plan | undefined {
  const fields = fieldsOf(className)
  if (fields === undefined) return undefined
  const wanted = new Set(only)
  const narrow = fields.map(field =>
    wanted.has(field.name) ? field : { name: field.name, plan: skipPlan, absent: () => undefined },
  )
  const names = fields.flatMap(({ name }, place) => (wanted.has(name) ? [{ name, place }] : []))
  return recordPlan(new RecordPlan(narrow, makerOf(names), undefined, skipPlan), false)
}

/**
 * Makes records of a shape that is known from the beginning, as the written ones of model/make.ts, of the values at these
 * places: put together field by field, each would take three times the room, most of all when it is frozen. The names
 * are to be the model's own.
 */
export function makerOf(
  members: readonly { readonly name: string; readonly place: number }[],
): (values: readonly unknown[]) => { [field: string]: unknown } {
  const written = members.map(({ name, place }) => `${JSON.stringify(name)}: v[${place}]`)
  return asMaker(new Function('v', `return { ${written.join(', ')} }`))
}

function asMaker(written: unknown): ReturnType<typeof makerOf> {
  return written as ReturnType<typeof makerOf>
}

function ofClass(className: string): Plan {
  const fields = fieldsOf(className)
  const make = makers[className]
  if (fields === undefined || make === undefined) return new Planned(Kind.wire, wire => wire ?? {})
  return recordPlan(new RecordPlan(fields, make), true)
}

/** The fields of a class that clients are sent, in the model's order. */
function fieldsOf(className: string): FieldPlan[] | undefined {
  const facts = classFacts(className)
  if (facts === undefined || makers[className] === undefined) return undefined
  return Object.entries(facts.fields)
    .filter(([, field]) => !field.internal)
    .map(([name, { t, d }]): FieldPlan => {
      const plan = planOf(typeOf(t))
      return { name, plan, absent: () => (d === undefined ? plan.decode(undefined) : defaultOf(t, d)) }
    })
}

/** A field's default as the model writes it, as a decoded value; undefined when it has none. */
export function defaultOf(type: string, d: unknown): unknown {
  if (d === undefined) return undefined
  if (typeof d === 'object' && d !== null && 'map' in d && Array.isArray(d.map)) {
    const map: { [key: string]: unknown } = {}
    for (const [key, value] of d.map) setOwn(map, String(key), value)
    return map
  }
  if (typeof d === 'object' && d !== null && 'datetime' in d) return decodeDate(String(d.datetime))
  return Array.isArray(d)
    ? [...d]
    : typeof d === 'string' || typeof d === 'number' || typeof d === 'boolean'
      ? planOf(typeOf(type)).decode(d)
      : undefined
}

function decodeText(wire: Wire | undefined): string {
  if (typeof wire === 'string') return wire
  if (typeof wire === 'number' || typeof wire === 'boolean') return String(wire)
  if (wire instanceof WireDate) return wire.text
  return wire instanceof WireDouble ? String(wire.value) : ''
}

function decodeInt(wire: Wire | undefined): number {
  const number = typeof wire === 'string' ? Number(wire) : wire
  return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : 0
}

function decodeFloat(wire: Wire | undefined): number {
  if (typeof wire === 'number') return wire
  if (wire instanceof WireDouble) return wire.value
  return typeof wire === 'string' ? (parseDouble(wire) ?? 0) : 0
}

function decodeDate(wire: Wire | undefined): string {
  const written = wire instanceof WireDate ? wire.text : wire
  if (typeof written !== 'string' || written === '') return epoch
  return normalizeDate(written) ?? written
}
