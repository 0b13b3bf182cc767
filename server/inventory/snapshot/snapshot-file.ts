import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { deserialize, serialize } from 'node:v8'
import { fillOrder } from '../classes'
import type { Store } from '../store'
import { createFrames, saltBytes } from './frames'
import { modelVersion, type PlacedRecord, PlainReader, type PlainRecord, toPlain } from './plain-record'

const magic = Buffer.from(`domus inventory 1 ${modelVersion}\n`)
/** Written and read in parts so small that nobody waits for one. */
const recordsPerFrame = 100
const sliceMs = 8

export interface SnapshotOwner {
  /** 32 bytes; records may hold secrets, as in `other_config`. */
  key: Uint8Array
  /** Whom it is about: what was written for another one does not open. */
  about: string
}

/**
 * Writes what a store holds to a file, which is there whole or not at all. The store may change meanwhile: what is
 * written is of no single moment, as what a fill reads. `at` says up to when it is known to be right, in milliseconds
 * since the epoch. Rejects with what the file system says, or with the signal's reason.
 */
export async function writeSnapshot(
  path: string,
  owner: SnapshotOwner,
  store: Store,
  at: number,
  signal: AbortSignal,
): Promise<void> {
  const salt = randomBytes(saltBytes)
  const frames = createFrames(owner.key, salt, owner.about)
  const unfinished = `${path}.new`
  try {
    const file = await open(unfinished, 'w', 0o600)
    try {
      await file.write(Buffer.concat([magic, salt]))
      await file.write(await frames.seal(serialize(at), false))
      for (const part of partsOf(store)) {
        await file.write(await frames.seal(serialize(part), false))
        await turn()
        signal.throwIfAborted()
      }
      await file.write(await frames.seal(serialize([]), true))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** What lists begin with comes first. A map may change while it is walked: what is added is met, what is gone is not. */
function* partsOf(store: Store): Generator<PlainRecord[]> {
  let part: PlainRecord[] = []
  for (const cls of fillOrder.flat()) {
    for (const [ref, record] of store.all(cls)) {
      part.push(toPlain(cls, ref, record))
      if (part.length < recordsPerFrame) continue
      yield part
      part = []
    }
  }
  yield part
}

/**
 * What a file holds; undefined when there is none. Rejects when it was written by a version that kept other things,
 * with another key, for another owner, or was damaged; nothing of it is given back then.
 */
export async function readSnapshot(
  path: string,
  owner: SnapshotOwner,
  signal: AbortSignal,
): Promise<{ at: number; records: PlacedRecord[] } | undefined> {
  const file = await readIfThere(path)
  if (file === undefined) return undefined
  if (!file.subarray(0, magic.length).equals(magic)) throw new Error('It is of another version.')
  const salt = file.subarray(magic.length, magic.length + saltBytes)
  const frames = createFrames(owner.key, salt, owner.about)
  const first = frames.open(file, magic.length + saltBytes)
  const at = asTime(deserialize(first.plain))
  const records: PlacedRecord[] = []
  const reader = new PlainReader()
  let { last, next } = first
  let started = performance.now()
  while (!last) {
    const frame = frames.open(file, next)
    for (const plain of asPart(deserialize(frame.plain))) records.push(reader.read(plain))
    ;({ last, next } = frame)
    if (performance.now() - started < sliceMs) continue
    await turn()
    signal.throwIfAborted()
    started = performance.now()
  }
  if (next !== file.length) throw new Error('There is more than was written.')
  return { at, records }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The first frame that opens is the one that was written first. */
function asTime(value: unknown): number {
  return value as number
}

/** A frame that opens is one that was written. */
function asPart(value: unknown): PlainRecord[] {
  return value as PlainRecord[]
}
