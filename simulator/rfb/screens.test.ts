import { describe, expect, it } from 'vitest'
import { encoding } from './encodings'
import type { ScreenVm } from './scene'
import { openScreen, type ScreenTime } from './screens'
import { TestViewer } from './test-viewer'

const everything = [encoding.copyRect, encoding.hextile, encoding.desktopSize, encoding.qemuExtendedKey]

/** Time that stands still until it is told to go on. */
class StillTime implements ScreenTime {
  private at = Date.UTC(2026, 7, 21, 10, 15, 30)
  private calls: { due: number; run: () => void }[] = []
  now = () => this.at

  after = (milliseconds: number, run: () => void) => {
    const call = { due: this.at + milliseconds, run }
    this.calls.push(call)
    return () => {
      this.calls = this.calls.filter(other => other !== call)
    }
  }

  get waiting(): number {
    return this.calls.length
  }

  pass(milliseconds: number): void {
    const end = this.at + milliseconds
    for (;;) {
      const next = this.calls.sort((a, b) => a.due - b.due)[0]
      if (!next || next.due > end) break
      this.calls.shift()
      this.at = next.due
      next.run()
    }
    this.at = end
  }
}

function machine(os: ScreenVm['os'], age: number) {
  const time = new StillTime()
  const vm = {
    uuid: '8f14e45f-ceea-467f-a9d0-0242ac120002',
    name_label: 'Web 01',
    os,
    startedAt: time.now() - age,
    memory: 4 * 2 ** 30,
    vcpus: 2,
  }
  return { time, vm, screen: openScreen(vm, time) }
}

async function look(screen: { attach(socket: TestViewer['server']): void }): Promise<TestViewer> {
  const viewer = new TestViewer()
  screen.attach(viewer.server)
  await viewer.connect(everything)
  viewer.request(false)
  await viewer.update()
  return viewer
}

/** How many pixels differ once the next update has come. */
async function changes(viewer: TestViewer, act: () => void): Promise<number> {
  const before = viewer.pixels.slice()
  viewer.request(true)
  act()
  await viewer.update()
  return viewer.pixels.reduce((count, pixel, i) => count + (pixel === before[i] ? 0 : 1), 0)
}

function samePicture(a: TestViewer, b: TestViewer): boolean {
  return Buffer.compare(Buffer.from(a.pixels.buffer), Buffer.from(b.pixels.buffer)) === 0
}

const day = 86_400_000

describe('a Linux screen', () => {
  it('shows the same login prompt to all, and a key to everyone as pixels', async () => {
    const { screen, time } = machine('linux', day)
    const [first, second] = [await look(screen), await look(screen)]
    expect([first.width, first.height, first.name]).toEqual([1024, 768, 'Web 01'])
    expect(samePicture(first, second)).toBe(true)
    second.request(true)
    expect(await changes(first, () => first.type('r'))).toBeGreaterThan(10)
    await second.update()
    expect(samePicture(first, second)).toBe(true)
    expect(time.waiting).toBe(1)
  })

  it('boots line by line in text mode, changes its size, and ends at the prompt', async () => {
    const { screen, time } = machine('linux', 0)
    const viewer = await look(screen)
    expect([viewer.width, viewer.height]).toEqual([720, 400])
    expect(await changes(viewer, () => time.pass(600))).toBeGreaterThan(100)
    viewer.request(true)
    time.pass(1800)
    expect(await viewer.update()).not.toContain(encoding.desktopSize)
    viewer.request(true)
    time.pass(1000)
    expect(await viewer.update()).toEqual([encoding.desktopSize])
    expect([viewer.width, viewer.height]).toEqual([1024, 768])
    time.pass(60_000)
    viewer.type('x')
    await viewer.settle()
    const late = await look(screen)
    await viewer.settle()
    expect(samePicture(late, viewer)).toBe(true)
  })

  it('gives and takes text', async () => {
    const { screen } = machine('linux', day)
    const viewer = await look(screen)
    viewer.type('root\nclip two words\n')
    const pasted = Buffer.from('echo pasted')
    await changes(viewer, () => viewer.send(6, 0, 0, 0, 0, 0, 0, pasted.length, ...pasted))
    while (viewer.cutTexts.length === 0) await changes(viewer, () => viewer.type('.'))
    expect(viewer.cutTexts).toEqual(['two words'])
  })

  it('scrolls with a copy once the screen is full', async () => {
    const { screen } = machine('linux', day)
    const viewer = await look(screen)
    viewer.type('root\n')
    for (let i = 0; i < 6; i++) {
      viewer.type('help\n')
      await viewer.settle()
    }
    expect(viewer.kinds.has(encoding.copyRect)).toBe(true)
    const late = await look(screen)
    await viewer.settle()
    expect(samePicture(late, viewer)).toBe(true)
  })

  it('spends no time while nobody looks, and ends everybody when the domain is gone', async () => {
    const { screen, time } = machine('linux', day)
    const viewer = await look(screen)
    expect(time.waiting).toBe(1)
    viewer.stream.end()
    await viewer.ended()
    expect(time.waiting).toBe(0)
    const again = await look(screen)
    screen.close()
    expect(await again.ended()).toBe(true)
    expect(time.waiting).toBe(0)
    const late = new TestViewer()
    screen.attach(late.server)
    expect(await late.ended()).toBe(true)
  })
})

describe('a Windows screen', () => {
  it('ticks while it is locked', async () => {
    const { screen, time } = machine('windows', day)
    const viewer = await look(screen)
    expect(await changes(viewer, () => time.pass(1000))).toBeGreaterThan(50)
  })

  it('asks for a password after Ctrl+Alt+Del and shows a dot for each letter', async () => {
    const { screen } = machine('windows', day)
    const viewer = await look(screen)
    const control = [0xffe3, 0xffe9, 0xffff]
    const panel = await changes(viewer, () => {
      for (const down of [1, 0])
        for (const key of control) viewer.send(4, down, 0, 0, 0, 0, key >> 8, key & 255)
    })
    expect(panel).toBeGreaterThan(5000)
    const dot = await changes(viewer, () => viewer.type('s'))
    expect(dot).toBeGreaterThan(20)
    expect(await changes(viewer, () => viewer.type('\n'))).toBeGreaterThan(200)
  })

  it('moves its pointer', async () => {
    const { screen } = machine('windows', day)
    const viewer = await look(screen)
    expect(await changes(viewer, () => viewer.send(5, 0, 0, 100, 2, 0))).toBeGreaterThan(100)
    expect(await changes(viewer, () => viewer.send(5, 0, 255, 255, 255, 255))).toBeGreaterThan(50)
  })
})
