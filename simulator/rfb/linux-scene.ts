import { type BootLine, bootLog, hostNameOf, modeSetAt, systemOf } from './boot-log'
import { cellHeight } from './font'
import type { Framebuffer } from './framebuffer'
import { keysym, Modifiers, type Scene, type ScreenVm, typedCharacter } from './scene'
import { Shell, type ShellWorld } from './shell'
import { ink, Terminal } from './terminal'

const blinkEvery = 530
const longestPaste = 4096

/**
 * The text console of a Linux guest: BIOS and boot log in 720 × 400, then 1024 × 768, a login prompt, and a
 * shell. Everything follows from the time since the start, so a viewer that comes late sees the prompt.
 */
export class LinuxScene implements Scene {
  private readonly terminal = new Terminal(80, 25, 9)
  private readonly modifiers = new Modifiers()
  private readonly shell: Shell
  private readonly log: BootLine[]
  private readonly logEnd: number
  private printed = 0
  private mode: 'boot' | 'login' | 'shell' = 'boot'
  private user = ''
  private line = ''
  private history: string[] = []
  private historyAt = 0

  constructor(
    private readonly vm: ScreenVm,
    private readonly world: ShellWorld,
  ) {
    this.log = bootLog(vm)
    this.logEnd = (this.log.at(-1)?.at ?? 0) + 400
    this.shell = new Shell(vm, this.terminal, world, () => this.askName())
  }

  get width(): number {
    return this.terminal.columns * this.terminal.cellWidth
  }

  get height(): number {
    return this.terminal.rows * cellHeight
  }

  advance(now: number): number {
    const age = Math.max(0, now - this.vm.startedAt)
    let next = this.log[this.printed]
    while (next && next.at <= age) {
      if (next.at >= modeSetAt && this.terminal.columns === 80) this.terminal.resize(128, 48, 8)
      this.print(next)
      this.printed++
      next = this.log[this.printed]
    }
    if (this.mode === 'boot' && age >= this.logEnd) this.askName()
    this.terminal.cursorShown = Math.floor(now / blinkEvery) % 2 === 0
    const blink = blinkEvery - (now % blinkEvery)
    if (this.mode !== 'boot') return blink
    return Math.min(blink, Math.max(1, (next?.at ?? this.logEnd) - age))
  }

  render(picture: Framebuffer): void {
    this.terminal.render(picture)
  }

  repaint(): void {
    this.terminal.repaint()
  }

  key(symbol: number, down: boolean): void {
    this.modifiers.note(symbol, down)
    if (!down || this.mode === 'boot') return
    // The cursor stays solid under the fingers.
    this.terminal.cursorShown = true
    if (this.modifiers.control) this.control(symbol)
    else if (symbol === keysym.enter || symbol === keysym.keypadEnter) this.submit()
    else if (symbol === keysym.backspace) this.erase(1)
    else if (symbol === keysym.up || symbol === keysym.down) this.recall(symbol === keysym.up ? -1 : 1)
    else {
      const character = typedCharacter(symbol)
      if (character && !this.modifiers.alt) this.type(character)
    }
  }

  pointer(): void {
    // A text console knows no pointer.
  }

  paste(text: string): void {
    if (this.mode === 'boot') return
    for (const character of text.slice(0, longestPaste).replace(/\r\n?/g, '\n')) {
      if (character === '\n') this.submit()
      else if (typedCharacter(character.charCodeAt(0)) !== null) this.type(character)
    }
  }

  private print(line: BootLine): void {
    const { terminal } = this
    if (line.mark === 'kernel') {
      terminal.writeIn(ink.faint, `[${((line.at - 1700) / 1000).toFixed(6).padStart(12)}] `)
      terminal.write(`${line.text}\n`)
    } else if (line.mark === 'ok') {
      terminal.write('[')
      terminal.writeIn(ink.green, '  OK  ')
      terminal.write(`] ${line.text}\n`)
    } else terminal.write(`${line.text}\n`)
  }

  private askName(): void {
    this.terminal.clear()
    this.terminal.write(`${systemOf(this.vm)} ${hostNameOf(this.vm)} tty1\n\n${hostNameOf(this.vm)} login: `)
    this.mode = 'login'
    this.line = ''
  }

  private type(character: string): void {
    this.line += character
    this.terminal.write(character)
  }

  private erase(count: number): void {
    const erased = Math.min(count, this.line.length)
    this.line = this.line.slice(0, this.line.length - erased)
    this.terminal.write('\b \b'.repeat(erased))
  }

  private submit(): void {
    const { line } = this
    this.line = ''
    this.terminal.write('\n')
    if (this.mode === 'login') this.logIn(line.trim())
    else {
      if (line.trim() !== '') this.history.push(line)
      this.historyAt = this.history.length
      this.shell.run(line)
      if (this.mode === 'shell') this.shell.prompt(this.user)
    }
  }

  private logIn(name: string): void {
    if (name === '') {
      this.askName()
      return
    }
    this.user = name.slice(0, 32)
    this.mode = 'shell'
    const last = new Date(this.world.now() - 86_400_000).toUTCString().slice(0, 25)
    this.terminal.write(`Last login: ${last} on tty1\nType help for what there is.\n`)
    this.shell.prompt(this.user)
  }

  private recall(step: number): void {
    if (this.mode !== 'shell') return
    this.historyAt = Math.min(this.history.length, Math.max(0, this.historyAt + step))
    this.erase(this.line.length)
    for (const character of this.history[this.historyAt] ?? '') this.type(character)
  }

  private control(symbol: number): void {
    if (symbol === keysym.delete && this.modifiers.alt) {
      this.terminal.writeIn(ink.yellow, '\nCtrl+Alt+Del was pressed: this guest ignores it.\n')
      this.again()
      return
    }
    const letter = typedCharacter(symbol)?.toLowerCase()
    if (letter === 'u') this.erase(this.line.length)
    else if (letter === 'c') {
      this.terminal.write('^C\n')
      this.line = ''
      this.again()
    } else if (letter === 'l') {
      this.terminal.clear()
      this.again()
    } else if (letter === 'd' && this.line === '') this.askName()
  }

  /** The prompt once more, with what had been typed so far. */
  private again(): void {
    if (this.mode === 'login') this.terminal.write(`${hostNameOf(this.vm)} login: ${this.line}`)
    else {
      this.shell.prompt(this.user)
      this.terminal.write(this.line)
    }
  }
}
