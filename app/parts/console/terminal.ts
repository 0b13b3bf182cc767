import { type ITheme, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'

export type { Terminal }

/** A serial line tells nobody how large the window is: what is written for it is written for this. */
const columns = 80
const rows = 24

export function openTerminal(place: HTMLElement, label: string): Terminal {
  const terminal = new Terminal({
    cols: columns,
    rows,
    fontFamily: getComputedStyle(place).getPropertyValue('--font-mono') || 'monospace',
    fontSize: ownSize,
    cursorBlink: true,
    scrollback: 2000,
    // Lines are told to screen readers as they come, and can be read again by line.
    screenReaderMode: true,
    theme,
  })
  terminal.open(place)
  terminal.textarea?.setAttribute('aria-label', label)
  return terminal
}

/** Of its letters, in CSS pixels. */
export const ownSize = 14
const smallest = 6
const largest = 28

/** The largest letters with which all lines and columns stand in the place. */
export function fitTo(terminal: Terminal, place: HTMLElement): void {
  const screen = place.querySelector<HTMLElement>('.xterm-screen')
  const size = terminal.options.fontSize ?? ownSize
  if (!screen || screen.offsetWidth === 0 || place.clientWidth === 0) return
  const room = Math.min(
    place.clientWidth / (screen.offsetWidth / size),
    place.clientHeight / (screen.offsetHeight / size),
  )
  terminal.options.fontSize = Math.max(smallest, Math.min(largest, Math.floor(room)))
}

/** A terminal is dark in both themes, as the screens of guests are: its programs choose their colours for that. */
const theme: ITheme = {
  background: '#0b0f12',
  foreground: '#d8dee2',
  cursor: '#d8dee2',
  selectionBackground: '#2f5e86',
}

/** All that the terminal holds, the lines that were rolled off included. */
export function textOf(terminal: Terminal): string {
  const { active } = terminal.buffer
  const lines: string[] = []
  for (let at = 0; at < active.length; at++) lines.push(active.getLine(at)?.translateToString(true) ?? '')
  return `${lines.join('\n').trimEnd()}\n`
}
