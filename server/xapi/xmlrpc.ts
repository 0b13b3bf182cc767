import { ByteWindow } from './byte-window'
import { Interner } from './intern'
import { scalar } from './scalar'
import { setOwn, type Wire, WireError, type WireErrorKind, type WireStruct } from './wire'
import { unescapeText } from './xml-text'
import { holdsText, mayContain, Tag, tagOf } from './xmlrpc-tags'

export interface ReaderOptions {
  /** Values inside values, 64 if not given. */
  depth: number
  /** Bytes of the whole document, 512 MiB if not given. */
  bytes: number
  /** Bytes of one text, 64 MiB if not given. */
  text: number
  /** Refuse bytes that are no UTF-8, unknown entities and forbidden characters (default); else replace or drop them. */
  strict: boolean
  /** Wrap doubles and dates (WireDouble, WireDate) so that they can be told from ints and text. */
  exact: boolean
}

/** What a document said. A lone `<value>` is how a task keeps its result. */
export type XmlRpcDocument =
  | { kind: 'response'; value: Wire }
  | { kind: 'fault'; value: Wire }
  | { kind: 'call'; method: string; params: Wire[] }
  | { kind: 'value'; value: Wire }

const defaults: ReaderOptions = {
  depth: 64,
  bytes: 512 * 2 ** 20,
  text: 64 * 2 ** 20,
  strict: true,
  exact: false,
}

const memberNames = new Interner(4096)
/** States, numbers, null references: short texts of answers, which carry no password. */
const shortTexts = new Interner(8192)
const shortText = 24

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
/** What a byte of a text asks for: 0 nothing, 1 unescaping, 2 UTF-8 decoding, 4 it is forbidden, 8 it is no white space. */
const needs = new Uint8Array(256).fill(8)
for (let byte = 0; byte < 0x20; byte++) needs[byte] = 4 | 8
for (const byte of [0x09, 0x0a, 0x20]) needs[byte] = 0
needs[0x0d] = 1
needs[0x26] = 1 | 8
for (let byte = 0x80; byte < 256; byte++) needs[byte] = 2 | 8

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const commentStart = Buffer.from('<!--')
const commentEnd = Buffer.from('-->')
const cdataStart = Buffer.from('<![CDATA[')
const cdataEnd = Buffer.from(']]>')
const instructionStart = Buffer.from('<?')
const instructionEnd = Buffer.from('?>')
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Reads one XML-RPC document while its bytes arrive, cut anywhere. `write` takes the next bytes, `end` gives the
 * document. Both throw WireError, and after that go on throwing it.
 */
export class XmlRpcReader {
  readonly #options: ReaderOptions
  readonly #window = new ByteWindow()
  /** What was met in the searched part of a text that has no end yet. */
  #met = 0
  #failed: WireError | undefined

  #stack: Tag[] = []
  #containers: (Wire[] | WireStruct)[] = []
  /** Per open container the name of the member being read; undefined before it is known and after its value came. */
  #names: (string | undefined)[] = []
  /** The value of the last closed typed element, and whether the open value has one. */
  #value: Wire = ''
  #typed = false
  /** Text of the open element: bytes of #buffer not yet made text, after pieces that were. */
  #textStart = 0
  #textEnd = 0
  #textMet = 0
  #pieces = ''
  #hasText = false
  #root: Tag = Tag.none
  #done = false
  #fault = false
  #method: string | undefined
  #params: Wire[] = []

  constructor(options: Partial<ReaderOptions> = {}) {
    this.#options = { ...defaults, ...options }
  }

  /** Takes the next bytes of the document. They are not kept nor changed after the call returns. */
  write(chunk: Uint8Array): void {
    if (this.#failed) throw this.#failed
    try {
      const total = this.#window.total + chunk.length
      if (total > this.#options.bytes) this.#fail('too-large', `A document over ${this.#options.bytes} bytes`)
      this.#window.take(chunk)
      this.#run()
      this.#spill()
      this.#window.settle()
    } catch (error) {
      if (error instanceof WireError) this.#failed = error
      throw error
    }
  }

  /** The document, once all its bytes were written. */
  end(): XmlRpcDocument {
    if (this.#failed) throw this.#failed
    if (!this.#done) this.#fail('truncated', 'The document ends too early')
    for (let i = this.#window.pos; i < this.#window.end; i++) {
      if ((needs[this.#window.buffer[i] ?? 0] ?? 8) !== 0)
        this.#fail('malformed', 'Something follows the document')
    }
    if (this.#root === Tag.methodCall) {
      if (this.#method === undefined) this.#fail('malformed', 'A call without a method name')
      return { kind: 'call', method: this.#method, params: this.#params }
    }
    if (this.#root === Tag.value) return { kind: 'value', value: this.#value }
    const value = this.#params[0]
    if (value === undefined) this.#fail('malformed', 'An answer without a value')
    return this.#fault ? { kind: 'fault', value } : { kind: 'response', value }
  }

  #fail(kind: WireErrorKind, message: string, at = this.#window.pos): never {
    this.#failed = new WireError(kind, message, this.#window.base + at)
    throw this.#failed
  }

  #tooLong(): never {
    return this.#fail('too-large', `A text over ${this.#options.text} bytes`)
  }

  #run(): void {
    const window = this.#window
    const { buffer, end } = window
    if (window.base === 0 && window.pos === 0 && buffer[0] === byteOrderMark[0]) {
      if (end < byteOrderMark.length) return
      if (window.matches(0, byteOrderMark)) window.pos = byteOrderMark.length
    }
    while (window.pos < end) {
      const start = window.pos
      if (buffer[start] !== LT) {
        let at = Math.max(start, this.#window.scanned)
        let met = this.#met
        while (at < end) {
          const byte = buffer[at] ?? 0
          if (byte === LT) break
          met |= needs[byte] ?? 0
          at++
        }
        this.#window.scanned = at
        this.#met = met
        if (at - start > this.#options.text) this.#tooLong()
        if ((met & 12) !== 0 && this.#stack.length === 0) this.#fail('malformed', 'Text where none may stand')
        if (at === end) return
        this.#text(start, at, met)
        this.#window.pos = at
        this.#met = 0
        continue
      }
      let at = start + 1
      if (at === end) return
      let byte = buffer[at] ?? 0
      if (byte === 0x21 || byte === 0x3f) {
        if (!this.#markup(start)) return
        continue
      }
      const closing = byte === SLASH
      if (closing) at++
      const nameStart = at
      while (at < end) {
        byte = buffer[at] ?? 0
        if (byte === GT || byte === SLASH || byte <= 0x20) break
        at++
      }
      const nameEnd = at
      // Attributes mean nothing to XML-RPC; some writers put a namespace on the root.
      while (at < end && buffer[at] !== GT) at++
      if (at - start > 4096) this.#fail('malformed', 'A tag without an end')
      if (at === end) return
      const tag = tagOf(buffer, nameStart, nameEnd)
      if (tag === Tag.none) this.#fail('malformed', 'An element that XML-RPC does not have')
      if (closing) this.#close(tag)
      else {
        this.#open(tag)
        if (buffer[at - 1] === SLASH) this.#close(tag)
      }
      this.#window.pos = at + 1
    }
  }

  /** A comment, CDATA section or processing instruction at `start`; false when its end is not here yet. */
  #markup(start: number): boolean {
    if (this.#window.matches(start, instructionStart)) return this.#skip(start, instructionEnd, 2)
    if (this.#window.matches(start, commentStart)) return this.#skip(start, commentEnd, 4)
    if (this.#window.matches(start, cdataStart)) {
      const from = start + cdataStart.length
      const close = this.#find(start, cdataEnd, cdataStart.length)
      if (close < 0) return false
      this.#piece(this.#decode(from, close, 2, false))
      this.#window.pos = close + cdataEnd.length
      return true
    }
    const here = this.#window.buffer.subarray(start, this.#window.end)
    for (const known of [commentStart, cdataStart])
      if (here.length < known.length && here.equals(known.subarray(0, here.length))) return false
    return this.#fail('doctype', 'A document type declaration is not taken')
  }

  #skip(start: number, closing: Buffer, opening: number): boolean {
    const close = this.#find(start, closing, opening)
    if (close < 0) return false
    // Text on both sides of it belongs together.
    this.#spill()
    this.#window.pos = close + closing.length
    return true
  }

  #find(start: number, closing: Buffer, opening: number): number {
    const close = this.#window.find(start + opening, closing)
    if (close < 0 && this.#window.end - start > this.#options.text) this.#tooLong()
    return close
  }

  #text(start: number, end: number, met: number): void {
    const top = this.#stack[this.#stack.length - 1] ?? Tag.none
    if (!holdsText(top) || (top === Tag.value && this.#typed)) {
      if ((met & (8 | 4)) === 0) return
      this.#fail('malformed', 'Text where none may stand')
    }
    if (this.#hasText) this.#spill()
    this.#textStart = start
    this.#textEnd = end
    this.#textMet = met
    this.#hasText = true
  }

  #piece(text: string): void {
    const top = this.#stack[this.#stack.length - 1] ?? Tag.none
    if (!holdsText(top) || (top === Tag.value && this.#typed))
      this.#fail('malformed', 'Text where none may stand')
    this.#spill()
    this.#pieces += text
    if (this.#pieces.length > this.#options.text) this.#tooLong()
  }

  /** Makes text of bytes that may be gone later. */
  #spill(): void {
    if (!this.#hasText) return
    this.#hasText = false
    this.#pieces += this.#decode(this.#textStart, this.#textEnd, this.#textMet, true)
  }

  #decode(start: number, end: number, met: number, escaped: boolean): string {
    const { strict } = this.#options
    if (met & 4 && strict) this.#fail('bad-text', 'A character that XML forbids', start)
    let raw: string
    if ((met & 2) === 0) raw = this.#window.buffer.toString('latin1', start, end)
    else if (!strict) raw = this.#window.buffer.toString('utf8', start, end)
    else {
      try {
        raw = utf8.decode(this.#window.buffer.subarray(start, end))
      } catch {
        return this.#fail('bad-text', 'Bytes that are no UTF-8', start)
      }
    }
    return met & 1 && escaped ? unescapeText(raw, strict, this.#window.base + start) : raw
  }

  /** The text of the element that is being closed. */
  #takeText(): string {
    if (!this.#hasText) {
      const text = this.#pieces
      if (text !== '') this.#pieces = ''
      return text
    }
    if (this.#pieces === '') {
      this.#hasText = false
      const start = this.#textStart
      const end = this.#textEnd
      if ((this.#textMet & 7) === 0 && end - start <= shortText && this.#root === Tag.methodResponse)
        return shortTexts.text(this.#window.buffer, start, end)
      return this.#decode(start, end, this.#textMet, true)
    }
    this.#spill()
    const text = this.#pieces
    this.#pieces = ''
    return text
  }

  #open(tag: Tag): void {
    const stack = this.#stack
    const parent = stack[stack.length - 1] ?? Tag.none
    if (!mayContain(parent, tag) || (parent === Tag.none && this.#root !== Tag.none))
      this.#fail('malformed', 'An element in a place where XML-RPC has none of its kind')
    if (parent === Tag.value) {
      if (this.#typed) this.#fail('malformed', 'A value with two contents')
      if (this.#takeText().trim() !== '') this.#fail('malformed', 'A value with text beside its content')
    }
    if (tag === Tag.value) this.#typed = false
    else if (tag === Tag.struct) this.#push({})
    else if (tag === Tag.array) this.#push([])
    else if (tag === Tag.fault) this.#fault = true
    if (parent === Tag.none) this.#root = tag
    stack.push(tag)
  }

  #push(container: Wire[] | WireStruct): void {
    if (this.#containers.length >= this.#options.depth)
      this.#fail('too-deep', `Values nested over ${this.#options.depth} deep`)
    this.#containers.push(container)
    this.#names.push(undefined)
  }

  #close(tag: Tag): void {
    const stack = this.#stack
    if (stack.pop() !== tag) this.#fail('malformed', 'An end tag without its start')
    if (tag === Tag.value) {
      if (!this.#typed) this.#value = this.#takeText()
      this.#deliver(stack[stack.length - 1] ?? Tag.none)
    } else if (tag === Tag.name) {
      if (this.#names[this.#names.length - 1] !== undefined)
        this.#fail('malformed', 'A member with two names')
      this.#names[this.#names.length - 1] = this.#memberName()
    } else if (tag >= Tag.string) {
      this.#value = scalar(tag, this.#takeText(), this.#options.exact, message =>
        this.#fail('malformed', message),
      )
      this.#typed = true
    } else if (tag === Tag.struct || tag === Tag.array) {
      this.#value = this.#containers.pop() ?? ''
      this.#names.pop()
      this.#typed = true
    } else if (tag === Tag.member) {
      if (this.#names[this.#names.length - 1] !== undefined)
        this.#fail('malformed', 'A member without a value')
    } else if (tag === Tag.methodName) this.#method = this.#takeText()
    if (stack.length === 0) this.#done = true
  }

  #memberName(): string {
    if (
      this.#hasText &&
      this.#pieces === '' &&
      (this.#textMet & 7) === 0 &&
      this.#textEnd - this.#textStart <= 64
    ) {
      this.#hasText = false
      return memberNames.text(this.#window.buffer, this.#textStart, this.#textEnd)
    }
    return this.#takeText()
  }

  #deliver(parent: Tag): void {
    const value = this.#value
    if (parent === Tag.param || parent === Tag.fault) {
      this.#params.push(value)
      return
    }
    if (parent === Tag.none) return
    const container = this.#containers[this.#containers.length - 1]
    if (Array.isArray(container)) container.push(value)
    else if (container) {
      const name = this.#names[this.#names.length - 1]
      if (name === undefined) throw this.#fail('malformed', 'A value without a name before it')
      this.#names[this.#names.length - 1] = undefined
      setOwn(container, name, value)
    }
  }
}

/** Reads a whole document at once. */
export function readXmlRpc(
  document: string | Uint8Array,
  options: Partial<ReaderOptions> = {},
): XmlRpcDocument {
  const reader = new XmlRpcReader(options)
  reader.write(typeof document === 'string' ? Buffer.from(document) : document)
  return reader.end()
}
