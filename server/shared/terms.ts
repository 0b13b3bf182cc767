export type Match = 'contains' | 'is' | 'starts' | 'ends'
export type Sign = '>' | '>=' | '<' | '<='

/** What stands behind a colon: `web`, `=web`, `web*`, `*web`, `>8G`; what stands in quotes is taken as it is. */
export interface Value {
  match: Match
  /** In lower case, without what says how it has to match. */
  text: string
  /** The same as it was typed. */
  typed: string
  /** The sign before a number or a date; `text` has it too. */
  sign: Sign | null
}

/** One condition of a filter. */
export interface Term extends Value {
  /** Null: a bare word, looked for in every field. */
  key: string | null
  not: boolean
}

const units: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 }
const seconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
const day = 86_400_000

/** What is left of a value behind its sign. */
export function unsigned({ sign, text }: Pick<Value, 'sign' | 'text'>): string {
  return sign === null ? text : text.slice(sign.length)
}

/** Plain or in bytes: "8", "8g", "1.5 tb"; null for anything else. */
export function numberOf(text: string): number | null {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)(?:i?b)?$/.exec(text) ?? []
  return digits === undefined ? null : Number(digits) * (units[unit] ?? 1)
}

/** Seconds of "90", "30m", "12h", "7d", "2w"; null for anything else. */
export function durationOf(text: string): number | null {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smhdw]?)$/.exec(text) ?? []
  return digits === undefined ? null : Number(digits) * (seconds[unit || 's'] ?? 1)
}

/** The days that a word or a date stands for, as moments: from … to, without `to`. Days are those of UTC. */
export function daysOf(text: string, now: number): { from: number; to: number } | null {
  const today = Math.floor(now / day) * day
  switch (text) {
    case 'today':
      return { from: today, to: today + day }
    case 'yesterday':
      return { from: today - day, to: today }
    case 'this-week':
      return { from: today - 6 * day, to: today + day }
    case 'last-week':
      return { from: today - 13 * day, to: today - 6 * day }
  }
  const from = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return Number.isNaN(from) ? null : { from, to: from + day }
}

/** Whether a number stands to another as a sign says; without one they have to be the same. */
export function compares(value: number, sign: Sign | null, wanted: number): boolean {
  switch (sign) {
    case null:
      return value === wanted
    case '>':
      return value > wanted
    case '>=':
      return value >= wanted
    case '<':
      return value < wanted
    case '<=':
      return value <= wanted
  }
}

/** Whether a moment lies in these days, or before or after them: with "=" their own count too. */
export function liesIn(
  moment: number,
  sign: Sign | null,
  { from, to }: { from: number; to: number },
): boolean {
  switch (sign) {
    case null:
      return moment >= from && moment < to
    case '>':
      return moment >= to
    case '>=':
      return moment >= from
    case '<':
      return moment < from
    case '<=':
      return moment < to
  }
}

/** Whether a text, in lower case, is as a value says. */
export function fits(text: string, { match, text: wanted }: Pick<Value, 'match' | 'text'>): boolean {
  switch (match) {
    case 'contains':
      return text.includes(wanted)
    case 'is':
      return text === wanted
    case 'starts':
      return text.startsWith(wanted)
    case 'ends':
      return text.endsWith(wanted)
  }
}

const isSign = (text: string | undefined): text is Sign =>
  text === '>' || text === '>=' || text === '<' || text === '<='

/** Null for a half-typed one. */
export function parseValue(raw: string): Value | null {
  const sign = /^[<>]=?/.exec(raw)?.[0]
  if (isSign(sign)) {
    const typed = raw.replaceAll('"', '')
    return typed === sign ? null : { match: 'contains', text: typed.toLowerCase(), typed, sign }
  }
  const is = raw.startsWith('=')
  const ends = !is && raw.startsWith('*')
  const inner = is || ends ? raw.slice(1) : raw
  const starts = !is && inner.endsWith('*')
  const typed = (starts ? inner.slice(0, -1) : inner).replaceAll('"', '')
  if (typed === '') return null
  const match = is ? 'is' : starts === ends ? 'contains' : starts ? 'starts' : 'ends'
  return { match, text: typed.toLowerCase(), typed, sign: null }
}

/** A bare word: what it says of how it matches says nothing, as it is looked for in many texts. */
export function parseWord(raw: string): Value | null {
  const asIs = raw.startsWith('"') || raw.includes(':')
  const typed = (asIs ? raw : raw.replace(/^\*+|\*+$/g, '')).replaceAll('"', '')
  return typed === '' ? null : { match: 'contains', text: typed.toLowerCase(), typed, sign: null }
}
