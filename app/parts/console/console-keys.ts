import { say } from '@/server/shared/text'

/** A key as RFB wants it: X11 symbol and physical key (KeyboardEvent.code). */
export interface GuestKey {
  keysym: number
  code: string
}

const control = { keysym: 0xffe3, code: 'ControlLeft' }
const alt = { keysym: 0xffe9, code: 'AltLeft' }
const windows = { keysym: 0xffeb, code: 'MetaLeft' }
const tab = { keysym: 0xff09, code: 'Tab' }
const escapeKey = { keysym: 0xff1b, code: 'Escape' }
const backspace = { keysym: 0xff08, code: 'Backspace' }
const printScreen = { keysym: 0xff61, code: 'PrintScreen' }
const functionKey = (number: number) => ({ keysym: 0xffbd + number, code: `F${number}` })
const letter = (name: string) => ({ keysym: name.charCodeAt(0), code: `Key${name.toUpperCase()}` })

interface Combination {
  label: string
  group: 'windows' | 'linux'
  keys: readonly GuestKey[]
}

/** What ends or stops things on a serial line, and browsers close windows or tabs by. */
export const lineCombinations: readonly Combination[] = ['c', 'd', 'l', 'r', 't', 'w', 'z', ']'].map(
  name => ({
    label: `Ctrl+${name.toUpperCase()}`,
    group: 'linux',
    keys: [control, letter(name)],
  }),
)

/** Combinations that a browser or the desktop keeps for itself. Pressed in this order, released in the other. */
export const combinations: readonly Combination[] = [
  { label: say('Windows key'), group: 'windows', keys: [windows] },
  { label: 'Windows+L', group: 'windows', keys: [windows, letter('l')] },
  { label: 'Windows+R', group: 'windows', keys: [windows, letter('r')] },
  { label: 'Alt+Tab', group: 'windows', keys: [alt, tab] },
  { label: 'Alt+F4', group: 'windows', keys: [alt, functionKey(4)] },
  { label: 'Ctrl+Esc', group: 'windows', keys: [control, escapeKey] },
  { label: say('Print Screen'), group: 'windows', keys: [printScreen] },
  ...[1, 2, 3, 4, 5, 6, 7].map(number => ({
    label: `Ctrl+Alt+F${number}`,
    group: 'linux' as const,
    keys: [control, alt, functionKey(number)],
  })),
  { label: 'Ctrl+Alt+Backspace', group: 'linux', keys: [control, alt, backspace] },
]

type ChordEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey'>

const modifiers = new Set(['Control', 'Alt', 'AltGraph', 'Shift'])

/**
 * Notices Ctrl+Alt+Shift pressed and let go with no other key between: the sign to give the keyboard back. It
 * is noticed when the last of the three comes up, so that the guest has seen all of them come up as well.
 */
export class ReleaseChord {
  private armed = false

  down(event: ChordEvent): void {
    if (!modifiers.has(event.key)) this.armed = false
    else if (event.ctrlKey && event.altKey && event.shiftKey) this.armed = true
  }

  /** True when this key coming up completes the chord. */
  up(event: ChordEvent): boolean {
    if (!modifiers.has(event.key)) this.armed = false
    if (!this.armed || event.ctrlKey || event.altKey || event.shiftKey) return false
    this.armed = false
    return true
  }
}
