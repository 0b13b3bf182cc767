import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { deserialize, serialize } from 'node:v8'
import type { Ref } from '@/server/xapi/model/records'
import { type FollowedClass, type FollowedRecord, followedClasses } from '../classes'
import type { Store } from '../store'
import { createFrames, saltBytes, unpack } from './frames'
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

function* partsOf(store: Store): Generator<PlainRecord[]> {
  let part: PlainRecord[] = []
  for (const plain of recordsIn(store)) {
    part.push(plain)
    if (part.length < recordsPerFrame) continue
    yield part
    part = []
  }
  yield part
}

/** What there are thousands of because there are thousands of VMs. */
const ofVms = ['VM', 'VM_metrics', 'VM_guest_metrics', 'VBD', 'VDI', 'VIF', 'console', 'task'] as const

/**
 * What VMs run on first, then each VM behind all that its row is made of: who reads them can show rows on the way, and
 * makes each once. A map may change while it is walked: what is added is met, what is gone is not.
 */
function* recordsIn(store: Store): Generator<PlainRecord> {
  const written = new Map(followedClasses.map(cls => [cls, new Set<string>()]))
  function* once<C extends FollowedClass>(
    cls: C,
    records: Iterable<[Ref<C>, FollowedRecord<C>]>,
  ): Generator<PlainRecord> {
    const refs = written.get(cls)
    for (const [ref, record] of records) {
      if (refs?.has(ref)) continue
      refs?.add(ref)
      yield toPlain(cls, ref, record)
    }
  }
  function* one<C extends FollowedClass>(cls: C, ref: Ref<C>): Generator<PlainRecord> {
    const record = store.get(cls, ref)
    if (record !== undefined) yield* once<C>(cls, [[ref, record]])
  }
  for (const cls of followedClasses) if (!ofVms.some(one => one === cls)) yield* once(cls, store.all(cls))
  for (const [ref, vm] of store.all('VM')) {
    yield* one('VM_metrics', vm.metrics)
    yield* one('VM_guest_metrics', vm.guest_metrics)
    yield* one('VDI', vm.suspend_VDI)
    for (const [drive, vbd] of store.recordsAt('VBD', 'VM', ref)) {
      yield* one('VDI', vbd.VDI)
      yield* one('VBD', drive)
    }
    yield* once('VIF', store.recordsAt('VIF', 'VM', ref))
    yield* once('console', store.recordsAt('console', 'VM', ref))
    yield* one('VM', ref)
  }
  for (const cls of ofVms) yield* once(cls, store.all(cls))
}

/** What was kept of a pool. */
export interface Kept {
  /** Up to when it is known to be right, in milliseconds since the epoch. */
  at: number
  /** A VM comes behind all that its row is made of. They are decoded while they are walked, which can be done once. */
  records: Iterable<PlacedRecord>
}

/**
 * What a file holds; undefined when there is none. Rejects when it was written by a version that kept other things,
 * with another key, for another owner, or was damaged; nothing of it is given back then.
 */
export async function readSnapshot(
  path: string,
  owner: SnapshotOwner,
  signal: AbortSignal,
): Promise<Kept | undefined> {
  const file = await readIfThere(path)
  if (file === undefined) return undefined
  if (!file.subarray(0, magic.length).equals(magic)) throw new Error('It is of another version.')
  const salt = file.subarray(magic.length, magic.length + saltBytes)
  const frames = createFrames(owner.key, salt, owner.about)
  const first = frames.open(file, magic.length + saltBytes)
  const at = asTime(deserialize(unpack(first.packed)))
  const parts: Buffer[] = []
  let { last, next } = first
  let started = performance.now()
  while (!last) {
    const frame = frames.open(file, next)
    parts.push(frame.packed)
    ;({ last, next } = frame)
    if (performance.now() - started < sliceMs) continue
    await turn()
    signal.throwIfAborted()
    started = performance.now()
  }
  if (next !== file.length) throw new Error('There is more than was written.')
  return { at, records: recordsOf(parts) }
}

function* recordsOf(parts: readonly Buffer[]): Generator<PlacedRecord> {
  const reader = new PlainReader()
  for (const part of parts) for (const plain of asPart(deserialize(unpack(part)))) yield reader.read(plain)
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
