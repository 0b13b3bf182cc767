import { Ascii } from './ascii'
import { type Builder, type Frame, Shape } from './builder'
import type { ByteWindow } from './byte-window'
import { normalizeDate } from './iso-date'
import { Kind, type Plan, type RecordPlan } from './plan'
import { parseDouble } from './scalar'
import {
  digits,
  met,
  needs,
  referenceLength,
  references,
  shortNames,
  shortText,
  shortTexts,
  textOf,
} from './text-bytes'
import { Tag } from './xmlrpc-tags'

const LT = 0x3c
const SLASH = 0x2f
/** Of all that is written only `value` begins with it. */
const V = 0x76
const capitalO = 0x4f

const VALUE = new Ascii('<value>')
const END_VALUE = new Ascii('</value>')
const MEMBER = new Ascii('<member><name>')
const NAMED = new Ascii('</name><value>')
const END_MEMBER = new Ascii('</value></member>')
const STRUCT = new Ascii('<struct>')
const END_STRUCT = new Ascii('</struct></value>')
const ARRAY = new Ascii('<array><data>')
const END_ARRAY = new Ascii('</data></array></value>')
const CLOSE_MEMBER = new Ascii('</member>')
const FALSE = new Ascii('<boolean>0</boolean>')
const TRUE = new Ascii('<boolean>1</boolean>')
const DOUBLE = new Ascii('<double>')
const END_DOUBLE = new Ascii('</double>')
const DATE = new Ascii('<dateTime.iso8601>')
const END_DATE = new Ascii('</dateTime.iso8601>')
const dateLength = '20260821T10:15:30Z'.length

/** A scalar that is not all there, or not written as hosts write it. */
const stuck = Symbol('stuck')

/**
 * Reads what hosts write, as they write it: no white space between elements, text without `<string>`, members of a
 * record in the same order each time. Works on whole members and elements and leaves everything else, also what
 * is not all there yet, to the reader that it helps; whatever it reads comes out as that one reads it.
 */
export class FastPath {
  /** Whether texts may be kept for the next time; not those of calls, which have passwords among them. */
  interning = false
  #next = 0

  constructor(
    private readonly window: ByteWindow,
    private readonly builder: Builder,
    private readonly stack: Tag[],
    private readonly options: { readonly strict: boolean; readonly exact: boolean; readonly text: number },
  ) {}

  /** Reads on from a place between members or elements; false if nothing was to be had. */
  run(): boolean {
    const from = this.window.pos
    for (;;) {
      const frame = this.builder.top
      const moved =
        frame.shape === Shape.list
          ? this.#elements(frame)
          : frame.record !== undefined
            ? this.#fields(frame, frame.record)
            : this.#members(frame)
      if (!moved) return this.window.pos !== from
    }
  }

  /** The members of a record. True when another frame is open now. */
  #fields(frame: Frame, record: RecordPlan): boolean {
    const { window } = this
    const { view, end } = window
    const leads = leadsOf(record)
    for (;;) {
      let at = window.pos
      let field = (record.next[frame.last + 1] ?? 0) - 1
      const lead = leads[field]
      if (lead?.at(view, at, end)) at += lead.length
      else {
        if (!MEMBER.at(view, at, end)) return this.#closeStruct(at)
        const found = leads.findIndex(other => other.at(view, at, end))
        const other = leads[found]
        if (other === undefined) return false
        record.next[frame.last + 1] = found + 1
        field = found
        at += other.length
      }
      this.builder.field(field)
      const past = frame.child.kind === Kind.skip ? this.#endOfMember(at) : -1
      if (past >= 0) {
        this.builder.put(undefined)
        window.pos = past
        continue
      }
      const value = this.#value(frame.child, at, END_MEMBER)
      if (value === stuck) {
        const opened = this.#open(at, true)
        if (!opened) frame.named = false
        if (opened) return true
        return false
      }
      this.builder.put(value)
      window.pos = this.#next
    }
  }

  /** Where the member has ended whose value nobody wants and begins at `at`; -1 when that is not here yet. */
  #endOfMember(at: number): number {
    const { buffer, view, end } = this.window
    let depth = 1
    for (let i = at; i + 2 < end; i++) {
      if (buffer[i] !== LT) continue
      if (buffer[i + 1] === V) depth++
      else if (buffer[i + 1] === SLASH && buffer[i + 2] === V) depth--
      if (depth === 0) return END_MEMBER.at(view, i, end) ? i + END_MEMBER.length : -1
    }
    return -1
  }

  /** The members of a map. */
  #members(frame: Frame): boolean {
    const { window } = this
    const { view, buffer, end } = window
    for (;;) {
      const start = window.pos
      if (!MEMBER.at(view, start, end)) return this.#closeStruct(start)
      const from = start + MEMBER.length
      let at = from
      let hash = 0
      let found = 0
      for (; at < end; at++) {
        const byte = buffer[at] ?? 0
        if (byte === LT) break
        hash = (Math.imul(hash, 31) + byte) | 0
        found |= needs[byte] ?? 0
      }
      if ((found & 7) !== 0 || at - from > 64 || !NAMED.at(view, at, end)) return false
      const name = shortNames.text(buffer, view, from, at, hash)
      at += NAMED.length
      const value = this.#value(frame.child, at, END_MEMBER)
      frame.name = name
      if (value === stuck) {
        frame.named = this.#open(at, true)
        return frame.named
      }
      this.builder.put(value)
      window.pos = this.#next
    }
  }

  /** The elements of a list. */
  #elements(frame: Frame): boolean {
    const { window } = this
    const { view, end } = window
    for (;;) {
      const start = window.pos
      if (!VALUE.at(view, start, end)) return this.#closeList(start)
      const at = start + VALUE.length
      const value = this.#value(frame.child, at, END_VALUE)
      if (value === stuck) return this.#open(at, false)
      this.builder.put(value)
      window.pos = this.#next
    }
  }

  /** Opens a list or struct whose start stands at `at`, behind the start of its value. */
  #open(at: number, inMember: boolean): boolean {
    const { window, stack } = this
    const { view, end } = window
    if (STRUCT.at(view, at, end)) {
      if (!this.builder.openStruct()) return false
      if (inMember) stack.push(Tag.member)
      stack.push(Tag.value, Tag.struct)
      window.pos = at + STRUCT.length
      return true
    }
    if (!ARRAY.at(view, at, end) || !this.builder.openList()) return false
    if (inMember) stack.push(Tag.member)
    stack.push(Tag.value, Tag.array, Tag.data)
    window.pos = at + ARRAY.length
    return true
  }

  #closeStruct(at: number): boolean {
    return END_STRUCT.at(this.window.view, at, this.window.end) && this.#close(at + END_STRUCT.length, 2)
  }

  #closeList(at: number): boolean {
    return END_ARRAY.at(this.window.view, at, this.window.end) && this.#close(at + END_ARRAY.length, 3)
  }

  /** Closes the open frame, whose end and its value's reach up to `at`, if it stands in a member or a list. */
  #close(at: number, tags: number): boolean {
    const { window, stack } = this
    const outside = stack[stack.length - 1 - tags]
    let next = at
    if (outside === Tag.member) {
      if (!CLOSE_MEMBER.at(window.view, at, window.end)) return false
      next += CLOSE_MEMBER.length
      stack.length -= tags + 1
    } else if (outside === Tag.data) stack.length -= tags
    else return false
    this.builder.put(this.builder.close())
    window.pos = next
    return true
  }

  /** The value of a scalar whose content begins at `at` and ends with `tail`; #next is behind that. */
  #value(plan: Plan, at: number, tail: Ascii): unknown {
    const { window } = this
    const { buffer, view, end } = window
    if (at >= end) return stuck
    const byte = buffer[at] ?? 0
    if (byte === LT) return this.#element(plan, at, tail)
    const { kind } = plan
    if (kind > Kind.date) return stuck
    const close = at + referenceLength
    if (byte === capitalO && this.interning && close < end && buffer[close] === LT) {
      const text = references.reference(buffer, view, at)
      if (text !== undefined && tail.at(view, close, end)) {
        this.#next = close + tail.length
        return kind <= Kind.text ? text : plan.decode(text)
      }
    }
    let hash = 0
    let found = 0
    let to = at
    for (let next = byte; next !== LT; next = buffer[to] ?? 0) {
      hash = (Math.imul(hash, 31) + next) | 0
      found |= needs[next] ?? 0
      if (++to >= end) return stuck
    }
    if ((found & met.forbidden) !== 0 || to - at > this.options.text || !tail.at(view, to, end)) return stuck
    this.#next = to + tail.length
    if (kind === Kind.int && to - at <= 15) {
      const number = digits(buffer, at, to)
      if (number >= 0) return number
    }
    const text =
      (found & 7) === 0 && to - at <= shortText && this.interning
        ? shortTexts.text(buffer, view, at, to, hash)
        : textOf(buffer, at, to, found, this.options.strict, window.base)
    return kind === Kind.wire || (kind === Kind.text && text !== '') ? text : plan.decode(text)
  }

  /** A scalar in an element of its own, or an empty text. */
  #element(plan: Plan, at: number, tail: Ascii): unknown {
    const { buffer, view, end } = this.window
    const { kind } = plan
    if (tail.at(view, at, end)) {
      this.#next = at + tail.length
      return kind === Kind.wire ? '' : plan.decode('')
    }
    const second = buffer[at + 1]
    if (second === 0x62) {
      const truth = TRUE.at(view, at, end)
      if (!truth && !FALSE.at(view, at, end)) return stuck
      if (!tail.at(view, at + TRUE.length, end)) return stuck
      this.#next = at + TRUE.length + tail.length
      return kind === Kind.bool || kind === Kind.wire ? truth : plan.decode(truth)
    }
    if (this.options.exact) return stuck
    if (second === 0x64 && kind === Kind.date && DATE.at(view, at, end)) {
      const from = at + DATE.length
      const to = from + dateLength
      if (!END_DATE.at(view, to, end) || !tail.at(view, to + END_DATE.length, end)) return stuck
      const text = normalizeDate(shortTexts.text(buffer, view, from, to))
      if (text === undefined) return stuck
      this.#next = to + END_DATE.length + tail.length
      return text
    }
    if (second === 0x64 && kind === Kind.float && DOUBLE.at(view, at, end)) {
      const from = at + DOUBLE.length
      let to = from
      let wide = 0
      while (to < end && buffer[to] !== LT) wide |= buffer[to++] ?? 0
      if (!END_DOUBLE.at(view, to, end) || !tail.at(view, to + END_DOUBLE.length, end)) return stuck
      const number = digits(buffer, from, to)
      if (wide > 0x7f || to - from > 40) return stuck
      const value = number >= 0 ? number : parseDouble(buffer.toString('latin1', from, to).trim())
      if (value === undefined) return stuck
      this.#next = to + END_DOUBLE.length + tail.length
      return value
    }
    return stuck
  }
}

const leads = new WeakMap<RecordPlan, readonly Ascii[]>()

/** For each field of a record what stands before its value. */
function leadsOf(record: RecordPlan): readonly Ascii[] {
  let made = leads.get(record)
  if (made === undefined) {
    made = record.fields.map(({ name }) => new Ascii(`<member><name>${name}</name><value>`))
    leads.set(record, made)
  }
  return made
}
