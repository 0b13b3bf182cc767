/** Bytes of a sector. */
const sector = 2048
/** Where things stand, in sectors; the first sixteen are nobody's. */
const at = { plain: 16, joliet: 17, end: 18, plainPaths: 19, jolietPaths: 21, plainRoot: 23, jolietRoot: 24 }
const firstFile = 25

export interface IsoFile {
  name: string
  bytes: Uint8Array
}

/** How names are written: as text of one byte for each letter, or (Joliet) of two. */
interface Letters {
  of(text: string): Buffer
  /** An identifier of so many bytes, filled up with spaces. */
  field(text: string, size: number): Buffer
}

const plain: Letters = {
  of: text => Buffer.from(text, 'latin1'),
  field: (text, size) => Buffer.from(text.padEnd(size, ' '), 'latin1'),
}

const joliet: Letters = {
  of: text => Buffer.from(text, 'utf16le').swap16(),
  field: (text, size) => {
    const bytes = Buffer.alloc(size)
    joliet.of(text.padEnd(Math.floor(size / 2), ' ')).copy(bytes)
    return bytes
  },
}

/**
 * An ISO 9660 image with these files in its root. Readers find the names as they are given: those that know Joliet by
 * that, others by names which Linux turns into the same. `label`: sixteen letters at most.
 *
 * @throws RangeError for more files than one sector names, or a label that is too long
 */
export function isoImage(label: string, files: readonly IsoFile[], made: Date): Buffer {
  if (label.length > 16) throw new RangeError('The label is too long.')
  let next = firstFile
  const placed = [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(file => {
      const start = next
      next += Math.ceil(file.bytes.length / sector)
      return { ...file, start }
    })
  const image = Buffer.alloc(next * sector)
  const put = (bytes: Uint8Array, where: number) => image.set(bytes, where * sector)

  put(descriptor(1, plain, label, { size: next, root: at.plainRoot, paths: at.plainPaths, made }), at.plain)
  put(
    descriptor(2, joliet, label, { size: next, root: at.jolietRoot, paths: at.jolietPaths, made }),
    at.joliet,
  )
  put(Buffer.from('\xffCD001\x01', 'latin1'), at.end)
  for (const [root, paths] of [
    [at.plainRoot, at.plainPaths],
    [at.jolietRoot, at.jolietPaths],
  ] as const) {
    put(pathTable(root, 'little'), paths)
    put(pathTable(root, 'big'), paths + 1)
  }
  const named = (letters: Letters, nameOf: (name: string) => string) =>
    placed.map(({ name, start, bytes }) => record(letters.of(nameOf(name)), start, bytes.length, made, false))
  put(directory(at.plainRoot, named(plain, plainName), made), at.plainRoot)
  put(
    directory(
      at.jolietRoot,
      named(joliet, name => `${name};1`),
      made,
    ),
    at.jolietRoot,
  )
  for (const { bytes, start } of placed) put(bytes, start)
  return image
}

/** Linux writes such names small and leaves out what stands behind the dot of a name without an ending. */
function plainName(name: string): string {
  return `${name.toUpperCase()}${name.includes('.') ? '' : '.'};1`
}

function descriptor(
  type: 1 | 2,
  letters: Letters,
  label: string,
  { size, root, paths, made }: { size: number; root: number; paths: number; made: Date },
): Buffer {
  const bytes = Buffer.alloc(sector)
  bytes.write('CD001', 1, 'latin1')
  bytes[0] = type
  bytes[6] = 1
  letters.field('', 32).copy(bytes, 8)
  letters.field(label, 32).copy(bytes, 40)
  both32(size).copy(bytes, 80)
  // Names are of UCS-2, level 3.
  if (type === 2) bytes.write('%/E', 88, 'latin1')
  both16(1).copy(bytes, 120)
  both16(1).copy(bytes, 124)
  both16(sector).copy(bytes, 128)
  both32(pathTable(root, 'little').length).copy(bytes, 132)
  bytes.writeUInt32LE(paths, 140)
  bytes.writeUInt32BE(paths + 1, 148)
  record(Buffer.from([0]), root, sector, made, true).copy(bytes, 156)
  let where = 190
  for (const length of [128, 128, 128, 128, 37, 37, 37]) {
    letters.field('', length).copy(bytes, where)
    where += length
  }
  for (const time of [made, made, undefined, undefined]) {
    longTime(time).copy(bytes, where)
    where += 17
  }
  bytes[where] = 1
  return bytes
}

/** Of a tree that is its root alone. */
function pathTable(root: number, order: 'little' | 'big'): Buffer {
  const bytes = Buffer.alloc(10)
  bytes[0] = 1
  if (order === 'little') {
    bytes.writeUInt32LE(root, 2)
    bytes.writeUInt16LE(1, 6)
  } else {
    bytes.writeUInt32BE(root, 2)
    bytes.writeUInt16BE(1, 6)
  }
  return bytes
}

function directory(where: number, records: readonly Buffer[], made: Date): Buffer {
  const own = record(Buffer.from([0]), where, sector, made, true)
  const above = record(Buffer.from([1]), where, sector, made, true)
  const bytes = Buffer.concat([own, above, ...records])
  if (bytes.length > sector) throw new RangeError('There are too many files.')
  return bytes
}

function record(name: Buffer, start: number, length: number, made: Date, isDirectory: boolean): Buffer {
  const size = 33 + name.length
  const bytes = Buffer.alloc(size + (size % 2))
  bytes[0] = bytes.length
  both32(start).copy(bytes, 2)
  both32(length).copy(bytes, 10)
  const [year, month, day] = [made.getUTCFullYear() - 1900, made.getUTCMonth() + 1, made.getUTCDate()]
  Buffer.from([year, month, day, made.getUTCHours(), made.getUTCMinutes(), made.getUTCSeconds(), 0]).copy(
    bytes,
    18,
  )
  bytes[25] = isDirectory ? 2 : 0
  both16(1).copy(bytes, 28)
  bytes[32] = name.length
  name.copy(bytes, 33)
  return bytes
}

/** "2026112322301500" and a zone of 0; of no time only zeros. */
function longTime(time: Date | undefined): Buffer {
  const digits = time?.toISOString().replace(/\D/g, '').slice(0, 16) ?? ''
  return Buffer.concat([Buffer.from(digits.padEnd(16, '0'), 'latin1'), Buffer.from([0])])
}

/** Numbers stand there twice, in both orders of bytes. */
function both16(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16LE(value, 0)
  bytes.writeUInt16BE(value, 2)
  return bytes
}

function both32(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(value, 0)
  bytes.writeUInt32BE(value, 4)
  return bytes
}
