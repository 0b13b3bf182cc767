import { consoleClose } from '@/server/shared/console-close'
import { t } from '@/server/shared/text'
import type { GuestKey } from './console-keys'
import type {
  ConsoleEvents,
  ConsoleLink,
  ConsoleQuality,
  ConsoleScale,
  ConsoleTicket,
} from './console-session'
import { openSocket, say } from './console-socket'
import { type ConsolePlace, keyboardPlace } from './keyboard-place'
import type { Terminal } from './terminal'

/**
 * A terminal for text consoles (vt100). It outlives connections, so what a guest wrote before it went down can still be
 * read. Only for browsers: xterm.js is loaded at the first connection.
 */
export class TextDriver implements ConsolePlace {
  readonly element: HTMLElement
  onRelease: () => void = () => undefined
  onCapture: (captured: boolean) => void = () => undefined
  private terminal: Terminal | null = null
  private module: typeof import('./terminal') | null = null
  private scale: ConsoleScale = 'fit'
  private viewOnly = false
  private socket: WebSocket | null = null
  private readonly resized: ResizeObserver

  constructor(public label: string) {
    this.element = keyboardPlace({
      onCapture: captured => this.onCapture(captured),
      // xterm.js sees the event after us.
      onRelease: () => setTimeout(() => this.onRelease()),
    })
    this.element.classList.add('overflow-auto', 'bg-[#0b0f12]', 'p-2')
    this.resized = new ResizeObserver(() => this.fit())
    this.resized.observe(this.element)
  }

  async open(ticket: ConsoleTicket, events: ConsoleEvents): Promise<ConsoleLink> {
    const terminal = await this.prepare()
    const socket = openSocket(ticket, events)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    let over = false
    const end = (code: number, reason: string) => {
      if (over) return
      over = true
      this.leave(socket)
      events.ended(code, reason)
    }
    socket.addEventListener('open', () => events.connected())
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) terminal.write(new Uint8Array(data))
      else end(consoleClose.internal, t('The console sent what no console sends.'))
    })
    socket.addEventListener('close', event => end(event.code, event.reason))
    return {
      close: () => {
        if (over) return
        over = true
        this.leave(socket)
        socket.close()
      },
      press: keys => this.send(sequenceOf(keys)),
      // There is no such key on a serial line.
      pressCtrlAltDel: () => undefined,
      paste: text => terminal.paste(text),
      ask: what => say(socket, what),
    }
  }

  setScale(scale: ConsoleScale): void {
    this.scale = scale
    this.fit()
  }

  /** Text is small whatever is done. */
  setQuality(_: ConsoleQuality): void {}

  setViewOnly(viewOnly: boolean): void {
    this.viewOnly = viewOnly
    if (this.terminal) this.terminal.options.disableStdin = viewOnly
  }

  async capture(): Promise<Blob | null> {
    if (!this.terminal || !this.module) return null
    return new Blob([this.module.textOf(this.terminal)], { type: 'text/plain' })
  }

  focus(): void {
    this.terminal?.focus()
  }

  dispose(): void {
    this.resized.disconnect()
    this.terminal?.dispose()
    this.element.remove()
  }

  private async prepare(): Promise<Terminal> {
    this.module ??= await import('./terminal')
    if (this.terminal) {
      this.terminal.reset()
      return this.terminal
    }
    const label = t('Console of {label}. All keys go to it. Ctrl+Alt+Shift leaves it.', { label: this.label })
    const terminal = this.module.openTerminal(this.element, label)
    this.terminal = terminal
    terminal.options.disableStdin = this.viewOnly
    terminal.onData(text => this.send(text))
    this.fit()
    return terminal
  }

  private send(text: string): void {
    if (this.viewOnly || this.socket?.readyState !== WebSocket.OPEN) return
    this.socket.send(new TextEncoder().encode(text))
  }

  private leave(socket: WebSocket): void {
    if (this.socket === socket) this.socket = null
  }

  private fit(): void {
    if (!this.terminal || !this.module) return
    if (this.scale === 'actual') this.terminal.options.fontSize = this.module.ownSize
    else this.module.fitTo(this.terminal, this.element)
  }
}

/** What a terminal sends for keys that are pressed together; nothing for those that it has no character for. */
function sequenceOf(keys: readonly GuestKey[]): string {
  const held = new Set(keys.map(({ code }) => code))
  const last = keys.at(-1)
  if (!last) return ''
  if (last.code === 'Enter') return '\r'
  if (last.code === 'Tab') return '\t'
  if (last.code === 'Escape') return '\u001b'
  if (last.keysym < 0x20 || last.keysym > 0x7e) return ''
  const character = String.fromCharCode(last.keysym)
  return held.has('ControlLeft')
    ? String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f)
    : character
}
