import assert from 'node:assert/strict'

interface Found {
  label: string
  sectors: number
  files: Map<string, Buffer>
}

/** Reads an image as a guest does, by what stands in it and nothing that the writer knows. */
export function readIso(image: Buffer): { plain: Found; joliet: Found } {
  const found: Partial<Record<number, Found>> = {}
  for (let where = 16 * 2048; ; where += 2048) {
    assert.equal(image.toString('latin1', where + 1, where + 6), 'CD001')
    const type = image.readUInt8(where)
    if (type === 255) break
    const wide = image.toString('latin1', where + 88, where + 91) === '%/E'
    const text = (from: number, to: number) => {
      const bytes = Buffer.from(image.subarray(from, to))
      return wide
        ? bytes
            .subarray(0, bytes.length & ~1)
            .swap16()
            .toString('utf16le')
        : bytes.toString('latin1')
    }
    const twice = (from: number) => {
      assert.equal(image.readUInt32LE(from), image.readUInt32BE(from + 4))
      return image.readUInt32LE(from)
    }
    assert.equal(image.readUInt16LE(where + 128), 2048)
    const files = new Map<string, Buffer>()
    const root = where + 156
    const start = twice(root + 2) * 2048
    const paths = image.readUInt32LE(where + 140) * 2048
    assert.equal(image.readUInt32LE(paths + 2) * 2048, start)
    assert.equal(image.readUInt32BE(image.readUInt32BE(where + 148) * 2048 + 2) * 2048, start)
    for (let entry = start; entry < start + twice(root + 10); ) {
      const length = image.readUInt8(entry)
      if (length === 0) break
      assert.equal(length % 2, 0)
      const name = text(entry + 33, entry + 33 + image.readUInt8(entry + 32))
      const isDirectory = (image.readUInt8(entry + 25) & 2) !== 0
      const from = twice(entry + 2) * 2048
      if (!isDirectory) {
        assert.ok(from + twice(entry + 10) <= image.length)
        files.set(name, image.subarray(from, from + twice(entry + 10)))
      }
      entry += length
    }
    const label = text(where + 40, where + 72).trimEnd()
    found[type] = { label, sectors: twice(where + 80), files }
  }
  const [plain, joliet] = [found[1], found[2]]
  if (!plain || !joliet) throw new Error('descriptors are missing')
  return { plain, joliet }
}
