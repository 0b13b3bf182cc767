import { wireMessage } from '../../server/api/live-wire'
import { SharedTexts, sharedText } from '../../server/api/shared-texts'
import type { VmRow } from '../../server/inventory/rows'
import { vmRow } from '../../server/inventory/testing/rows'
import type { LiveMessage } from '../../server/inventory/views'

const TABS = 50
const ROWS = 20
const ROUNDS = 200

/** Writes one message: what goes to the socket. */
type Way = (message: LiveMessage, shared: SharedTexts) => Uint8Array[]

const ways: Record<string, Way> = {
  'each tab its own': message => [Buffer.from(JSON.stringify(wireMessage(message)))],
  'rows as texts in the message': message => [
    Buffer.from(JSON.stringify({ ...message, set: message.set.map(row => sharedText(row).toString()) })),
  ],
  'texts filled in where it is written': (message, shared) =>
    shared.fill(Buffer.from(JSON.stringify(wireMessage(message, shared)))),
}

/** What the processor does to write a change of twenty rows to fifty tabs, by ways to share the work. */
export function compareTexts(): void {
  console.log(`${ROWS} changed VMs to ${TABS} tabs, Node ${process.version}\n`)
  for (const [name, way] of Object.entries(ways)) {
    run(way, 20)
    const before = process.cpuUsage()
    const bytes = run(way, ROUNDS)
    const { user, system } = process.cpuUsage(before)
    const each = (user + system) / ROUNDS / TABS
    console.log(`${name.padEnd(38)} ${each.toFixed(1)} µs for a tab, ${bytes} bytes`)
  }
}

function run(way: Way, rounds: number): number {
  let bytes = 0
  const tabs = Array.from({ length: TABS }, () => new SharedTexts())
  for (let round = 0; round < rounds; round++) {
    const set = Array.from({ length: ROWS }, (_, at) => changed(at, round))
    for (const shared of tabs) {
      bytes = way(messageOf(set, round), shared).reduce((sum, piece) => sum + piece.byteLength, 0)
    }
  }
  return bytes
}

const changed = (at: number, round: number): VmRow =>
  vmRow('pool', `vm-${at}`, {
    name_description: `machine ${at} of a service, number ${round}`,
    allowed_operations: ['suspend', 'pause', 'clean_shutdown', 'clean_reboot', 'hard_shutdown', 'snapshot'],
    addresses: [`10.0.0.${at}`, `fe80::${at}`],
    memory: 2 ** 30 + round,
  })

const messageOf = (set: readonly VmRow[], round: number): LiveMessage => ({
  revision: `revision.${round}`,
  fresh: false,
  seq: 1,
  set,
  missing: [],
  dropped: [],
  lists: [],
  tree: null,
  counts: null,
  operations: [],
  operationsGone: [],
  may: null,
  veiled: null,
  requests: null,
})
