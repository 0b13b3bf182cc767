import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guestLayouts, typingOf } from './guest-layouts'

const codes = (text: string, layout: string) =>
  typingOf(text, layout).chords.map(chord => chord.map(({ code }) => code).join('+'))
const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')

describe('text for a guest is typed by the keys of its keyboard', () => {
  test('with shift and AltGr, accents on their own, and the keys that are elsewhere', () => {
    expect(codes('Az!', 'us')).toEqual(['ShiftLeft+KeyA', 'KeyZ', 'ShiftLeft+Digit1'])
    expect(codes('zy@', 'de')).toEqual(['KeyY', 'KeyZ', 'AltRight+KeyQ'])
    expect(codes('^/', 'de')).toEqual(['Backquote', 'Space', 'ShiftLeft+Digit7'])
    expect(codes('a1M', 'fr')).toEqual(['KeyQ', 'ShiftLeft+Digit1', 'ShiftLeft+Semicolon'])
    expect(codes('|~', 'es')).toEqual(['AltRight+Digit1', 'AltRight+Digit4', 'Space'])
    expect(codes('\\_"', 'jp')).toEqual(['IntlRo', 'ShiftLeft+IntlRo', 'ShiftLeft+Digit2'])
    expect(codes('#"', 'gb')).toEqual(['Backslash', 'ShiftLeft+Digit2'])
    expect(codes('a\r\n\tb', 'us')).toEqual(['KeyA', 'Enter', 'Tab', 'KeyB'])
  })

  test.each(guestLayouts)('$label writes all of ASCII', ({ id }) => {
    expect(typingOf(ascii, id).missing).toEqual([])
  })

  test.each(guestLayouts)('$label has one key for each character, and no two have the same', ({ id }) => {
    fc.assert(
      fc.property(fc.constantFrom(...ascii), fc.constantFrom(...ascii), (one, other) => {
        fc.pre(one !== other)
        expect(codes(one, id)).not.toEqual(codes(other, id))
      }),
    )
  })

  test('says what the keyboard has not', () => {
    expect(typingOf('größe 漢漢', 'us').missing).toEqual(['ö', 'ß', '漢'])
    expect(typingOf('größe', 'de').missing).toEqual([])
  })
})
