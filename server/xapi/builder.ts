import { Kind, type Plan, type RecordPlan, wirePlan } from './plan'
import { setOwn, type Wire, WireError, type WireStruct } from './wire'

/** What a frame collects its values in. */
export const Shape = { result: 0, list: 1, map: 2, record: 3 } as const
export type Shape = (typeof Shape)[keyof typeof Shape]

const nothing: unknown[] = []

/** What a document may ask for. */
export interface Limits {
  /** Values inside values. */
  readonly depth: number
  /**
   * Values in all, those included that a record gets for fields that were not sent: a document of a few bytes must not
   * become thousands of them. The first answer of 10,000 VMs has some ten million.
   */
  readonly values: number
}

/** A value that is being read and holds others: a list, a map, or the record of a class. */
export class Frame {
  shape: Shape = Shape.result
  /** How the next value becomes what it is here. */
  child: Plan = wirePlan
  list: unknown[] = nothing
  map: { [name: string]: unknown } = {}
  record: RecordPlan | undefined
  /** Values of a record's fields as far as they came, used again for the next record. */
  readonly values: unknown[] = []
  /** Members that the record has no field for. */
  extra: WireStruct | undefined
  met = 0
  /** The member whose value comes next: its name, and its field (-1: none). */
  named = false
  name = ''
  field = -1
  /** The field that came last, and whether elements without a value are left out. */
  last = -1
  sparse = false
  /** What a value of another form than its type has was meant to be. */
  meant: Plan | undefined
}

/**
 * Puts values together, whatever language they were written in: a reader opens and closes lists and structs and hands
 * in the scalars between them. Each value is decoded by its plan on the way, so that nothing is built twice. Throws
 * WireError too-large when there are too many.
 */
export class Builder {
  readonly #frames: Frame[] = [new Frame()]
  readonly #limits: Limits
  #depth = 0
  #values = 0
  top: Frame
  /** The finished value. */
  result: unknown = ''

  constructor(plan: Plan, limits: Limits) {
    this.#limits = limits
    this.top = this.#frameAt(0)
    this.top.child = plan
  }

  /** What the whole value is to become. Not to be changed once it has begun. */
  expect(plan: Plan): void {
    this.#frameAt(0).child = plan
  }

  /** Begins a list; false if values are nested too deep already. */
  openList(): boolean {
    const plan = this.top.child
    const frame = this.#push()
    if (frame === undefined) return false
    const fits = plan.kind === Kind.set
    frame.shape = Shape.list
    frame.list = []
    frame.child = fits ? plan.of : wirePlan
    frame.sparse = fits && plan.sparse
    frame.meant = fits || plan.kind === Kind.wire ? undefined : plan
    return true
  }

  /** Begins a struct; false if values are nested too deep already. */
  openStruct(): boolean {
    const plan = this.top.child
    const frame = this.#push()
    if (frame === undefined) return false
    frame.named = false
    if (plan.kind === Kind.record) {
      frame.shape = Shape.record
      frame.record = plan.record
      frame.last = -1
      frame.meant = undefined
      return true
    }
    const fits = plan.kind === Kind.map
    frame.shape = Shape.map
    frame.map = {}
    frame.child = fits ? plan.of : wirePlan
    frame.meant = fits || plan.kind === Kind.wire ? undefined : plan
    return true
  }

  /** Names the member whose value comes next. */
  name(name: string): void {
    const frame = this.top
    frame.named = true
    frame.name = name
    if (frame.record === undefined) return
    const field = frame.record.indexes.get(name) ?? -1
    this.field(field)
  }

  /** The same, for a field that is known to be one of the record's (-1: none of them). */
  field(field: number): void {
    const frame = this.top
    frame.named = true
    frame.field = field
    frame.child = field < 0 ? wirePlan : (frame.record?.planOf(field, frame.values) ?? wirePlan)
  }

  /** Hands in a value without parts. */
  scalar(wire: Wire): void {
    const { child } = this.top
    this.put(child.kind === Kind.wire ? wire : child.decode(wire))
  }

  /** Hands in a value that is what it has to be. */
  put(value: unknown): void {
    if (++this.#values > this.#limits.values) this.#tooMany()
    const frame = this.top
    switch (frame.shape) {
      case Shape.list:
        if (value !== undefined || !frame.sparse) frame.list.push(value)
        return
      case Shape.map:
        frame.named = false
        setOwn(frame.map, frame.name, value)
        return
      case Shape.record:
        frame.named = false
        if (frame.field < 0) {
          frame.extra ??= {}
          setOwn(frame.extra, frame.name, asWire(value))
          return
        }
        if (frame.values[frame.field] === undefined) frame.met++
        frame.values[frame.field] = value
        frame.last = frame.field
        return
      default:
        this.result = value
    }
  }

  /** Ends the open list or struct and gives what it has become, still to be put where it belongs. */
  close(): unknown {
    const frame = this.top
    this.#depth--
    this.top = this.#frameAt(this.#depth)
    let value: unknown
    if (frame.shape === Shape.record && frame.record !== undefined) {
      value = frame.record.finish(frame.values, frame.met, this.#charge)
      if (frame.extra !== undefined) addTo(value, frame.extra)
      frame.values.fill(undefined)
      frame.record = undefined
      frame.extra = undefined
      frame.met = 0
      return value
    }
    if (frame.shape === Shape.list) {
      value = frame.list
      frame.list = nothing
    } else {
      value = frame.map
      frame.map = {}
    }
    return frame.meant === undefined ? value : frame.meant.decode(asWire(value))
  }

  readonly #charge = (values: number): void => {
    this.#values += values
    if (this.#values > this.#limits.values) this.#tooMany()
  }

  #tooMany(): never {
    throw new WireError('too-large', `Over ${this.#limits.values} values`)
  }

  #frameAt(depth: number): Frame {
    const frame = this.#frames[depth] ?? new Frame()
    this.#frames[depth] = frame
    return frame
  }

  #push(): Frame | undefined {
    if (this.#depth >= this.#limits.depth) return undefined
    this.top = this.#frameAt(++this.#depth)
    return this.top
  }
}

/** What was built by the wire plan, of wire values alone. */
function asWire(value: unknown): Wire {
  return value as Wire
}

/** Members that the model does not know stand in the record as the wire had them. */
function addTo(made: unknown, extra: WireStruct): void {
  if (typeof made !== 'object' || made === null || Object.isFrozen(made)) return
  for (const name of Object.keys(extra)) {
    const value = extra[name]
    if (value !== undefined) setOwn(made as WireStruct, name, value)
  }
}
