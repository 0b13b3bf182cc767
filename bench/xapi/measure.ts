import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { type Contest, pieceSize, slices } from './contests'
import { wholeFile } from './documents'

export interface Figures {
  /** Milliseconds of the quickest round. */
  readonly ms: number
  /** The longest time for which nothing else could run, in milliseconds, of all rounds; null for whole documents. */
  readonly pause: number | null
  /** Bytes that what was read occupies, and the most that was in use on the way, both beyond what there was before. */
  readonly kept: number
  readonly peak: number
}

/** Runs one contest in this process, which should run nothing else. */
export async function measure(contest: Contest, file: string): Promise<Figures> {
  // Memory first, in a young process and on pieces read one by one, as a socket gives them.
  const start = performance.now()
  const memory = await memoryOf(contest, file)
  if (contest.rounds === 0) return { ms: performance.now() - start, pause: null, ...memory }
  const document = wholeFile(file)
  let ms = Number.POSITIVE_INFINITY
  for (let round = 0; round < contest.rounds; round++) {
    collect()
    const start = performance.now()
    await readWhole(contest, document)
    ms = Math.min(ms, performance.now() - start)
  }
  let pause: number | null = null
  for (let round = 0; contest.pieces && round < 3; round++) {
    collect()
    pause = Math.max(pause ?? 0, await longestPause(contest.pieces(), document))
  }
  return { ms, pause, ...memory }
}

async function readWhole(contest: Contest, document: Buffer): Promise<unknown> {
  if (contest.whole) return contest.whole(document)
  const reader = contest.pieces?.()
  for (const piece of slices(document)) reader?.write(piece)
  return reader?.end()
}

/**
 * How long a task that is always ready had to wait at most. Not counted is for how long another program had the
 * processor: a wait in which ours used less of it than the clock says lasted as long as ours did.
 */
async function longestPause(
  reader: { write(piece: Buffer): void; end(): unknown },
  document: Buffer,
): Promise<number> {
  let longest = 0
  let reading = true
  const watch = async () => {
    while (reading) {
      const start = performance.now()
      const before = process.cpuUsage()
      await setImmediate()
      const { user, system } = process.cpuUsage(before)
      longest = Math.max(longest, Math.min(performance.now() - start, (user + system) / 1000))
    }
  }
  const watching = watch()
  for (const piece of slices(document)) {
    reader.write(piece)
    await setImmediate()
  }
  await reader.end()
  reading = false
  await watching
  return longest
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
