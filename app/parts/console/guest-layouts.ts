import { say } from '@/server/shared/text'
import type { GuestKey } from './console-keys'

/**
 * Keyboards that a guest may be set to, for typing text to it: a guest is told which keys are pressed, not which
 * characters are meant. Each level names what the keys of `places` write, in their order; a blank for what this level has
 * not, or has only as an accent that waits for the next letter.
 */
interface Layout {
  id: string
  label: string
  plain: string
  shift: string
  altGr?: string
  /** What is written by an accent's key and then the space bar. */
  accents?: Readonly<Record<string, Stroke>>
  /** Keys that only some keyboards have. */
  more?: Readonly<Record<string, Stroke>>
}

interface Stroke {
  code: string
  shift?: true
  altGr?: true
}

const places = [
  ...['Backquote', ...'1234567890'.split('').map(digit => `Digit${digit}`), 'Minus', 'Equal'],
  ...[...'QWERTYUIOP'].map(letter => `Key${letter}`),
  ...['BracketLeft', 'BracketRight', 'Backslash'],
  ...[...'ASDFGHJKL'].map(letter => `Key${letter}`),
  ...['Semicolon', 'Quote', 'IntlBackslash'],
  ...[...'ZXCVBNM'].map(letter => `Key${letter}`),
  ...['Comma', 'Period', 'Slash'],
]

const layouts: readonly Layout[] = [
  {
    id: 'us',
    label: say('English (US)'),
    plain: "`1234567890-=qwertyuiop[]\\asdfghjkl;' zxcvbnm,./",
    shift: '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:" ZXCVBNM<>?',
  },
  {
    id: 'gb',
    label: say('English (UK)'),
    plain: "`1234567890-=qwertyuiop[]#asdfghjkl;'\\zxcvbnm,./",
    shift: '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@|ZXCVBNM<>?',
    altGr: '¦   €',
  },
  {
    id: 'de',
    label: say('German'),
    plain: ' 1234567890ß qwertzuiopü+#asdfghjklöä<yxcvbnm,.-',
    shift: '°!"§$%&/()=? QWERTZUIOPÜ*\'ASDFGHJKLÖÄ>YXCVBNM;:_',
    altGr: '  ²³   {[]}\\ @ €        ~            |      µ',
    accents: {
      '^': { code: 'Backquote' },
      '´': { code: 'Equal' },
      '`': { code: 'Equal', shift: true },
    },
  },
  {
    id: 'fr',
    label: say('French'),
    plain: '²&é"\'(-è_çà)=azertyuiop $*qsdfghjklmù<wxcvbn,;:!',
    shift: ' 1234567890°+AZERTYUIOP £µQSDFGHJKLM%>WXCVBN?./§',
    altGr: '   #{[| \\^@]}  €         ¤',
    accents: {
      '~': { code: 'Digit2', altGr: true },
      '`': { code: 'Digit7', altGr: true },
      '¨': { code: 'BracketLeft', shift: true },
    },
  },
  {
    id: 'es',
    label: say('Spanish'),
    plain: "º1234567890'¡qwertyuiop +çasdfghjklñ <zxcvbnm,.-",
    shift: 'ª!"·$%&/()=?¿QWERTYUIOP *ÇASDFGHJKLÑ >ZXCVBNM;:_',
    altGr: '\\|@# €¬        €       []}           {',
    accents: {
      '`': { code: 'BracketLeft' },
      '^': { code: 'BracketLeft', shift: true },
      '´': { code: 'Quote' },
      '¨': { code: 'Quote', shift: true },
      '~': { code: 'Digit4', altGr: true },
    },
  },
  {
    id: 'jp',
    label: say('Japanese'),
    plain: ' 1234567890-^qwertyuiop@[]asdfghjkl;: zxcvbnm,./',
    shift: ' !"#$%&\'() =~QWERTYUIOP`{}ASDFGHJKL+* ZXCVBNM<>?',
    more: {
      '\\': { code: 'IntlRo' },
      _: { code: 'IntlRo', shift: true },
      '|': { code: 'IntlYen', shift: true },
    },
  },
]

export const guestLayouts: readonly { id: string; label: string }[] = layouts

const shiftKey: GuestKey = { keysym: 0xffe1, code: 'ShiftLeft' }
const altGrKey: GuestKey = { keysym: 0xfe03, code: 'AltRight' }
const space: GuestKey = { keysym: 0x20, code: 'Space' }
const plainKeys: Readonly<Record<string, GuestKey>> = {
  '\n': { keysym: 0xff0d, code: 'Enter' },
  '\t': { keysym: 0xff09, code: 'Tab' },
  ' ': space,
}

/** Keys that are pressed together, the last one first let go, for each character of a text. */
export interface Typing {
  chords: readonly (readonly GuestKey[])[]
  /** What cannot be written on this keyboard, each once. */
  missing: readonly string[]
}

/** How a text is typed on a guest's keyboard. */
export function typingOf(text: string, layoutId: string): Typing {
  const strokes = strokesOf(layouts.find(({ id }) => id === layoutId) ?? layouts[0])
  const chords: GuestKey[][] = []
  const missing = new Set<string>()
  for (const character of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')) {
    const plain = plainKeys[character]
    const stroke = strokes.get(character)
    if (plain) chords.push([plain])
    else if (!stroke) missing.add(character)
    else {
      const { code, shift, altGr, accent } = stroke
      const key = { keysym: keysymOf(character), code }
      chords.push([...(shift ? [shiftKey] : []), ...(altGr ? [altGrKey] : []), key])
      if (accent) chords.push([space])
    }
  }
  return { chords, missing: [...missing] }
}

function strokesOf(layout: Layout | undefined): Map<string, Stroke & { accent?: true }> {
  const found = new Map<string, Stroke & { accent?: true }>()
  if (!layout) return found
  const add = (level: string, held: Omit<Stroke, 'code'>) => {
    for (const [at, character] of [...level].entries()) {
      const code = places[at]
      // What two levels write is typed by the lower one.
      if (character !== ' ' && code && !found.has(character)) found.set(character, { code, ...held })
    }
  }
  add(layout.plain, {})
  add(layout.shift, { shift: true })
  add(layout.altGr ?? '', { altGr: true })
  for (const [character, stroke] of Object.entries(layout.more ?? {}))
    if (!found.has(character)) found.set(character, stroke)
  for (const [character, stroke] of Object.entries(layout.accents ?? {}))
    if (!found.has(character)) found.set(character, { ...stroke, accent: true })
  return found
}

/** The X11 symbol of a character: its own number for Latin-1, else marked as one of Unicode. */
function keysymOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (character === '€') return 0x20ac
  return point < 0x100 ? point : 0x01000000 + point
}
