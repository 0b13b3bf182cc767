import type { Duplex } from 'node:stream'
import { RfbConnection } from './connection'
import { Framebuffer } from './framebuffer'
import { LinuxScene } from './linux-scene'
import type { Scene, ScreenVm } from './scene'
import { WindowsScene } from './windows-scene'

/** The screen of one running domain. */
export interface GuestScreen {
  /** Connects a viewer: RFB is spoken on `socket`, the server first. Any number of viewers share the screen. */
  attach(socket: Duplex): void
  /** The domain is elsewhere now, or asleep: every viewer's stream ends, and the next finds the screen as it was. */
  disconnect(): void
  /** The domain is gone: every viewer's stream ends, and no other can come. */
  close(): void
}

/** Time as a screen needs it: milliseconds since 1970, and a call later that can be called off. */
export interface ScreenTime {
  now(): number
  after(milliseconds: number, run: () => void): () => void
}

const wallTime: ScreenTime = {
  now: Date.now,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    // A picture nobody else waits for does not keep the process alive.
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/**
 * The screen of a domain that started at `vm.startedAt`. Nothing is drawn and no time is spent while nobody
 * looks: the picture exists from the first viewer to the last, and catches up when one comes.
 */
export function openScreen(vm: ScreenVm, time: ScreenTime = wallTime): GuestScreen {
  // A pool read from elsewhere may not say since when a machine runs: then it has for long.
  return new Screen(Number.isFinite(vm.startedAt) ? vm : { ...vm, startedAt: 0 }, time)
}

class Screen implements GuestScreen {
  private readonly scene: Scene
  private readonly viewers = new Set<RfbConnection>()
  private picture: Framebuffer | null = null
  private stopTimer: (() => void) | null = null
  private closed = false

  constructor(
    private readonly vm: ScreenVm,
    private readonly time: ScreenTime,
  ) {
    const world = {
      now: time.now,
      offer: (text: string) => {
        for (const viewer of this.viewers) viewer.cutText(text)
      },
    }
    this.scene = vm.os === 'windows' ? new WindowsScene(vm) : new LinuxScene(vm, world)
  }

  attach(socket: Duplex): void {
    if (this.closed) {
      socket.end()
      return
    }
    this.scene.advance(this.time.now())
    this.picture ??= new Framebuffer(this.scene.width, this.scene.height)
    if (this.viewers.size === 0) this.scene.repaint()
    const viewer: RfbConnection = new RfbConnection(
      socket,
      this.picture,
      this.vm.name_label,
      {
        key: (symbol, down) => this.act(() => this.scene.key(symbol, down)),
        pointer: (x, y, buttons) => this.act(() => this.scene.pointer(x, y, buttons)),
        paste: text => this.act(() => this.scene.paste(text)),
      },
      () => this.leave(viewer),
    )
    this.viewers.add(viewer)
    this.show()
  }

  disconnect(): void {
    for (const viewer of [...this.viewers]) viewer.end()
  }

  close(): void {
    this.closed = true
    this.disconnect()
  }

  private act(input: () => void): void {
    input()
    this.draw()
  }

  /** Lets the scene go on to the present, draws it, and comes back when something will move. */
  private show(): void {
    if (this.viewers.size === 0) return
    const wait = this.scene.advance(this.time.now())
    this.draw()
    this.stopTimer?.()
    this.stopTimer = this.time.after(wait, () => this.show())
  }

  private draw(): void {
    const { picture, scene } = this
    if (!picture) return
    if (picture.width !== scene.width || picture.height !== scene.height) {
      picture.resize(scene.width, scene.height)
      scene.repaint()
    }
    scene.render(picture)
  }

  private leave(viewer: RfbConnection): void {
    this.viewers.delete(viewer)
    if (this.viewers.size > 0) return
    this.stopTimer?.()
    this.stopTimer = null
    this.picture = null
  }
}
