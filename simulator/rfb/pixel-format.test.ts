import { describe, expect, it } from 'vitest'
import { nativeFormat, pixelWriter, readPixelFormat, writePixelFormat } from './pixel-format'

describe('pixel formats', () => {
  it('are read as they were written', () => {
    expect(readPixelFormat(writePixelFormat(nativeFormat))).toEqual(nativeFormat)
  })

  it.each([
    [
      '32 bits, red first, big-endian',
      { shift: { red: 24, green: 16, blue: 8 }, bigEndian: true },
      [0x12, 0x34, 0x56, 0],
    ],
    ['32 bits, little-endian', {}, [0x56, 0x34, 0x12, 0]],
  ])('%s', (_, change, bytes) => {
    const writer = pixelWriter({ ...nativeFormat, ...change })
    const out = Buffer.alloc(4)
    writer.write(out, 0, 0x123456)
    expect([...out]).toEqual(bytes)
  })

  it('come down to 16 bits in both byte orders', () => {
    const max = { red: 31, green: 63, blue: 31 }
    const shift = { red: 11, green: 5, blue: 0 }
    const out = Buffer.alloc(4)
    for (const [i, bigEndian] of [true, false].entries()) {
      pixelWriter({ ...nativeFormat, bitsPerPixel: 16, depth: 16, max, shift, bigEndian }).write(
        out,
        i * 2,
        0xff8000,
      )
    }
    expect([...out]).toEqual([0xfc, 0x00, 0x00, 0xfc])
  })

  it('come down to 8 bits', () => {
    const max = { red: 7, green: 7, blue: 3 }
    const writer = pixelWriter({
      ...nativeFormat,
      bitsPerPixel: 8,
      depth: 8,
      max,
      shift: { red: 0, green: 3, blue: 6 },
    })
    const out = Buffer.alloc(1)
    writer.write(out, 0, 0xffffff)
    expect([writer.bytes, out[0]]).toEqual([1, 255])
  })
})
