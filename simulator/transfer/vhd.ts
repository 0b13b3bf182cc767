import { type ByteSource, CutShort } from './byte-source'
import type { SparseDisk } from './sparse-disk'
import {
  DIFFERENCING,
  DYNAMIC,
  readFooter,
  readHeader,
  readTable,
  SECTOR,
  VHD_BLOCK,
  writeFooter,
  writeHeader,
  writeTable,
} from './vhd-format'

export interface VhdDisk {
  /** Its uuid. */
  readonly uuid: string
  readonly size: number
  readonly content: SparseDisk
}

const idOf = (uuid: string) => uuid.replaceAll('-', '')

/** A dynamic VHD of a disk; with `base` a differencing one of what is not the same there. */
export function* writeVhd(disk: VhdDisk, base?: Omit<VhdDisk, 'size'>): Generator<Buffer> {
  const entries = Math.ceil(disk.size / VHD_BLOCK)
  const present: number[] = []
  for (let index = 0; index < entries; index++) {
    const at = index * VHD_BLOCK
    const absent = base
      ? disk.content.isShared(base.content, at, VHD_BLOCK)
      : disk.content.isEmpty(at, VHD_BLOCK)
    if (!absent) present.push(index)
  }
  const footer = writeFooter({
    size: entries * VHD_BLOCK,
    type: base ? DIFFERENCING : DYNAMIC,
    id: idOf(disk.uuid),
  })
  const parent = base && { id: idOf(base.uuid), name: `${base.uuid}.vhd` }
  yield Buffer.concat([footer, writeHeader(entries, parent), writeTable(entries, present)])
  const whole = Buffer.alloc(SECTOR, 0xff)
  for (const index of present) {
    yield whole
    yield disk.content.read(index * VHD_BLOCK, VHD_BLOCK)
  }
  yield footer
}

/**
 * Writes a VHD as it arrives onto a disk: what a dynamic one does not have is zero, what a differencing one does not
 * have stays. Rejects with RangeError when it is none or does not fit, with CutShort when it ends too early.
 */
export async function readVhd(source: ByteSource, content: SparseDisk, size: number): Promise<void> {
  const begun = source.position
  const footer = readFooter(await source.take(SECTOR))
  if (footer.type !== DYNAMIC && footer.type !== DIFFERENCING) {
    throw new RangeError('Only dynamic and differencing VHDs can be read from a stream')
  }
  // Sizes are rounded up to whole blocks on the way.
  if (footer.size > Math.ceil(size / VHD_BLOCK) * VHD_BLOCK)
    throw new RangeError('A VHD is too large for the disk')
  const header = readHeader(await source.take(1024))
  const place = () => source.position - begun
  const goTo = async (at: number) => {
    if (at < place()) throw new RangeError('The parts of a VHD overlap')
    await source.skip(at - place())
  }
  await goTo(header.tableAt)
  const table = await source.take(Math.ceil((header.entries * 4) / SECTOR) * SECTOR)
  if (footer.type === DYNAMIC) content.truncate(0)
  const bitmapSize = Math.ceil(header.blockSize / SECTOR / 8 / SECTOR) * SECTOR
  for (const { index, at } of readTable(table, header.entries)) {
    await goTo(at)
    const bitmap = await source.take(bitmapSize)
    const block = await source.take(header.blockSize)
    writeSectors(content, index * header.blockSize, block, bitmap)
  }
  const end = await source.takeUpTo(SECTOR)
  if (end.length < SECTOR) throw new CutShort()
}

/** Writes the runs of sectors that the bitmap says are there. */
function writeSectors(content: SparseDisk, at: number, block: Buffer, bitmap: Buffer): void {
  const sectors = block.length / SECTOR
  const there = (sector: number) => ((bitmap[sector >> 3] ?? 0) & (0x80 >> (sector & 7))) !== 0
  for (let first = 0; first < sectors; first++) {
    if (!there(first)) continue
    let end = first + 1
    while (end < sectors && there(end)) end++
    content.write(at + first * SECTOR, block.subarray(first * SECTOR, end * SECTOR))
    first = end
  }
}
