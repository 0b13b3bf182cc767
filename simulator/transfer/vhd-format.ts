/** Bytes of a sector and of a block of a dynamic disk. */
export const SECTOR = 512
export const VHD_BLOCK = 2 * 1024 * 1024
/** Where the table of blocks begins, and what stands in it for a block that is not there. */
const TABLE_AT = 2048
const ABSENT = 0xffffffff

export const FIXED = 2
export const DYNAMIC = 3
export const DIFFERENCING = 4

export interface VhdFooter {
  readonly size: number
  readonly type: number
  /** 32 hexadecimal digits. */
  readonly id: string
}

export interface VhdHeader {
  readonly tableAt: number
  readonly entries: number
  readonly blockSize: number
  readonly parentId: string
}

export function writeFooter({ size, type, id }: VhdFooter): Buffer {
  const footer = Buffer.alloc(SECTOR)
  footer.write('conectix', 0)
  footer.writeUInt32BE(2, 8)
  footer.writeUInt32BE(0x00010000, 12)
  footer.writeBigUInt64BE(type === FIXED ? 0xffffffffffffffffn : 512n, 16)
  footer.write('caml', 28)
  footer.writeUInt32BE(1, 32)
  footer.writeBigUInt64BE(BigInt(size), 40)
  footer.writeBigUInt64BE(BigInt(size), 48)
  geometry(size).copy(footer, 56)
  footer.writeUInt32BE(type, 60)
  footer.write(id, 68, 'hex')
  footer.writeUInt32BE(checksum(footer), 64)
  return footer
}

export function readFooter(bytes: Buffer): VhdFooter {
  if (bytes.toString('latin1', 0, 8) !== 'conectix') throw new RangeError('What came is no VHD')
  const told = bytes.readUInt32BE(64)
  const blank = Buffer.from(bytes)
  blank.writeUInt32BE(0, 64)
  if (checksum(blank) !== told) throw new RangeError('The footer of a VHD is damaged')
  return {
    size: Number(bytes.readBigUInt64BE(48)),
    type: bytes.readUInt32BE(60),
    id: bytes.toString('hex', 68, 84),
  }
}

/** `parent`: whose content shows where this disk has none. */
export function writeHeader(
  entries: number,
  parent?: { readonly id: string; readonly name: string },
): Buffer {
  const header = Buffer.alloc(1024)
  header.write('cxsparse', 0)
  header.writeBigUInt64BE(0xffffffffffffffffn, 8)
  header.writeBigUInt64BE(BigInt(TABLE_AT), 16)
  header.writeUInt32BE(0x00010000, 24)
  header.writeUInt32BE(entries, 28)
  header.writeUInt32BE(VHD_BLOCK, 32)
  if (parent) {
    header.write(parent.id, 40, 'hex')
    Buffer.from(parent.name, 'utf16le').swap16().copy(header, 64, 0, 512)
  }
  header.writeUInt32BE(checksum(header), 36)
  return header
}

export function readHeader(bytes: Buffer): VhdHeader {
  if (bytes.toString('latin1', 0, 8) !== 'cxsparse') throw new RangeError('A VHD has no header')
  return {
    tableAt: Number(bytes.readBigUInt64BE(16)),
    entries: bytes.readUInt32BE(28),
    blockSize: bytes.readUInt32BE(32),
    parentId: bytes.toString('hex', 40, 56),
  }
}

/** What stands between header and blocks: the places of `present` ones, in their order. */
export function writeTable(entries: number, present: readonly number[]): Buffer {
  const size = Math.ceil((entries * 4) / SECTOR) * SECTOR
  const table = Buffer.alloc(size, 0xff)
  let sector = (TABLE_AT + size) / SECTOR
  for (const index of present) {
    table.writeUInt32BE(sector, index * 4)
    sector += 1 + VHD_BLOCK / SECTOR
  }
  // The first kilobytes are taken by footer and header; the table begins at a round place after them.
  return Buffer.concat([Buffer.alloc(TABLE_AT - SECTOR - 1024), table])
}

/** Blocks that are there in the order of their places in the file. */
export function readTable(table: Buffer, entries: number): { readonly index: number; readonly at: number }[] {
  const found: { index: number; at: number }[] = []
  for (let index = 0; index < entries; index++) {
    const sector = table.readUInt32BE(index * 4)
    if (sector !== ABSENT) found.push({ index, at: sector * SECTOR })
  }
  return found.sort((a, b) => a.at - b.at)
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (const byte of bytes) sum += byte
  return ~sum >>> 0
}

/** Cylinders, heads and sectors as the format derives them from the size. */
function geometry(size: number): Buffer {
  const sectors = Math.min(Math.floor(size / SECTOR), 65_535 * 16 * 255)
  let perTrack = 17
  let tracks = Math.floor(sectors / perTrack)
  let heads = Math.max(4, Math.floor((tracks + 1023) / 1024))
  if (sectors >= 65_535 * 16 * 63) {
    perTrack = 255
    heads = 16
    tracks = Math.floor(sectors / perTrack)
  } else {
    if (tracks >= heads * 1024 || heads > 16) {
      perTrack = 31
      heads = 16
      tracks = Math.floor(sectors / perTrack)
    }
    if (tracks >= heads * 1024) {
      perTrack = 63
      heads = 16
      tracks = Math.floor(sectors / perTrack)
    }
  }
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(Math.floor(tracks / heads), 0)
  bytes.writeUInt8(heads, 2)
  bytes.writeUInt8(perTrack, 3)
  return bytes
}
