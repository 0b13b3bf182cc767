import type { ByteSource } from './byte-source'

const BLOCK = 512

export interface TarEntry {
  readonly name: string
  readonly size: number
}

/** The header of a file in an archive of the ustar form. Names of up to 100 bytes. `time`: seconds since the epoch. */
export function tarHeader(name: string, size: number, time: number): Buffer {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new RangeError(`A name is too long for an archive: ${name}`)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${octal(size, 11)}\0`, 124)
  header.write(`${octal(Math.floor(time), 11)}\0`, 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write(`${octal(sum(header), 6)}\0 `, 148)
  return header
}

/** A whole file in an archive, padded. */
export function tarFile(name: string, bytes: Uint8Array, time: number): Buffer {
  return Buffer.concat([tarHeader(name, bytes.length, time), bytes, Buffer.alloc(padding(bytes.length))])
}

/** What ends an archive. */
export const tarEnd = Buffer.alloc(2 * BLOCK)

/** The next file of an archive, undefined at its end. Its bytes come next, then `skipPadding`. */
export async function nextEntry(source: ByteSource): Promise<TarEntry | undefined> {
  const header = await source.take(BLOCK)
  if (header.every(byte => byte === 0)) return undefined
  const told = Number.parseInt(text(header, 148, 8), 8)
  const blank = Buffer.from(header)
  blank.fill(' ', 148, 156)
  if (told !== sum(blank)) throw new RangeError('What came is no archive')
  const size = Number.parseInt(text(header, 124, 12), 8)
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('A file of an archive has no size')
  return { name: text(header, 0, 100), size }
}

export async function skipPadding(source: ByteSource, size: number): Promise<void> {
  await source.skip(padding(size))
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function text(header: Buffer, from: number, length: number): string {
  const field = header.toString('utf8', from, from + length)
  const end = field.indexOf('\0')
  return (end < 0 ? field : field.slice(0, end)).trim()
}

function sum(header: Buffer): number {
  let total = 0
  for (const byte of header) total += byte
  return total
}
