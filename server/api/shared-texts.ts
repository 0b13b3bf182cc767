import { randomBytes } from 'node:crypto'

/** By the value itself, which never changes: who is shown something else is shown another value. */
const texts = new WeakMap<object, Buffer>()

/** The JSON of a value that never changes, made once for all whom it is told. */
export function sharedText(value: object): Buffer {
  const known = texts.get(value)
  if (known) return known
  const text = Buffer.from(JSON.stringify(value))
  texts.set(value, text)
  return text
}

type Part = { one: object } | { all: readonly object[] }

const [open, comma, close] = ['[', ',', ']'].map(sign => Buffer.from(sign)) as [Buffer, Buffer, Buffer]

/**
 * What one answer has in common with others. In its JSON a short mark stands for it, and where the answer is written the
 * text that is kept. Nobody can have a mark written who does not know it: it is random and never leaves the process.
 */
export class SharedTexts {
  private readonly mark = Buffer.from(`"${randomBytes(15).toString('base64url')}.`)
  private readonly parts = new Map<string, Part>()
  private count = 0

  /** Stands for a value that never changes, in an answer that `fill` is asked about before it is written. */
  one<T extends object>(value: T): T {
    return standing<T>(this.note({ one: value }))
  }

  /** The same for a list of such values, itself made for this answer. */
  all<T extends object>(values: readonly T[]): readonly T[] {
    return values.length === 0 ? values : standing<readonly T[]>(this.note({ all: values }))
  }

  /** The pieces to write in the place of this one, which holds marks whole. */
  fill(chunk: Uint8Array): Uint8Array[] {
    if (this.parts.size === 0) return [chunk]
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const pieces: Uint8Array[] = []
    let done = 0
    for (let at = bytes.indexOf(this.mark); at >= 0; at = bytes.indexOf(this.mark, done)) {
      pieces.push(bytes.subarray(done, at))
      const end = bytes.indexOf('"', at + 1)
      const key = bytes.toString('latin1', at + 1, end)
      const part = this.parts.get(key)
      if (!part) throw new Error('An answer names a shared text that it has not got')
      this.parts.delete(key)
      pieces.push(...textsOf(part))
      done = end + 1
    }
    if (done === 0) return [chunk]
    pieces.push(bytes.subarray(done))
    return pieces
  }

  private note(part: Part): string {
    this.count += 1
    const key = `${this.mark.toString('latin1', 1)}${this.count}`
    this.parts.set(key, part)
    return key
  }
}

function textsOf(part: Part): Buffer[] {
  if ('one' in part) return [sharedText(part.one)]
  const pieces: Buffer[] = []
  for (const value of part.all) pieces.push(pieces.length === 0 ? open : comma, sharedText(value))
  return [...pieces, close]
}

/** A mark, which `fill` turns into what it stands for before anybody reads it. */
function standing<T>(mark: string): T {
  return mark as T
}
