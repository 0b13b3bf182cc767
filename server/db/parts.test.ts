import { expect, it } from 'vitest'
import { PartReader, toParts } from './parts'

it('leaves alone what is short, and takes it as it came', () => {
  const text = JSON.stringify({ topic: 'x', body: { ä: '€'.repeat(100) } })
  expect(toParts(text)).toEqual([text])
  expect(new PartReader().take(text)).toEqual(JSON.parse(text))
})

it('cuts what is long, wherever a character falls, and puts it together again', () => {
  const body = { text: '€uro 😀 '.repeat(5000) }
  const parts = toParts(JSON.stringify(body))
  expect(parts.length).toBeGreaterThan(5)
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThan(8000)
  const reader = new PartReader()
  const taken = parts.map(part => reader.take(part))
  expect(taken.slice(0, -1).every(one => one === undefined)).toBe(true)
  expect(taken.at(-1)).toEqual(body)
})

it('keeps two long texts apart, and forgets one whose rest does not come', () => {
  const long = (letter: string) => JSON.stringify({ text: letter.repeat(20_000) })
  const [a, b] = [toParts(long('a')), toParts(long('b'))]
  const reader = new PartReader()
  const mixed = a.flatMap((part, at) => [part, b[at] ?? ''])
  const whole = mixed.map(part => reader.take(part)).filter(one => one !== undefined)
  expect(whole).toEqual([JSON.parse(long('a')), JSON.parse(long('b'))])
  reader.take(a[0] ?? '')
  reader.clear()
  expect(a.slice(1).map(part => reader.take(part))).toEqual(a.slice(1).map(() => undefined))
})

it('refuses what nobody should send', () => {
  expect(() => toParts('x'.repeat(2_000_000))).toThrow(RangeError)
})
