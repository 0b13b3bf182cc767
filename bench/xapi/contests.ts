import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { XMLParser } from 'fast-xml-parser'
import type { AnswerReader } from '../../server/xapi/answer'
import { batchPlan } from '../../server/xapi/events'
import { JsonAnswerReader } from '../../server/xapi/jsonrpc-answer'
import { type Plan, wirePlan } from '../../server/xapi/plan'
import { pieceSize } from '../../server/xapi/turns'
import { XmlAnswerReader } from '../../server/xapi/xmlrpc-answer'

/** Something that reads the answer. `result` is kept until memory has been measured. */
export interface Contest {
  readonly name: string
  readonly language: 'xml' | 'json'
  /** It is timed while its memory is measured, once. */
  readonly slow?: true
  /** Takes the answer in pieces, as they come from a socket; absent where only whole documents can be read. */
  readonly pieces?: () => { write(piece: Uint8Array): void; end(): unknown }
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

/** One of our readers, which keeps what `plan` says. */
const ours = (Reader: new (plan: Plan) => AnswerReader, plan: Plan) => () => {
  const reader = new Reader(plan)
  return {
    write: (piece: Uint8Array) => reader.write(piece),
    end: () => {
      const answer = reader.end()
      return answer.kind === 'value' ? answer.value : undefined
    },
  }
}

export const contests: readonly Contest[] = [
  { name: 'ours, XML to records', language: 'xml', pieces: ours(XmlAnswerReader, batchPlan) },
  { name: 'ours, XML to wire values', language: 'xml', pieces: ours(XmlAnswerReader, wirePlan) },
  { name: 'ours, JSON to records', language: 'json', pieces: ours(JsonAnswerReader, batchPlan) },
  {
    name: 'JSON.parse',
    language: 'json',

    whole: document => JSON.parse(document.toString()),
  },
  {
    name: 'xmlrpc',
    language: 'xml',
    slow: true,
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
    slow: true,
    whole: document => new XMLParser({ parseTagValue: false, trimValues: false }).parse(document),
  },
]

/** A document as the client hands it to a reader, or in pieces of another size. */
export function* slices(document: Buffer, size = pieceSize): Generator<Buffer> {
  for (let at = 0; at < document.length; at += size) yield document.subarray(at, at + size)
}
