/** A text in pieces, each made when it is asked for: an answer may be hundreds of megabytes. */
export type Pieces = Iterable<string>

/** A text as bytes. */
export interface Body {
  readonly chunks: readonly Buffer[]
  readonly length: number
}

/** How much text becomes one chunk, in characters. */
const CHUNK = 64 * 1024
/** Others may go on after this long, in milliseconds. */
const SLICE = 10

/** Makes a text. However long it is, nobody else waits for it longer than a slice. */
export async function gather(pieces: Pieces): Promise<Body> {
  const chunks: Buffer[] = []
  let length = 0
  let text = ''
  const flush = () => {
    const chunk = Buffer.from(text)
    chunks.push(chunk)
    length += chunk.length
    text = ''
  }
  let until = performance.now() + SLICE
  for (const piece of pieces) {
    text += piece
    if (text.length >= CHUNK) flush()
    if (performance.now() < until) continue
    await new Promise<void>(resolve => {
      setImmediate(resolve)
    })
    until = performance.now() + SLICE
  }
  flush()
  return { chunks, length }
}

/** Pieces with something between them. */
export function* joined(pieces: Iterable<string>, between: string): Pieces {
  let first = true
  for (const piece of pieces) {
    yield first ? piece : between + piece
    first = false
  }
}

export function* mapped<T>(items: Iterable<T>, text: (item: T) => string): Pieces {
  for (const item of items) yield text(item)
}
