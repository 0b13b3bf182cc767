import type { Framebuffer } from './framebuffer'

/** The machine whose screen is shown. `startedAt` is in milliseconds since 1970, `memory` in bytes. */
export interface ScreenVm {
  uuid: string
  name_label: string
  os: 'windows' | 'linux'
  /** What the system calls itself, `Ubuntu 24.04.1 LTS`. */
  system?: string
  /** Release of its kernel, `6.8.0-45-generic`. */
  kernel?: string
  startedAt: number
  memory: number
  vcpus: number
}

/** What happens on a machine's screen. It keeps its own state; the picture is only what is seen of it. */
export interface Scene {
  readonly width: number
  readonly height: number
  /** Lets time pass until `now`. Returns in how many milliseconds something will change by itself. */
  advance(now: number): number
  /** Brings a picture of the scene's size up to date. */
  render(picture: Framebuffer): void
  /** The picture is new: the next `render` draws all of it. */
  repaint(): void
  key(keysym: number, down: boolean): void
  pointer(x: number, y: number, buttons: number): void
  paste(text: string): void
}

/** X11 key symbols, as far as the scenes know them. */
export const keysym = {
  backspace: 0xff08,
  tab: 0xff09,
  enter: 0xff0d,
  escape: 0xff1b,
  up: 0xff52,
  down: 0xff54,
  keypadEnter: 0xff8d,
  shiftLeft: 0xffe1,
  controlLeft: 0xffe3,
  controlRight: 0xffe4,
  altLeft: 0xffe9,
  altRight: 0xffea,
  delete: 0xffff,
} as const

/** The character a key symbol types; null for keys that type none. Only Latin-1. */
export function typedCharacter(symbol: number): string | null {
  const keypadDigit = symbol - 0xffb0
  if (keypadDigit >= 0 && keypadDigit <= 9) return String(keypadDigit)
  const printable = (symbol >= 0x20 && symbol <= 0x7e) || (symbol >= 0xa0 && symbol <= 0xff)
  return printable ? String.fromCharCode(symbol) : null
}

/** Which of Ctrl and Alt are held, told from the keys that go down and up. */
export class Modifiers {
  private held = new Set<number>()

  note(symbol: number, down: boolean): void {
    if (down) this.held.add(symbol)
    else this.held.delete(symbol)
  }

  get control(): boolean {
    return this.held.has(keysym.controlLeft) || this.held.has(keysym.controlRight)
  }

  get alt(): boolean {
    return this.held.has(keysym.altLeft) || this.held.has(keysym.altRight)
  }
}
