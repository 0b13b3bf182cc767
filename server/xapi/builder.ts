import { Kind, type Plan, type RecordPlan, wirePlan } from './plan'
import { setOwn, type Wire, WireError, type WireStruct } from './wire'

/** What a frame collects its values in. */
export const Shape = { result: 0, list: 1, map: 2, record: 3 } as const
export type Shape = (typeof Shape)[keyof typeof Shape]

/**
 * What has nothing in it is the same one everywhere: most sets and maps of a record are empty, and a large pool has a
 * million of them. Records are read-only; who writes to these all the same is told by an error.
 */
const noItems: readonly unknown[] = Object.freeze([])
const noMembers: { [name: string]: unknown } = Object.freeze({})
/** A longer list is given away as it was collected; of a shorter one an array of just its length is made. */
const copiedUpTo = 64

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
  /** Elements, `count` of them: those behind were the last list's. */
  list: unknown[] = []
  count = 0
  map = noMembers
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
  /** The field that came last. */
  last = -1
  /** The plan of a list that has the type it was expected in. */
  fits: Plan | undefined
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
    frame.count = 0
    frame.child = fits ? plan.of : wirePlan
    frame.fits = fits ? plan : undefined
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
    frame.map = fits ? noMembers : {}
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
    frame.child = (field < 0 ? frame.record?.unknown : frame.record?.planOf(field, frame.values)) ?? wirePlan
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
        if (value !== undefined || !frame.fits?.sparse) frame.list[frame.count++] = value
        return
      case Shape.map:
        frame.named = false
        if (frame.map === noMembers) frame.map = {}
        setOwn(frame.map, frame.name, value)
        return
      case Shape.record:
        frame.named = false
        if (frame.field < 0) {
          if (frame.child.kind === Kind.skip) return
          frame.extra ??= {}
          setOwn(frame.extra, frame.name, asWire(value))
          return
        }
        frame.last = frame.field
        if (frame.child.kind === Kind.skip) return
        if (frame.values[frame.field] === undefined) frame.met++
        frame.values[frame.field] = value
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
    if (frame.shape === Shape.list) value = this.#listOf(frame)
    else {
      value = frame.map
      frame.map = noMembers
    }
    return frame.meant === undefined ? value : frame.meant.decode(asWire(value))
  }

  #listOf(frame: Frame): readonly unknown[] {
    const { list, count, fits } = frame
    if (count === 0 && fits !== undefined) return noItems
    if (count > copiedUpTo) {
      list.length = count
      frame.list = []
      return list
    }
    const { record, field } = this.top
    return fits?.repeats && record !== undefined && field >= 0
      ? record.again(field, list, count)
      : list.slice(0, count)
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
