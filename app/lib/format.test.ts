import { afterEach, describe, expect, it } from 'vitest'
import {
  absoluteTime,
  bytesText,
  clockTime,
  count,
  dateOnly,
  duration,
  isTimeZone,
  number,
  percent,
  relativeTime,
  setFormats,
} from './format'

const GiB = 1024 ** 3

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [16 * GiB, '16 GiB'],
    [15.66 * GiB, '15.7 GiB'],
    [1.234 * GiB, '1.23 GiB'],
    [1023.97 * GiB, '1 TiB'],
    [412.4 * GiB, '412 GiB'],
    [-1, '–'],
    [Number.NaN, '–'],
  ])('%d reads %s', (n, text) => expect(bytesText(n)).toBe(text))
})

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [0.001, '<1 %'],
    [0.424, '42 %'],
    [0.999, '>99 %'],
    [1, '100 %'],
  ])('%d reads %s', (share, text) => expect(percent(share)).toBe(text))
})

describe('duration', () => {
  it.each([
    [412, '0.4 s'],
    [59_000, '59 s'],
    [312_000, '5 min 12 s'],
    [3_600_000, '1 h'],
    [273_600_000, '3 d 4 h'],
    [-5, '–'],
  ])('%d ms reads %s', (ms, text) => expect(duration(ms)).toBe(text))
})

describe('times', () => {
  const at = new Date(2026, 7, 21, 14, 3, 22)
  it('gives the date only where it is not today', () => {
    expect(clockTime(at.toISOString(), at.getTime() + 60_000)).toBe('14:03:22')
    expect(clockTime(at.toISOString(), at.getTime() + 86_400_000)).toBe('2026-08-21 14:03:22')
  })
  it.each([
    [5_000, 'just now'],
    [240_000, '4 min ago'],
    [3 * 86_400_000, '3 d ago'],
    [40 * 86_400_000, '2026-08-21'],
  ])('%d ms later reads %s', (ms, text) =>
    expect(relativeTime(at.toISOString(), at.getTime() + ms)).toBe(text),
  )
  it('gives back what is not a time', () => expect(absoluteTime('soon')).toBe('soon'))
})

it('counts', () => {
  expect(count(1, 'VM')).toBe('1 VM')
  expect(count(0, 'VM')).toBe('0 VMs')
  expect(count(2, 'storage repository', 'storage repositories')).toBe('2 storage repositories')
})

describe('by locale and time zone', () => {
  afterEach(() => setFormats({}))
  const at = '2026-08-21T23:03:22Z'

  it('gives times in the zone that was chosen', () => {
    setFormats({ timeZone: 'Asia/Tokyo' })
    expect(absoluteTime(at)).toBe('2026-08-22 08:03:22')
    setFormats({ timeZone: 'America/New_York' })
    expect(absoluteTime(at)).toBe('2026-08-21 19:03:22')
    expect(clockTime(at, Date.parse('2026-08-22T02:00:00Z'))).toBe('19:03:22')
    expect(dateOnly(at)).toBe('2026-08-21')
  })
  it('writes dates and numbers as people there do', () => {
    setFormats({ locale: 'de-DE', timeZone: 'UTC' })
    expect(absoluteTime(at)).toBe('21.08.26 23:03:22')
    expect(number(1234.5, 1)).toBe('1.234,5')
    expect(bytesText(1.5 * GiB)).toBe('1,5 GiB')
    expect(count(3000, 'VM')).toBe('3.000 VMs')
    expect(duration(412)).toBe('0,4 s')
  })
  it('knows which time zones there are', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true)
    expect(isTimeZone('Europe/Atlantis')).toBe(false)
  })
})
