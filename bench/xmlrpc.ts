/**
 * How fast the first answer of event.from of a large pool is read: 20,000 generated rows as XML, against JSON.parse on
 * the same data as JSON. Run with `npx tsx bench/xmlrpc.ts [rows]`.
 */
import { emptyValue } from '../server/xapi/codec'
import { decodeEventBatch } from '../server/xapi/events'
import type { ClassName } from '../server/xapi/model/records'
import { isStruct } from '../server/xapi/wire'
import { XmlRpcReader } from '../server/xapi/xmlrpc'
import { type OutgoingEvent, writeEventBatch } from '../server/xapi/xmlrpc-write'

const rows = Number(process.argv[2] ?? 20_000)
/** As it comes from a socket. */
const chunkSize = 64 * 1024
const rounds = 5

/** A pool in the proportions that pools have. */
const mixture: readonly (readonly [ClassName, number])[] = [
  ['VM', 1],
  ['VM_metrics', 1],
  ['VM_guest_metrics', 1],
  ['VBD', 3],
  ['VDI', 2],
  ['VIF', 1],
  ['console', 1],
]

let seed = 1
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed
}
const hex = (digits: number) =>
  (random().toString(16) + random().toString(16)).padStart(digits, '0').slice(0, digits)
const uuid = () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`

function rowOf(name: ClassName, i: number): object {
  const row: Record<string, unknown> = { ...Object(emptyValue(`record ${name}`)), uuid: uuid() }
  for (const [field, value] of Object.entries(row)) {
    if (value === 'OpaqueRef:NULL' && random() % 3 > 0) row[field] = `OpaqueRef:${uuid()}`
    else if (value === 0) row[field] = random()
  }
  if ('name_label' in row) row.name_label = `machine-${i}`
  if ('name_description' in row) row.name_description = 'Runs what nobody dares to move – since 2014'
  if ('other_config' in row)
    row.other_config = {
      mac_seed: uuid(),
      base_template_name: 'Debian Bookworm 12',
      folder: '/Production/Web',
    }
  if ('allowed_operations' in row)
    row.allowed_operations = ['attach', 'unplug', 'pause', 'clean_shutdown', 'hard_reboot'].slice(
      0,
      2 + (i % 4),
    )
  if (name === 'VM')
    Object.assign(row, {
      power_state: 'Running',
      VBDs: [1, 2, 3].map(() => `OpaqueRef:${uuid()}`),
      platform: { timeoffset: '0', viridian: 'true', acpi: '1', apic: 'true', pae: 'true', nx: 'true' },
    })
  return row
}

const cycle = mixture.flatMap(([name, count]) => Array.from({ length: count }, () => name))
const events: OutgoingEvent[] = Array.from({ length: rows }, (_, i) => {
  const name = cycle[i % cycle.length] ?? 'VM'
  return {
    id: String(i),
    class: name,
    operation: 'add',
    ref: `OpaqueRef:${uuid()}`,
    snapshot: rowOf(name, i),
  }
})
const xml = Buffer.from(
  writeEventBatch({ token: '00000000000000000007,00000000000000000001', validRefCounts: { vm: 1 }, events }),
)
const json = JSON.stringify({ token: '', valid_ref_counts: {}, events })

function read() {
  const reader = new XmlRpcReader({ strict: false })
  for (let at = 0; at < xml.length; at += chunkSize) reader.write(xml.subarray(at, at + chunkSize))
  const document = reader.end()
  return document.kind === 'response' && isStruct(document.value) ? (document.value.Value ?? '') : ''
}

async function best(run: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < rounds; i++) {
    const start = process.hrtime.bigint()
    await run()
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e6)
  }
  return least
}

const megabytes = (bytes: number) => bytes / 1e6
const line = (what: string, ms: number, bytes: number) =>
  console.log(
    `${what.padEnd(34)} ${ms.toFixed(0).padStart(6)} ms  ${(megabytes(bytes) / (ms / 1000)).toFixed(0).padStart(5)} MB/s of its own`,
  )

console.log(
  `${rows} rows: ${megabytes(xml.length).toFixed(1)} MB of XML, ${megabytes(json.length).toFixed(1)} MB of JSON`,
)
const parsed = read()
line('XML-RPC read in 64 KiB pieces', await best(read), xml.length)
line('decoded by the model', await best(() => decodeEventBatch(parsed)), xml.length)
line('JSON.parse of the same', await best(() => JSON.parse(json)), Buffer.byteLength(json))
