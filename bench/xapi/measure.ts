import { closeSync, openSync, readSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { inTurns, pieceSize } from '../../server/xapi/turns'
import { type Contest, slices } from './contests'
import { wholeFile } from './documents'

export interface Figures {
  /** Milliseconds of the quickest round. */
  readonly ms: number
  /** Bytes that what was read occupies, and the most that was in use on the way, both beyond what there was before. */
  readonly kept: number
  readonly peak: number
}

export interface Pauses {
  /** The longest time for which nothing else could run, in milliseconds by the clock on the wall. */
  readonly reading: number
  /** The same while nothing was read: what the machine itself lets a process wait. */
  readonly idle: number
}

/** Runs one contest so many times in this process, which should run nothing else. */
export async function measure(contest: Contest, file: string, rounds: number): Promise<Figures> {
  // Memory first, in a young process and on pieces read one by one, as a socket gives them.
  const start = performance.now()
  const memory = await memoryOf(contest, file)
  if (contest.slow) return { ms: performance.now() - start, ...memory }
  const document = wholeFile(file)
  let ms = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    collect()
    const start = performance.now()
    await readWhole(contest, document)
    ms = Math.min(ms, performance.now() - start)
  }
  return { ms, ...memory }
}

/** Runs one contest in this young process, again and again; it has to read in pieces. */
export async function measurePauses(
  { pieces, name }: Contest,
  file: string,
  rounds: number,
): Promise<Pauses> {
  if (!pieces) throw new Error(`${name} takes whole documents only`)
  const document = wholeFile(file)
  let reading = 0
  let idle = 0
  // Turn by turn, so that both meet the same machine. Nothing was compiled when the first one begins.
  for (let round = 0; round < Math.min(pauseRounds, rounds); round++) {
    collect()
    const start = performance.now()
    reading = Math.max(reading, await longestPause(() => readAsSent(pieces(), document)))
    const end = 2 * performance.now() - start
    collect()
    idle = Math.max(idle, await longestPause(() => nothingUntil(end)))
  }
  return { reading, idle }
}

const pauseRounds = 5
/** A socket gives at most this much at once. */
const socketSize = 64 * 1024

async function readWhole(contest: Contest, document: Buffer): Promise<unknown> {
  if (contest.whole) return contest.whole(document)
  const reader = contest.pieces?.()
  for (const piece of slices(document)) reader?.write(piece)
  return reader?.end()
}

/** How long a task that is always ready had to wait at most while the work was done. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let working = true
  const watch = async () => {
    while (working) {
      const start = performance.now()
      await setImmediate()
      longest = Math.max(longest, performance.now() - start)
    }
  }
  const watching = watch()
  await work()
  working = false
  await watching
  return longest
}

/** Reads as the client reads what comes from a socket faster than it can be read. */
async function readAsSent(
  reader: { write(piece: Uint8Array): void; end(): unknown },
  document: Buffer,
): Promise<unknown> {
  await inTurns(Readable.from(slices(document, socketSize)), piece => reader.write(piece))
  return reader.end()
}

async function nothingUntil(end: number): Promise<void> {
  while (performance.now() < end) await setImmediate()
}

function collect(): void {
  globalThis.gc?.()
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function memoryOf(contest: Contest, file: string): Promise<{ kept: number; peak: number }> {
  collect()
  const before = inUse()
  let peak = 0
  const look = () => {
    peak = Math.max(peak, inUse() - before)
  }
  let result: unknown
  if (contest.whole) result = await contest.whole(wholeFile(file))
  else {
    const reader = contest.pieces?.()
    const descriptor = openSync(file, 'r')
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(pieceSize)
      const length = readSync(descriptor, piece)
      if (length === 0) break
      reader?.write(piece.subarray(0, length))
      look()
      await setImmediate()
    }
    closeSync(descriptor)
    result = await reader?.end()
  }
  look()
  collect()
  const kept = inUse() - before
  if (result === undefined) throw new Error(`${contest.name} read nothing`)
  return { kept, peak: Math.max(peak, kept) }
}
