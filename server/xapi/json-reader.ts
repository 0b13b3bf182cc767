import { Ascii } from './ascii'
import { Builder, type Frame, Shape } from './builder'
import { ByteWindow } from './byte-window'
import { JsonByte as B, endOfJson, isWhite } from './json-bytes'
import { jsonScalar, jsonText, stringNeeds } from './json-scalar'
import { Kind, type Plan, type RecordPlan } from './plan'
import { digits, referenceLength, references, shortNames, shortText, shortTexts } from './text-bytes'
import { WireError, type WireErrorKind } from './wire'

export interface JsonReaderOptions {
  /** Values inside values, 64 if not given. */
  readonly depth: number
  /** Values in all, 32 million if not given. */
  readonly values: number
  /** Bytes of the whole document, 512 MiB if not given. */
  readonly bytes: number
  /** Bytes of one text, 64 MiB if not given. */
  readonly text: number
}

const defaults: JsonReaderOptions = { depth: 64, values: 2 ** 25, bytes: 512 * 2 ** 20, text: 64 * 2 ** 20 }

/** What may come next. */
const State = {
  value: 0,
  /** The first element of a list, or its end. */
  firstElement: 1,
  /** The first member of a struct, or its end. */
  firstMember: 2,
  member: 3,
  colon: 4,
  /** A comma, or the end of what is open. */
  comma: 5,
  end: 6,
} as const
type State = (typeof State)[keyof typeof State]

/**
 * Reads one document of JSON while its bytes arrive, cut anywhere. Takes what hosts write that JSON does not have: the
 * bare words NaN and Infinity, and integers of 64 bits, which stay text where a number would not say them exactly.
 */
export class JsonReader {
  readonly #options: JsonReaderOptions
  readonly #window = new ByteWindow()
  readonly #builder: Builder
  #state: State = State.value
  #failed: WireError | undefined
  /** What the searched part of an unfinished text or word asks for. */
  #met = 0

  constructor(plan: Plan, options: Partial<JsonReaderOptions> = {}) {
    this.#options = { ...defaults, ...options }
    this.#builder = new Builder(plan, this.#options)
  }

  /** Takes the next bytes of the document. They are not kept nor changed after the call returns. */
  write(chunk: Uint8Array): void {
    if (this.#failed) throw this.#failed
    try {
      if (this.#window.total + chunk.length > this.#options.bytes)
        this.#fail('too-large', `A document over ${this.#options.bytes} bytes`)
      this.#window.take(chunk)
      this.#run()
      this.#window.settle()
    } catch (error) {
      if (error instanceof WireError) this.#failed = error
      throw error
    }
  }

  /** What the document's value became, once all its bytes were written. */
  end(): unknown {
    if (this.#failed) throw this.#failed
    const { pos, end, buffer } = this.#window
    // A word that is all there is has nothing behind it that would end it.
    if (this.#state === State.value && pos < end && buffer[pos] !== B.quote) this.#take(pos, end)
    if (this.#state !== State.end) this.#fail('truncated', 'The document ends too early')
    return this.#builder.result
  }

  #fail(kind: WireErrorKind, message: string, at = this.#window.pos): never {
    this.#failed = new WireError(kind, message, this.#window.base + at)
    throw this.#failed
  }

  #run(): void {
    const window = this.#window
    const { buffer, end } = window
    const builder = this.#builder
    while (window.pos < end) {
      const at = window.pos
      const byte = buffer[at] ?? 0
      if (isWhite(byte)) {
        window.pos = at + 1
        continue
      }
      switch (this.#state) {
        case State.firstElement:
          if (byte === B.closeList) {
            this.#close(Shape.list)
            continue
          }
          this.#state = State.value
          continue
        case State.value:
          if (byte === B.openStruct) {
            if (!builder.openStruct()) this.#tooDeep()
            this.#state = State.firstMember
            window.pos = at + 1
          } else if (byte === B.openList) {
            if (!builder.openList()) this.#tooDeep()
            this.#state = State.firstElement
            window.pos = at + 1
          } else if (byte === B.quote ? !this.#text(at) : !this.#word(at)) return
          continue
        case State.firstMember:
          if (byte === B.closeStruct) {
            this.#close(Shape.map)
            continue
          }
          this.#state = State.member
          continue
        case State.member:
          if (byte !== B.quote) this.#fail('malformed', 'A member without a name')
          if (!this.#name(at)) return
          continue
        case State.colon:
          if (byte !== B.colon) this.#fail('malformed', 'A member without a colon')
          window.pos = at + 1
          this.#state = State.value
          continue
        case State.comma:
          if (byte === B.comma) {
            this.#state = builder.top.shape === Shape.list ? State.value : State.member
            window.pos = at + 1
          } else
            this.#close(byte === B.closeList ? Shape.list : byte === B.closeStruct ? Shape.map : Shape.result)
          continue
        default:
          this.#fail('malformed', 'Something follows the document')
      }
    }
  }

  #tooDeep(): never {
    return this.#fail('too-deep', `Values nested over ${this.#options.depth} deep`)
  }

  /** Ends what is open, which has to be of this shape; `map` stands for a record too. */
  #close(shape: Shape): void {
    const open = this.#builder.top.shape
    if (shape !== (open === Shape.record ? Shape.map : open) || shape === Shape.result)
      this.#fail('malformed', 'A comma or an end is missing')
    this.#window.pos++
    this.#given(this.#builder.close())
  }

  #given(value: unknown): void {
    this.#builder.put(value)
    this.#state = this.#builder.top.shape === Shape.result ? State.end : State.comma
  }

  /** The name of a member at the quote `at`; false when its end is not here yet. */
  #name(at: number): boolean {
    const window = this.#window
    const { buffer, view, end } = window
    const frame = this.#builder.top
    const record = frame.record
    if (record !== undefined) {
      const leads = leadsOf(record)
      const guess = (record.next[frame.last + 1] ?? 0) - 1
      const lead = leads[guess]
      if (lead?.at(view, at, end)) {
        this.#builder.field(guess)
        if (frame.child.kind === Kind.skip && this.#skip(at + lead.length)) return true
        window.pos = at + lead.length
        this.#state = State.value
        return true
      }
    }
    const close = this.#quoted(at)
    if (close < 0) return false
    const name =
      this.#met === 0 && close - at <= 64
        ? shortNames.text(buffer, view, at + 1, close)
        : jsonText(buffer, at + 1, close, this.#met, window.base)
    if (record !== undefined) learn(frame, record, name)
    this.#builder.name(name)
    this.#consumed(close + 1)
    this.#state = State.colon
    return true
  }

  /** Steps over the value at `at`, which nobody wants; false when it is not all here yet. */
  #skip(at: number): boolean {
    const next = endOfJson(this.#window.buffer, at, this.#window.end)
    if (next < 0) return false
    this.#consumed(next)
    this.#given(undefined)
    return true
  }

  /** The text at the quote `at`; false when its end is not here yet. */
  #text(at: number): boolean {
    const window = this.#window
    const { buffer, view, end } = window
    const builder = this.#builder
    const { child } = builder.top
    const from = at + 1
    if (
      buffer[from] === B.capitalO &&
      buffer[from + referenceLength] === B.quote &&
      from + referenceLength < end
    ) {
      const reference = references.reference(buffer, view, from)
      if (reference !== undefined) {
        this.#consumed(from + referenceLength + 1)
        this.#given(child.kind <= Kind.text ? reference : child.decode(reference))
        return true
      }
    }
    const close = this.#quoted(at)
    if (close < 0) return false
    // Hosts write numbers as texts: kept among the others, those of events would soon be all that is kept.
    const number = child.kind === Kind.int ? digits(buffer, from, close) : -1
    if (number >= 0) {
      this.#consumed(close + 1)
      this.#given(number)
      return true
    }
    const text =
      this.#met === 0 && close - from <= shortText
        ? shortTexts.text(buffer, view, from, close)
        : jsonText(buffer, from, close, this.#met, window.base)
    this.#consumed(close + 1)
    this.#given(child.kind === Kind.wire ? text : child.decode(text))
    return true
  }

  /** Where the text that begins at the quote `at` has its closing quote; -1 when that is not here yet. */
  #quoted(at: number): number {
    const window = this.#window
    const { buffer, end } = window
    let i = Math.max(at + 1, window.scanned)
    let met = window.scanned > at + 1 ? this.#met : 0
    for (; i < end; i++) {
      const byte = buffer[i] ?? 0
      if (byte === B.quote) break
      met |= stringNeeds[byte] ?? 0
      // What follows a backslash ends nothing.
      if (byte === B.backslash) i++
    }
    this.#met = met
    if (i - at > this.#options.text) this.#fail('too-large', `A text over ${this.#options.text} bytes`)
    if (i < end) return i
    window.scanned = i
    return -1
  }

  /** A number, true, false, null or a bare word at `at`; false when its end is not here yet. */
  #word(at: number): boolean {
    const { buffer, end } = this.#window
    let to = at
    while (to < end) {
      const byte = buffer[to] ?? 0
      if (byte === B.comma || byte === B.closeStruct || byte === B.closeList || isWhite(byte)) break
      to++
    }
    if (to - at > 400) this.#fail('malformed', 'A word that JSON does not have')
    if (to === end) return false
    this.#take(at, to)
    return true
  }

  /** The word of bytes at..to. */
  #take(at: number, to: number): void {
    const wire = jsonScalar(this.#window.buffer, at, to)
    if (wire === undefined) throw this.#fail('malformed', 'A word that JSON does not have')
    const { child } = this.#builder.top
    this.#window.pos = to
    this.#given(child.kind === Kind.wire ? wire : child.decode(wire))
  }

  #consumed(to: number): void {
    this.#window.pos = to
    this.#window.scanned = to
    this.#met = 0
  }
}

const leads = new WeakMap<RecordPlan, readonly Ascii[]>()

/** For each field of a record what stands before its value. */
function leadsOf(record: RecordPlan): readonly Ascii[] {
  let made = leads.get(record)
  if (made === undefined) {
    made = record.fields.map(({ name }) => new Ascii(`"${name}":`))
    leads.set(record, made)
  }
  return made
}

/** The field that came here is expected here the next time. */
function learn(frame: Frame, record: RecordPlan, name: string): void {
  const field = record.indexes.get(name)
  if (field !== undefined) record.next[frame.last + 1] = field + 1
}
