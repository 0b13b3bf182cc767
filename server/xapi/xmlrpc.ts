import { Builder } from './builder'
import { ByteWindow } from './byte-window'
import { type Plan, wirePlan } from './plan'
import { scalar } from './scalar'
import { met as meets, needs, shortNames, shortText, shortTexts, textOf } from './text-bytes'
import { type Wire, WireError, type WireErrorKind } from './wire'
import { FastPath } from './xmlrpc-fast'
import { holdsText, mayContain, Tag, tagOf } from './xmlrpc-tags'

export interface ReaderOptions {
  /** Values inside values, 64 if not given. */
  depth: number
  /** Values in all, 32 million if not given. */
  values: number
  /** Bytes of the whole document, 512 MiB if not given. */
  bytes: number
  /** Bytes of one text, 64 MiB if not given. */
  text: number
  /** Refuse bytes that are no UTF-8, unknown entities and forbidden characters (default); else replace or drop them. */
  strict: boolean
  /** Wrap doubles and dates (WireDouble, WireDate) so that they can be told from ints and text. */
  exact: boolean
}

/** What a document said; V is what the answer was read as. A lone `<value>` is how a task keeps its result. */
export type XmlRpcDocument<V = Wire> =
  | { kind: 'response'; value: V }
  | { kind: 'fault'; value: Wire }
  | { kind: 'call'; method: string; params: Wire[] }
  | { kind: 'value'; value: V }

const defaults: ReaderOptions = {
  depth: 64,
  values: 2 ** 25,
  bytes: 512 * 2 ** 20,
  text: 64 * 2 ** 20,
  strict: true,
  exact: false,
}

const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
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
export class XmlRpcReader<V = Wire> {
  readonly #options: ReaderOptions
  readonly #window = new ByteWindow()
  readonly #builder: Builder
  readonly #fast: FastPath
  /** What was met in the searched part of a text that has no end yet. */
  #met = 0
  #failed: WireError | undefined

  readonly #stack: Tag[] = []
  /** The last closed scalar, or nothing to be handed in: what a closed list or struct became stands in #whole. */
  #value: Wire = ''
  #whole: unknown
  #isWhole = false
  /** Whether the open value has a content of its own element. */
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
  readonly #params: unknown[] = []

  /** `plan` says what the value of an answer, or a lone value, is to become. */
  constructor(options: Partial<ReaderOptions> = {}, plan: Plan = wirePlan) {
    this.#options = { ...defaults, ...options }
    this.#builder = new Builder(plan, this.#options)
    this.#fast = new FastPath(this.#window, this.#builder, this.#stack, this.#options)
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
  end(): XmlRpcDocument<V> {
    if (this.#failed) throw this.#failed
    if (!this.#done) this.#fail('truncated', 'The document ends too early')
    for (let i = this.#window.pos; i < this.#window.end; i++) {
      if ((needs[this.#window.buffer[i] ?? 0] ?? meets.text) !== 0)
        this.#fail('malformed', 'Something follows the document')
    }
    if (this.#root === Tag.methodCall) {
      if (this.#method === undefined) this.#fail('malformed', 'A call without a method name')
      return { kind: 'call', method: this.#method, params: asWires(this.#params) }
    }
    if (this.#root === Tag.value) return { kind: 'value', value: asPlanned<V>(this.#builder.result) }
    if (this.#params.length === 0) this.#fail('malformed', 'An answer without a value')
    if (this.#fault) return { kind: 'fault', value: asWires(this.#params)[0] ?? '' }
    return { kind: 'response', value: asPlanned<V>(this.#params[0]) }
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
      const top = this.#stack[this.#stack.length - 1]
      if ((top === Tag.struct || top === Tag.data) && window.scanned <= window.pos && this.#fast.run())
        continue
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
        if ((met & (meets.forbidden | meets.text)) !== 0 && this.#stack.length === 0)
          this.#fail('malformed', 'Text where none may stand')
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
      if (at - start > 1024) this.#fail('malformed', 'A tag without an end')
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
    if (this.#window.matches(start, instructionStart)) return this.#instruction(start)
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

  /** A processing instruction. The declaration of the document may name no encoding but UTF-8 and what is part of it. */
  #instruction(start: number): boolean {
    const close = this.#find(start, instructionEnd, 2)
    if (close < 0) return false
    const written = this.#window.buffer.toString('latin1', start, Math.min(close, start + 256))
    const encoding = /^<\?xml\s.*encoding\s*=\s*["']([^"']*)/s.exec(written)?.[1]
    if (encoding !== undefined && !/^(utf-?8|(us-)?ascii)$/i.test(encoding))
      this.#fail('bad-text', 'An encoding other than UTF-8')
    return this.#skip(start, instructionEnd, 2)
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
      if ((met & (meets.text | meets.forbidden)) === 0) return
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
    const { buffer, base } = this.#window
    return textOf(buffer, start, end, met, this.#options.strict, base, escaped)
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
        return shortTexts.text(this.#window.buffer, this.#window.view, start, end)
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
    if (parent === Tag.member && tag === Tag.value && !this.#builder.top.named)
      this.#fail('malformed', 'A value without a name before it')
    if (parent === Tag.value) {
      if (this.#typed) this.#fail('malformed', 'A value with two contents')
      if (this.#takeText().trim() !== '') this.#fail('malformed', 'A value with text beside its content')
    }
    if (tag === Tag.value) this.#typed = false
    else if (tag === Tag.struct) this.#nested(this.#builder.openStruct())
    else if (tag === Tag.array) this.#nested(this.#builder.openList())
    else if (tag === Tag.fault) this.#fault = true
    if (parent === Tag.none) {
      this.#root = tag
      this.#fast.interning = tag === Tag.methodResponse
    }
    if (tag === Tag.fault || tag === Tag.methodCall) this.#builder.expect(wirePlan)
    stack.push(tag)
  }

  #nested(well: boolean): void {
    if (!well) this.#fail('too-deep', `Values nested over ${this.#options.depth} deep`)
  }

  #close(tag: Tag): void {
    const stack = this.#stack
    if (stack.pop() !== tag) this.#fail('malformed', 'An end tag without its start')
    if (tag === Tag.value) {
      if (!this.#typed) this.#give(this.#takeText())
      this.#deliver(stack[stack.length - 1] ?? Tag.none)
    } else if (tag === Tag.name) {
      if (this.#builder.top.named) this.#fail('malformed', 'A member with two names')
      this.#builder.name(this.#memberName())
    } else if (tag >= Tag.string) {
      this.#give(
        scalar(tag, this.#takeText(), this.#options.exact, message => this.#fail('malformed', message)),
      )
    } else if (tag === Tag.struct || tag === Tag.array) {
      this.#whole = this.#builder.close()
      this.#isWhole = true
      this.#typed = true
    } else if (tag === Tag.member) {
      if (this.#builder.top.named) this.#fail('malformed', 'A member without a value')
    } else if (tag === Tag.methodName) this.#method = this.#takeText()
    if (stack.length === 0) this.#done = true
  }

  #give(value: Wire): void {
    this.#value = value
    this.#isWhole = false
    this.#typed = true
  }

  #memberName(): string {
    if (
      this.#hasText &&
      this.#pieces === '' &&
      (this.#textMet & 7) === 0 &&
      this.#textEnd - this.#textStart <= 64
    ) {
      this.#hasText = false
      const { buffer, view } = this.#window
      return shortNames.text(buffer, view, this.#textStart, this.#textEnd)
    }
    return this.#takeText()
  }

  /** Hands the value that is complete to what it stands in. */
  #deliver(parent: Tag): void {
    const builder = this.#builder
    if (parent === Tag.member && !builder.top.named)
      this.#fail('malformed', 'A value without a name before it')
    if (this.#isWhole) builder.put(this.#whole)
    else builder.scalar(this.#value)
    this.#whole = undefined
    if (parent === Tag.param || parent === Tag.fault) this.#params.push(builder.result)
  }
}

/** What a builder gives whose plan is that of V. */
function asPlanned<V>(value: unknown): V {
  return value as V
}

/** What a builder gives whose plan is the wire's own. */
function asWires(values: unknown[]): Wire[] {
  return values as Wire[]
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
