import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { XMLParser } from 'fast-xml-parser'
import { decodeEventBatch } from '../../server/xapi/events'
import { isStruct } from '../../server/xapi/wire'
import { XmlRpcReader } from '../../server/xapi/xmlrpc'

/** Something that reads the answer. `result` is kept until memory has been measured. */
export interface Contest {
  readonly name: string
  readonly language: 'xml' | 'json'
  /** Rounds to run; 0 for the slow ones: they are timed while their memory is measured. */
  readonly rounds: number
  /** Takes the answer in pieces, as they come from a socket; absent where only whole documents can be read. */
  readonly pieces?: () => { write(piece: Buffer): void; end(): unknown }
  readonly whole?: (document: Buffer) => unknown
}

interface Deserializer {
  deserializeMethodResponse(stream: Readable, done: (error: Error | null, value: unknown) => void): void
}

/** What the package gives a client for an answer; it has no types of its own. */
function peerDeserializer(): Deserializer {
  const make = createRequire(import.meta.url)('xmlrpc/lib/deserializer') as new () => Deserializer
  return new make()
}

const readingWire = () => {
  const reader = new XmlRpcReader({ strict: false })
  return {
    write: (piece: Buffer) => reader.write(piece),
    end: () => {
      const document = reader.end()
      return document.kind === 'response' && isStruct(document.value) ? document.value.Value : undefined
    },
  }
}

export const contests: readonly Contest[] = [
  { name: 'ours, XML to wire values', language: 'xml', rounds: 7, pieces: readingWire },
  {
    name: 'ours, XML to records',
    language: 'xml',
    rounds: 7,
    pieces: () => {
      const reader = readingWire()
      return { write: reader.write, end: () => decodeEventBatch(reader.end() ?? '') }
    },
  },
  {
    name: 'JSON.parse',
    language: 'json',
    rounds: 7,
    whole: document => JSON.parse(document.toString()),
  },
  {
    name: 'xmlrpc',
    language: 'xml',
    rounds: 0,
    whole: document =>
      new Promise((resolve, reject) => {
        const stream = Readable.from(slices(document), { objectMode: false })
        peerDeserializer().deserializeMethodResponse(stream, (error, value) =>
          error ? reject(error) : resolve(value),
        )
      }),
  },
  {
    name: 'fast-xml-parser',
    language: 'xml',
    rounds: 0,
    whole: document => new XMLParser({ parseTagValue: false, trimValues: false }).parse(document),
  },
]

/** A socket gives at most this much at once. */
export const pieceSize = 64 * 1024

export function* slices(document: Buffer): Generator<Buffer> {
  for (let at = 0; at < document.length; at += pieceSize) yield document.subarray(at, at + pieceSize)
}
