import { backdropHeight, backdropWidth, drawBackdrop } from './backdrop'
import { type Framebuffer, intersect, type Rect } from './framebuffer'
import { letteringWidth, writeLetters } from './lettering'
import { drawPointer, pointerHeight, pointerWidth } from './pointer'
import { keysym, Modifiers, type Scene, type ScreenVm, typedCharacter } from './scene'

const bootsFor = 6000
const white = 0xffffff
const longestPassword = 64

const panel: Rect = { x: 312, y: 190, width: 400, height: 340 }
const field: Rect = { x: 372, y: 412, width: 280, height: 36 }
const clockArea: Rect = { x: 0, y: 90, width: backdropWidth, height: 270 }
const spinner: Rect = { x: 462, y: 500, width: 100, height: 100 }

/**
 * The screen of a Windows guest: a start with a turning ring, a lock screen with a clock, and, after
 * Ctrl+Alt+Del, a sign-in panel with a password field. No password is right: there is no desktop behind it.
 */
export class WindowsScene implements Scene {
  readonly width = backdropWidth
  readonly height = backdropHeight
  private readonly modifiers = new Modifiers()
  private mode: 'boot' | 'locked' | 'sign-in' = 'boot'
  private now = 0
  private password = ''
  private message = ''
  private mouse = { x: 512, y: 384 }
  private stale: Rect[] = []

  constructor(private readonly vm: ScreenVm) {}

  advance(now: number): number {
    const before = this.now
    this.now = now
    const age = now - this.vm.startedAt
    if (this.mode === 'boot' && age >= bootsFor) this.become('locked')
    if (this.mode === 'boot') {
      this.change(spinner)
      return 80
    }
    if (this.mode === 'locked' && Math.floor(before / 1000) !== Math.floor(now / 1000)) this.change(clockArea)
    return 1000 - (now % 1000)
  }

  render(picture: Framebuffer): void {
    const rects = this.stale
    this.stale = []
    for (const rect of rects) picture.within(rect, () => this.draw(picture, rect))
  }

  repaint(): void {
    this.stale = [{ x: 0, y: 0, width: this.width, height: this.height }]
  }

  key(symbol: number, down: boolean): void {
    this.modifiers.note(symbol, down)
    if (!down || this.mode === 'boot') return
    if (symbol === keysym.delete && this.modifiers.control && this.modifiers.alt) {
      this.become('sign-in')
    } else if (this.mode === 'sign-in') this.typeAtField(symbol)
  }

  pointer(x: number, y: number, buttons: number): void {
    this.change(this.mouseArea())
    this.mouse = { x: Math.min(x, this.width - 1), y: Math.min(y, this.height - 1) }
    this.change(this.mouseArea())
    const arrow = { x: field.x + field.width - 34, y: field.y, width: 34, height: field.height }
    if (buttons & 1 && this.mode === 'sign-in' && intersect({ ...this.mouse, width: 1, height: 1 }, arrow)) {
      this.submit()
    }
  }

  paste(text: string): void {
    if (this.mode !== 'sign-in') return
    for (const character of text.split(/[\r\n]/)[0] ?? '') this.type(character)
  }

  private typeAtField(symbol: number): void {
    if (symbol === keysym.escape) this.become('locked')
    else if (symbol === keysym.enter || symbol === keysym.keypadEnter) this.submit()
    else if (symbol === keysym.backspace) this.type(null)
    else {
      const character = typedCharacter(symbol)
      if (character && !this.modifiers.control && !this.modifiers.alt) this.type(character)
    }
  }

  private type(character: string | null): void {
    if (character === null) this.password = this.password.slice(0, -1)
    else if (this.password.length < longestPassword) this.password += character
    this.message = ''
    this.change(panel)
  }

  private submit(): void {
    this.message = this.password === '' ? 'Type a password.' : 'The password is incorrect. Try again.'
    this.password = ''
    this.change(panel)
  }

  private become(mode: 'locked' | 'sign-in'): void {
    this.mode = mode
    this.password = ''
    this.message = ''
    this.repaint()
  }

  private change(rect: Rect): void {
    this.stale.push(rect)
  }

  private mouseArea(): Rect {
    return { ...this.mouse, width: pointerWidth, height: pointerHeight }
  }

  private draw(picture: Framebuffer, rect: Rect): void {
    if (this.mode === 'boot') this.drawBoot(picture)
    else {
      drawBackdrop(picture, rect)
      if (this.mode === 'locked') this.drawLock(picture, rect)
      else if (intersect(rect, panel)) this.drawPanel(picture)
    }
    if (intersect(rect, this.mouseArea())) drawPointer(picture, this.mouse.x, this.mouse.y)
  }

  private drawBoot(picture: Framebuffer): void {
    picture.fill(picture.bounds, 0x05070a)
    for (const [x, y] of [
      [468, 300],
      [514, 300],
      [468, 346],
      [514, 346],
    ] as const) {
      picture.fill({ x, y, width: 42, height: 42 }, 0x3f9bd8)
    }
    const turn = Math.max(0, this.now - this.vm.startedAt) / 1400
    for (let dot = 0; dot < 6; dot++) {
      const angle = (turn - dot * 0.06) * 2 * Math.PI
      disc(picture, 512 + 30 * Math.sin(angle), 550 - 30 * Math.cos(angle), 4 - dot * 0.35, white)
    }
  }

  private drawLock(picture: Framebuffer, rect: Rect): void {
    const time = new Date(this.now).toISOString()
    const odd = Math.floor(this.now / 1000) % 2 === 1
    const clock = odd ? time.slice(11, 16).replace(':', ' ') : time.slice(11, 16)
    if (intersect(rect, clockArea)) {
      centered(picture, clock, { y: 96, size: 168, pen: 7 })
      centered(picture, `${longDate(this.now)}, UTC`, { y: 270, size: 30, pen: 1.8 })
      const seconds = Math.floor(this.now / 1000) % 60
      picture.fill({ x: 392, y: 326, width: 240, height: 2 }, 0x5d87a6)
      picture.fill({ x: 392, y: 326, width: seconds * 4 + 4, height: 2 }, white)
    }
    const hint = { y: 690, size: 22, pen: 1.5 }
    if (intersect(rect, { x: 0, y: 680, width: this.width, height: 50 })) {
      centered(picture, 'Press Ctrl+Alt+Delete to unlock', hint)
    }
  }

  private drawPanel(picture: Framebuffer): void {
    disc(picture, 512, 254, 58, 0xdfe7ee)
    disc(picture, 512, 238, 20, 0x5d7d95)
    for (let y = 264; y < 296; y++) {
      const half = 36 * Math.sqrt(1 - ((296 - y) / 34) ** 2)
      picture.fill({ x: Math.round(512 - half), y, width: Math.round(half * 2), height: 1 }, 0x5d7d95)
    }
    centered(picture, 'Administrator', { y: 330, size: 34, pen: 2 })
    centered(picture, shortened(this.vm.name_label), { y: 372, size: 20, pen: 1.3 })
    picture.fill(field, white)
    picture.fill({ ...field, y: field.y + field.height - 2, height: 2 }, 0x2f7cab)
    picture.fill({ x: field.x + field.width - 34, y: field.y, width: 34, height: field.height - 2 }, 0x2f7cab)
    writeLetters(picture, '>', {
      x: field.x + field.width - 27,
      y: field.y + 7,
      size: 20,
      pen: 2,
      color: white,
    })
    if (this.password === '') {
      writeLetters(picture, 'Password', {
        x: field.x + 18,
        y: field.y + 8,
        size: 20,
        pen: 1.3,
        color: 0x7b8791,
      })
    }
    const shown = Math.min(this.password.length, 17)
    for (let i = 0; i < shown; i++) disc(picture, field.x + 18 + i * 13, field.y + 17, 4, 0x1d2a33)
    picture.fill({ x: field.x + 12 + shown * 13, y: field.y + 8, width: 1, height: 19 }, 0x1d2a33)
    centered(picture, this.message, { y: 470, size: 20, pen: 1.4 })
  }
}

function centered(picture: Framebuffer, text: string, look: { y: number; size: number; pen: number }): void {
  const x = (backdropWidth - letteringWidth(text, look.size)) / 2
  writeLetters(picture, text, { ...look, x, color: white })
}

function disc(picture: Framebuffer, x: number, y: number, radius: number, color: number): void {
  for (let py = Math.floor(y - radius - 1); py <= y + radius + 1; py++) {
    for (let px = Math.floor(x - radius - 1); px <= x + radius + 1; px++) {
      picture.blend(px, py, color, radius + 0.5 - Math.hypot(px + 0.5 - x, py + 0.5 - y))
    }
  }
}

function longDate(now: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(now)
}

function shortened(name: string): string {
  return name.length > 36 ? `${name.slice(0, 33)}...` : name
}
