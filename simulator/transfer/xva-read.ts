import { createHash } from 'node:crypto'
import { WireError } from '../../server/xapi/wire'
import { Failure } from '../failure'
import { type ByteSource, CutShort } from './byte-source'
import { NewerForm, type Ova, readOva } from './ova'
import type { SparseDisk } from './sparse-disk'
import { nextEntry, skipPadding, type TarEntry } from './tar'
import { xxh64 } from './xxhash'

/** Disks come in pieces of this many bytes. */
const PIECE = 1024 * 1024
/** What describes the VMs is not longer than this. */
const OVA_LIMIT = 64 * PIECE

/** A disk to be filled. */
export interface Target {
  readonly content: SparseDisk
  readonly size: number
}

/** Reads what an archive is about. Rejects with the refusals of an import. */
export function readBeginning(source: ByteSource): Promise<Ova> {
  return refusing(async () => {
    const entry = await nextEntry(source)
    if (!entry) throw new Failure('IMPORT_ERROR_PREMATURE_EOF')
    if (entry.name !== 'ova.xml') throw new Failure('IMPORT_ERROR_UNEXPECTED_FILE', 'ova.xml', entry.name)
    return readOva((await bytesOf(source, entry, OVA_LIMIT)).toString('utf8'))
  })
}

/** Reads what is on the disks until the archive ends. `targets`: by the names they have in the archive. */
export function readDisks(source: ByteSource, targets: ReadonlyMap<string, Target>): Promise<void> {
  return refusing(async () => {
    const missing = new Set(targets.keys())
    let damaged = false
    for (let entry = await nextEntry(source); entry; entry = await nextEntry(source)) {
      const [id = '', number = ''] = entry.name.split('/')
      const target = targets.get(id)
      if (!target || !/^\d{8,}$/.test(number)) {
        throw new Failure(
          'IMPORT_ERROR_UNEXPECTED_FILE',
          `${[...missing][0] ?? 'Ref:0'}/00000000`,
          entry.name,
        )
      }
      const bytes = await bytesOf(source, entry, PIECE)
      if (!(await isWhole(source, entry.name, bytes))) damaged = true
      const at = Number(number) * PIECE
      if (at + bytes.length > target.size)
        throw new Failure('IMPORT_ERROR', 'A disk has more bytes than it can hold')
      target.content.write(at, bytes)
      missing.delete(id)
    }
    if (damaged) throw new Failure('IMPORT_ERROR_SOME_CHECKSUMS_FAILED')
    if (missing.size > 0) throw new Failure('IMPORT_ERROR_ATTACHED_DISKS_NOT_FOUND')
  })
}

async function bytesOf(source: ByteSource, { name, size }: TarEntry, limit: number): Promise<Buffer> {
  if (size > limit) throw new Failure('IMPORT_ERROR', `${name} is too large`)
  const bytes = await source.take(size)
  await skipPadding(source, size)
  return bytes
}

/** Reads the check sum that follows a piece, of today's or of older archives. */
async function isWhole(source: ByteSource, name: string, bytes: Buffer): Promise<boolean> {
  const entry = await nextEntry(source)
  const told = entry ? (await bytesOf(source, entry, 128)).toString('latin1').trim().toLowerCase() : ''
  if (entry?.name === `${name}.xxhash`) return told === xxh64(bytes).toLowerCase()
  if (entry?.name === `${name}.checksum`) return told === createHash('sha1').update(bytes).digest('hex')
  throw new Failure('IMPORT_ERROR_UNEXPECTED_FILE', `${name}.xxhash`, entry?.name ?? '')
}

/** What reading stumbles on, as an import is refused. */
async function refusing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof CutShort) throw new Failure('IMPORT_ERROR_PREMATURE_EOF')
    if (error instanceof NewerForm) throw new Failure('IMPORT_INCOMPATIBLE_VERSION')
    if (error instanceof RangeError || error instanceof WireError) {
      throw new Failure('IMPORT_ERROR', error.message)
    }
    // What was packed may turn out to be none: zlib says so with a code of its own.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new Failure('IMPORT_ERROR', error.message)
    }
    throw error
  }
}
