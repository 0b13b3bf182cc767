/** What bytes are read from: a disk, or a file of it. */
export interface Readable {
  read(at: number, length: number): Buffer
}

const SECTOR = 2048
/** Volume descriptors begin here. */
const FIRST = 16
/** A directory that goes on longer is none. */
const LONGEST_DIRECTORY = 1024 * 1024
const LONGEST_FILE = 4 * 1024 * 1024

interface Entry {
  readonly name: string
  readonly at: number
  readonly length: number
  readonly folder: boolean
}

/** The files of a CD image (ISO 9660, names as Rock Ridge has them or as they are, whatever their case). */
export class Iso9660 {
  readonly #disk: Readable
  readonly #root: Entry

  private constructor(disk: Readable, root: Entry) {
    this.#disk = disk
    this.#root = root
  }

  /** Undefined when the disk has no such file system. */
  static of(disk: Readable): Iso9660 | undefined {
    const descriptor = disk.read(FIRST * SECTOR, SECTOR)
    if (descriptor[0] !== 1 || descriptor.toString('latin1', 1, 6) !== 'CD001') return undefined
    const root = entryIn(descriptor, 156)
    return root && new Iso9660(disk, root)
  }

  /** The bytes of a file by its path, as in `repodata/repomd.xml`; undefined when it is not there or too long. */
  file(path: string): Buffer | undefined {
    let entry: Entry | undefined = this.#root
    for (const part of path.split('/')) {
      const named: string = part.toLowerCase()
      entry = entry?.folder ? this.#entries(entry).find(one => one.name.toLowerCase() === named) : undefined
    }
    if (!entry || entry.folder || entry.length > LONGEST_FILE) return undefined
    return this.#disk.read(entry.at, entry.length)
  }

  #entries(folder: Entry): Entry[] {
    const bytes = this.#disk.read(folder.at, Math.min(folder.length, LONGEST_DIRECTORY))
    const found: Entry[] = []
    for (let at = 0; at < bytes.length; ) {
      const length = bytes[at] ?? 0
      const entry = length === 0 ? undefined : entryIn(bytes, at)
      if (entry) found.push(entry)
      // What is left of a sector is empty when the next entry does not fit.
      at = length === 0 ? (Math.floor(at / SECTOR) + 1) * SECTOR : at + length
    }
    return found
  }
}

/** A directory record; undefined for one that is cut off. */
function entryIn(bytes: Buffer, at: number): Entry | undefined {
  const length = bytes[at] ?? 0
  const nameLength = bytes[at + 32] ?? 0
  if (length < 33 + nameLength || at + length > bytes.length) return undefined
  const name = bytes.toString('latin1', at + 33, at + 33 + nameLength)
  const more = bytes.subarray(at + 33 + nameLength + (nameLength % 2 === 0 ? 1 : 0), at + length)
  return {
    name: rockRidgeName(more) ?? name.replace(/;\d+$/, '').replace(/\.$/, ''),
    at: bytes.readUInt32LE(at + 2) * SECTOR,
    length: bytes.readUInt32LE(at + 10),
    folder: ((bytes[at + 25] ?? 0) & 2) !== 0,
  }
}

/** The name in the fields that follow a record, which may be in several pieces. */
function rockRidgeName(fields: Buffer): string | undefined {
  let name: string | undefined
  for (let at = 0; at + 4 <= fields.length; ) {
    const length = fields[at + 2] ?? 0
    if (length < 4) break
    if (fields.toString('latin1', at, at + 2) === 'NM')
      name = (name ?? '') + fields.toString('utf8', at + 5, at + length)
    at += length
  }
  return name
}
