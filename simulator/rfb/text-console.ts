import type { Duplex } from 'node:stream'
import { hostNameOf, systemOf } from './boot-log'
import type { ScreenVm } from './scene'
import { Shell, type ShellPaper } from './shell'

const LONGEST_LINE = 4096
/** What a client that comes late is shown of what was written before, in characters. */
const REMEMBERED = 4096

/** A text console: one login on one line, which all who are connected see and type on. */
export class TextConsole implements ShellPaper {
  readonly #vm: ScreenVm
  readonly #shell: Shell
  readonly #viewers = new Set<Duplex>()
  #remembered = ''
  #user: string | undefined
  #line = ''
  bold = false

  constructor(vm: ScreenVm, now: () => number) {
    this.#vm = vm
    this.#shell = new Shell(vm, this, { now, offer: () => {} }, () => this.#askName())
    this.#askName()
  }

  attach(socket: Duplex): void {
    const leave = () => this.#viewers.delete(socket)
    socket.on('data', (chunk: Buffer) => {
      for (const character of chunk.toString('utf8')) this.#type(character)
    })
    socket.on('end', () => socket.end())
    socket.on('close', leave)
    socket.on('error', leave)
    this.#viewers.add(socket)
    socket.write(this.#remembered)
  }

  disconnect(): void {
    for (const socket of this.#viewers) socket.end()
    this.#viewers.clear()
  }

  write(text: string): void {
    const written = text.replaceAll('\n', '\r\n')
    this.#remembered = (this.#remembered + written).slice(-REMEMBERED)
    for (const socket of this.#viewers) socket.write(written)
  }

  writeIn(color: number, text: string): void {
    const rgb = [color >> 16, (color >> 8) & 0xff, color & 0xff].join(';')
    this.write(`\x1b[${this.bold ? '1;' : ''}38;2;${rgb}m${text}\x1b[0m`)
  }

  clear(): void {
    this.#remembered = ''
    this.write('\x1b[H\x1b[2J')
  }

  #askName(): void {
    this.#user = undefined
    this.write(`\n${systemOf(this.#vm)}\n\n${hostNameOf(this.#vm)} login: `)
  }

  #type(character: string): void {
    if (character === '\r' || character === '\n') this.#submit()
    else if (character === '\x7f' || character === '\b') {
      if (this.#line === '') return
      this.#line = this.#line.slice(0, -1)
      this.write('\b \b')
    } else if (character === '\x03') {
      this.#line = ''
      this.write('^C\n')
      this.#prompt()
    } else if (character === '\x04' && this.#line === '') this.#askName()
    else if (character >= ' ' && this.#line.length < LONGEST_LINE) {
      this.#line += character
      this.write(character)
    }
  }

  #submit(): void {
    const line = this.#line
    this.#line = ''
    this.write('\n')
    if (this.#user !== undefined) this.#shell.run(line)
    else if (line.trim() !== '') this.#user = line.trim().slice(0, 32)
    this.#prompt()
  }

  /** After `exit` there is a question for a name already. */
  #prompt(): void {
    if (this.#user !== undefined) this.#shell.prompt(this.#user)
    else if (!this.#remembered.endsWith('login: ')) this.write(`${hostNameOf(this.#vm)} login: `)
  }
}
