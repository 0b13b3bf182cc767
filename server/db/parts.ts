import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/** PostgreSQL takes less than 8000 bytes in one notification. */
const mostBytes = 7900
/** Of a part in base64, this many bytes of text fit beside its envelope. */
const bytesAPart = 5700
/** About as much as the HTTP server takes in one request. */
const mostParts = 200

const partSchema = z.object({ part: z.tuple([z.string(), z.number(), z.number()]), text: z.string() })

/** A text as notifications, each short enough: itself, or its parts. Throws a RangeError above a megabyte. */
export function toParts(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= mostBytes) return [text]
  const of = Math.ceil(bytes.length / bytesAPart)
  if (of > mostParts) throw new RangeError(`A notice of ${bytes.length} bytes is too long.`)
  const id = randomBytes(9).toString('base64url')
  return Array.from({ length: of }, (_, at) =>
    JSON.stringify({
      part: [id, at, of],
      text: bytes.subarray(at * bytesAPart, (at + 1) * bytesAPart).toString('base64'),
    }),
  )
}

/** Puts parts together again. Parts of one text come in order, because they are sent in one transaction. */
export class PartReader {
  private readonly open = new Map<string, Buffer[]>()

  /** The document that is complete with this notification, parsed; undefined while more is to come. */
  take(payload: string): unknown {
    const value: unknown = JSON.parse(payload)
    const parsed = partSchema.safeParse(value)
    if (!parsed.success) return value
    const {
      part: [id, , of],
      text,
    } = parsed.data
    const parts = [...(this.open.get(id) ?? []), Buffer.from(text, 'base64')]
    this.open.set(id, parts)
    if (parts.length < of) return undefined
    this.open.delete(id)
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  }

  /** Forgets what has begun: on another connection the rest of it will not come. */
  clear(): void {
    this.open.clear()
  }
}
