import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { wireDate } from '../../server/xapi/iso-date'
import { writeEventBatch } from '../../server/xapi/xmlrpc-write'
import { poolEvents } from './pool'

const folder = path.join(process.cwd(), '.build', 'bench')

/** The same answer of event.from in both languages, as files. */
export interface Documents {
  readonly rows: number
  readonly xml: string
  readonly json: string
}

export function writeDocuments(rows: number): Documents {
  mkdirSync(folder, { recursive: true })
  const events = poolEvents(rows)
  const batch = { token: '00000000000000020227,00000000000000000001', validRefCounts: { VM: rows }, events }
  const documents = { rows, xml: path.join(folder, 'fill.xml'), json: path.join(folder, 'fill.json') }
  writeFileSync(documents.xml, writeEventBatch(batch))
  const plain = {
    events: events.map(event => ({ ...event, timestamp: '0.0', class: event.class.toLowerCase() })),
    valid_ref_counts: { vm: rows },
    token: batch.token,
  }
  // Dates as JSON-RPC has them: without dashes.
  const text = JSON.stringify({ jsonrpc: '2.0', result: plain, id: 1 }, (_, value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? wireDate(value) : value,
  )
  writeFileSync(documents.json, text)
  return documents
}

export const wholeFile = (name: string): Buffer => readFileSync(name)
