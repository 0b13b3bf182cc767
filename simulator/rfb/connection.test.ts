import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RfbConnection } from './connection'
import { encoding } from './encodings'
import { Framebuffer } from './framebuffer'
import { TestViewer } from './test-viewer'

function serve(picture = new Framebuffer(40, 24)) {
  const viewer = new TestViewer()
  const seen: string[] = []
  let ends = 0
  const connection = new RfbConnection(
    viewer.server,
    picture,
    'web-01',
    {
      key: (symbol, down) => seen.push(`key ${symbol.toString(16)} ${down ? 'down' : 'up'}`),
      pointer: (x, y, buttons) => seen.push(`pointer ${x},${y} ${buttons}`),
      paste: text => seen.push(`paste ${text}`),
    },
    () => ends++,
  )
  return { viewer, picture, connection, seen, ends: () => ends }
}

/** Draws a filled rectangle the way scenes do. */
function paint(
  picture: Framebuffer,
  x: number,
  y: number,
  width: number,
  height: number,
  color: number,
): void {
  picture.within({ x, y, width, height }, () => picture.fill({ x, y, width, height }, color))
}

const everything = [encoding.copyRect, encoding.hextile, encoding.desktopSize, encoding.qemuExtendedKey]

describe('the greeting', () => {
  it('is that of RFB 3.8 byte for byte', async () => {
    const { viewer } = serve()
    expect((await viewer.need(12)).toString()).toBe('RFB 003.008\n')
    viewer.stream.write('RFB 003.008\n')
    expect([...(await viewer.need(2))]).toEqual([1, 1])
    viewer.send(1)
    expect([...(await viewer.need(4))]).toEqual([0, 0, 0, 0])
    viewer.send(1)
    const init = await viewer.readServerInit()
    expect([...init.subarray(0, 20)]).toEqual([
      0, 40, 0, 24, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0,
    ])
    expect(viewer.name).toBe('web-01')
  })

  it('leaves out the security result for 3.7', async () => {
    const { viewer } = serve()
    await viewer.need(12)
    viewer.stream.write('RFB 003.007\n')
    expect([...(await viewer.need(2))]).toEqual([1, 1])
    viewer.send(1, 0)
    await viewer.readServerInit()
    expect(viewer.width).toBe(40)
  })

  it.each(['RFB 003.003\n', 'RFB 003.005\n'])('tells a client of %j the security type', async version => {
    const { viewer } = serve()
    await viewer.need(12)
    viewer.stream.write(version)
    expect([...(await viewer.need(4))]).toEqual([0, 0, 0, 1])
    viewer.send(0)
    await viewer.readServerInit()
    expect(viewer.height).toBe(24)
  })

  it('refuses a security type that was not offered, with a reason', async () => {
    const { viewer, ends } = serve()
    await viewer.need(12)
    viewer.stream.write('RFB 003.008\n')
    await viewer.need(2)
    viewer.send(2)
    expect((await viewer.need(4)).readUInt32BE()).toBe(1)
    const reason = await viewer.need((await viewer.need(4)).readUInt32BE())
    expect(reason.toString()).toContain('None')
    expect(await viewer.ended()).toBe(true)
    expect(ends()).toBe(1)
  })
})

describe('updates', () => {
  it.each([
    ['raw', [encoding.raw]],
    ['hextile', everything],
  ])('carry the whole picture once when it is asked for (%s)', async (_, encodings) => {
    const { viewer, picture } = serve()
    paint(picture, 3, 3, 20, 9, 0x3366cc)
    paint(picture, 30, 10, 5, 14, 0xffe0a0)
    picture.pixels.forEach((_, i) => {
      if (i % 40 < 16 && i < 16 * 40) picture.pixels[i] = (i * 2654435761) & 0xffffff
    })
    await viewer.connect(encodings)
    viewer.request(false)
    await viewer.update()
    expect(viewer.pixels).toEqual(picture.pixels)
  })

  it('wait until something changes, and then carry only that', async () => {
    const { viewer, picture } = serve()
    await viewer.connect([encoding.raw])
    viewer.request(false)
    await viewer.update()
    viewer.request(true)
    viewer.key(0x61)
    await new Promise(setImmediate)
    expect(viewer.unread).toBe(0)
    paint(picture, 17, 2, 4, 4, 0xff0000)
    await new Promise(setImmediate)
    expect(viewer.unread).toBe(4 + 12 + 16 * 16 * 4)
    await viewer.update()
    expect(viewer.pixels).toEqual(picture.pixels)
    paint(picture, 17, 2, 4, 4, 0x00ff00)
    await new Promise(setImmediate)
    expect(viewer.unread).toBe(0)
    viewer.request(true)
    await viewer.update()
    expect(viewer.pixels).toEqual(picture.pixels)
  })

  it('send a scroll as a copy, and its new lines as pixels', async () => {
    const { viewer, picture } = serve()
    paint(picture, 0, 8, 40, 8, 0x224466)
    await viewer.connect(everything)
    viewer.request(false)
    await viewer.update()
    picture.copy({ x: 0, y: 8, width: 40, height: 16 }, 0, 0)
    paint(picture, 0, 16, 40, 8, 0x888888)
    viewer.request(true)
    expect((await viewer.update())[0]).toBe(encoding.copyRect)
    expect(viewer.pixels).toEqual(picture.pixels)
  })

  it('tell a new size first, then its picture', async () => {
    const { viewer, picture } = serve()
    await viewer.connect(everything)
    viewer.request(false)
    await viewer.update()
    viewer.request(true)
    picture.resize(64, 48)
    paint(picture, 50, 40, 9, 8, 0xabcdef)
    expect(await viewer.update()).toEqual([encoding.desktopSize])
    viewer.request(true)
    await viewer.update()
    expect(viewer.width).toBe(64)
    expect(viewer.pixels).toEqual(picture.pixels)
  })

  it('offer extended keys once, to those who know them', async () => {
    const { viewer, seen } = serve()
    await viewer.connect(everything)
    viewer.request(false)
    expect(await viewer.update()).toContain(encoding.qemuExtendedKey)
    viewer.send(255, 0, 0, 1, 0, 0, 0, 0x61, 0, 0, 0, 0x1e)
    viewer.send(5, 1, 0, 7, 0, 9)
    viewer.send(6, 0, 0, 0, 0, 0, 0, 2, 0x68, 0xe9)
    await new Promise(setImmediate)
    expect(seen).toEqual(['key 61 down', 'pointer 7,9 1', 'paste hé'])
  })

  it('bring every viewer to the same picture, whatever is drawn', async () => {
    const area = fc.record({
      x: fc.nat(70),
      y: fc.nat(50),
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 40 }),
    })
    const step = fc.oneof(
      fc.record({ what: fc.constant('fill' as const), area, color: fc.nat(0xffffff) }),
      fc.record({ what: fc.constant('copy' as const), area, x: fc.nat(60), y: fc.nat(40) }),
      fc.record({ what: fc.constant('look' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
        const { viewer, picture } = serve(new Framebuffer(70, 50))
        await viewer.connect(everything)
        viewer.request(false)
        await viewer.update()
        let asked = false
        for (const todo of [...steps, { what: 'look' as const }]) {
          if (todo.what === 'fill') {
            const { x, y, width, height } = todo.area
            paint(picture, x, y, width, height, todo.color)
          } else if (todo.what === 'copy') picture.copy(todo.area, todo.x, todo.y)
          else {
            if (!asked) viewer.request(true)
            asked = true
            await new Promise(setImmediate)
            if (viewer.unread > 0) {
              await viewer.update()
              asked = false
            }
          }
        }
        expect(viewer.pixels).toEqual(picture.pixels)
      }),
      { numRuns: 60 },
    )
  })

  it('stop while the viewer does not read, and go on with the newest picture', async () => {
    const { viewer, picture } = serve(new Framebuffer(256, 256))
    await viewer.connect([encoding.raw])
    viewer.stream.pause()
    viewer.request(false)
    await new Promise(setImmediate)
    for (let i = 1; i <= 50; i++) {
      paint(picture, 0, 0, 256, 256, i)
      viewer.request(true)
      await new Promise(setImmediate)
    }
    const held = viewer.server.writableLength
    expect(held).toBeLessThan(2 * 256 * 256 * 4)
    viewer.stream.resume()
    await viewer.update()
    await viewer.update()
    expect(viewer.pixels[0]).toBe(50)
  })
})

describe('what has no meaning', () => {
  it.each([
    ['another protocol', 'GET / HTTP/1.1\r\n\r\n'],
    ['a version from before', 'RFB 002.000\n'],
  ])('ends the connection: %s', async (_, text) => {
    const { viewer, ends } = serve()
    viewer.stream.write(text)
    expect(await viewer.ended()).toBe(true)
    expect(ends()).toBe(1)
  })

  it.each([
    ['an unknown message', [9]],
    ['a clipboard too long', [6, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]],
    ['an extended clipboard that was not offered', [6, 0, 0, 0, 0xff, 0xff, 0xff, 0xf0]],
    ['a QEMU message that was not offered', [255, 1, 0, 0]],
    ['24 bits per pixel', [0, 0, 0, 0, 24, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]],
    ['a colour map', [0, 0, 0, 0, 8, 8, 0, 0, 0, 7, 0, 7, 0, 3, 0, 3, 6, 0, 0, 0]],
    ['a colour beyond the pixel', [0, 0, 0, 0, 16, 16, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]],
  ])('ends the connection: %s', async (_, bytes) => {
    const { viewer, picture, ends } = serve()
    await viewer.connect([encoding.raw])
    viewer.send(...bytes)
    expect(await viewer.ended()).toBe(true)
    expect(ends()).toBe(1)
    expect(picture.watchers.size).toBe(0)
  })

  it('never throws, whatever bytes come in whatever pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 20 }),
        async chunks => {
          const { viewer } = serve()
          await viewer.connect(everything)
          for (const chunk of chunks) viewer.server.emit('data', Buffer.from(chunk))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is told from a viewer that is simply gone', async () => {
    const { viewer, ends, picture } = serve()
    await viewer.connect([encoding.raw])
    viewer.stream.destroy()
    viewer.server.destroy()
    await new Promise(setImmediate)
    paint(picture, 0, 0, 9, 9, 1)
    expect(ends()).toBe(1)
    expect(picture.watchers.size).toBe(0)
  })
})
