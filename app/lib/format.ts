import { writeNumbersBy } from '@/server/shared/message'
import { language, t } from '@/server/shared/text'

/** How dates and numbers are written, for the whole page. */
export interface Formats {
  /**
   * A locale (BCP 47); "browser": this browser's; "iso": 2026-08-21 14:03:22 and 1.5, the same everywhere. Absent or
   * "language": as the page's language has it, English being written as "iso".
   */
  locale?: string
  /** An IANA name; absent: this computer's. */
  timeZone?: string
}

let formats: Formats = {}
/** Formatters are dear to make. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

/** From now on everything is written like this; what is on the screen is when it is drawn the next time. */
export function setFormats(next: Formats): void {
  formats = next
  made.clear()
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Undefined: not by a locale, but as ISO 8601 has it. */
function locale(): string | readonly string[] | undefined {
  if (formats.locale === undefined || formats.locale === 'language') {
    const spoken = language()
    return spoken === 'en' ? undefined : spoken
  }
  if (formats.locale === 'iso') return undefined
  return formats.locale === 'browser' ? navigator.languages : formats.locale
}

function formatter<F extends Intl.DateTimeFormat | Intl.NumberFormat>(
  name: string,
  make: () => F,
  is: (found: object) => found is F,
): F {
  const key = `${language()} ${name}`
  const known = made.get(key)
  if (known && is(known)) return known
  const fresh = make()
  made.set(key, fresh)
  return fresh
}
const isDates = (found: object): found is Intl.DateTimeFormat => found instanceof Intl.DateTimeFormat
const isNumbers = (found: object): found is Intl.NumberFormat => found instanceof Intl.NumberFormat

/** A number with at most so many decimals: "1.5", "1,5" where people write it so. */
export function number(value: number, decimals = 0): string {
  const wanted = locale()
  if (wanted === undefined) return String(Number(value.toFixed(decimals)))
  return numbers(wanted, decimals).format(value)
}

function numbers(wanted: string | readonly string[], decimals: number): Intl.NumberFormat {
  return formatter(
    `number ${decimals}`,
    () => new Intl.NumberFormat([...[wanted].flat()], { maximumFractionDigits: decimals }),
    isNumbers,
  )
}
writeNumbersBy(() => {
  const wanted = locale()
  return wanted === undefined ? undefined : numbers(wanted, 0)
})

/** A number and its unit apart, because units are drawn fainter. */
export interface Quantity {
  value: string
  unit: string
}

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** Bytes in the largest binary unit that keeps them ≥ 1: "16" "GiB", "1.5" "TiB". Negative: unknown, "–". */
export function bytes(count: number): Quantity {
  if (!Number.isFinite(count) || count < 0) return { value: '–', unit: '' }
  let power = 0
  let rest = count
  while (rest >= 1024 && power < binaryUnits.length - 1) {
    rest /= 1024
    power += 1
  }
  // 1023.96 GiB would read "1024 GiB".
  if (Number(rest.toPrecision(4)) >= 1024 && power < binaryUnits.length - 1) {
    rest /= 1024
    power += 1
  }
  return { value: short(rest, power), unit: binaryUnits[power] ?? '' }
}

export function bytesText(count: number): string {
  const { value, unit } = bytes(count)
  return unit ? `${value} ${unit}` : value
}

function short(value: number, power: number): string {
  const digits = power === 0 || value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2
  return number(value, digits)
}

/** A share of 0…1 as "42 %"; "<1 %" and ">99 %" where rounding would say none or all. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–'
  const whole = Math.round(share * 100)
  if (share > 0 && whole === 0) return '<1 %'
  if (share < 1 && whole === 100) return '>99 %'
  return `${whole} %`
}

/** Milliseconds in the two largest units: "3 d 4 h", "5 min 12 s", "0.4 s". */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–'
  if (ms < 10_000) return `${number(ms / 1000, 1)} s`
  const seconds = Math.floor(ms / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

const isoDate = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const isoClock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

function zoned(): { timeZone?: string } {
  return formats.timeZone === undefined ? {} : { timeZone: formats.timeZone }
}

/** The zone that times are written in; undefined: this computer's. */
export function chosenTimeZone(): string | undefined {
  return formats.timeZone
}

function date(at: Date): string {
  const wanted = locale()
  return formatter(
    'date',
    () =>
      wanted === undefined
        ? // Swedish writes dates as ISO 8601 does.
          new Intl.DateTimeFormat('sv-SE', { ...isoDate, ...zoned() })
        : new Intl.DateTimeFormat([...[wanted].flat()], { dateStyle: 'short', ...zoned() }),
    isDates,
  ).format(at)
}

function clock(at: Date): string {
  const wanted = locale()
  return formatter(
    'clock',
    () =>
      wanted === undefined
        ? new Intl.DateTimeFormat('en-GB', { ...isoClock, ...zoned() })
        : new Intl.DateTimeFormat([...[wanted].flat()], { timeStyle: 'medium', ...zoned() }),
    isDates,
  ).format(at)
}

/** "2026-08-21 14:03:22" in the reader's time zone. */
export function absoluteTime(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : `${date(at)} ${clock(at)}`
}

/** "2026-08-21" in the reader's time zone. */
export function dateOnly(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? iso : date(at)
}

/** "14:03:22" for a time of today, else with its date. */
export function clockTime(iso: string, now: number = Date.now()): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return date(at) === date(new Date(now)) ? clock(at) : absoluteTime(iso)
}

/** "just now", "4 min ago", "3 d ago"; the date beyond thirty days. */
export function relativeTime(iso: string, now: number = Date.now()): string {
  const ms = now - Date.parse(iso)
  if (Number.isNaN(ms)) return iso
  if (ms < 10_000) return t('just now')
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return t('{n} s ago', { n: seconds })
  if (seconds < 3600) return t('{n} min ago', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return t('{n} h ago', { n: Math.floor(seconds / 3600) })
  if (seconds < 30 * 86_400) return t('{n} d ago', { n: Math.floor(seconds / 86_400) })
  return dateOnly(iso)
}

/** "1 VM", "3 VMs"; `many` where an s does not do. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`
}
