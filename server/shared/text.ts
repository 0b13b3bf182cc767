import type { ICUArgs, ICUTags } from 'use-intl/core'
import type { Language } from './languages'
import { type FormatValues, formatMessage, type Message, parseMessage } from './message'

/** In which language one reads, and what is known in it, by `textKey`. */
export interface Reading {
  readonly language: Language
  readonly texts: Readonly<Record<string, string>>
  /** On the server: where a browser has them from. */
  readonly url?: string
}

declare global {
  /** On the server: in whose language the page, or the answer, is that is being made. Pages are bundled apart from it. */
  var domusReading: (() => Reading | undefined) | undefined
  /** In a browser: put there by a script before anything is drawn, unless the language is English. */
  var domusTexts: Reading | undefined
}

const english: Reading = { language: 'en', texts: {} }
let page: Reading | undefined
/** What was read of messages already; another language starts anew. */
let read = new Map<string, Message>()
let readIn: Reading = english

/** From now on this page is written in another language; what is on the screen is when it is drawn anew. */
export function readPageIn(next: Reading): void {
  page = next
}

function reading(): Reading {
  const found = globalThis.domusReading ? globalThis.domusReading() : (page ?? globalThis.domusTexts)
  return found ?? english
}

export function language(): Language {
  return reading().language
}

/** Where a browser has the texts of this page from; undefined: they stand in its scripts. */
export function textsUrl(): string | undefined {
  return reading().url
}

/** Short names of messages, so that English need not be fetched beside what it became: FNV-1a, 32 bits. */
export function textKey(message: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < message.length; at++) {
    hash = Math.imul(hash ^ message.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}

function messageIn(here: Reading, message: string): Message {
  if (readIn !== here) {
    read = new Map()
    readIn = here
  }
  const known = read.get(message)
  if (known !== undefined) return known
  const found = parseMessage(here.texts[textKey(message)] ?? message)
  read.set(message, found)
  return found
}

interface Taken {
  ICUArgument: string | number
  ICUNumberArgument: number
  ICUDateArgument: Date
}
type Needed<V> = Partial<V> extends V ? [values?: V] : [values: V]
/** The values that a message has places for. */
export type Values<M extends string> = ICUArgs<M, Taken>

/**
 * A text of ours in the reader's language: `t('Shut down {name}?', { name })`. English stands here, in ICU's format; the
 * others stand in server/texts and are found by it. What is not translated comes out in English.
 */
export function t<M extends string>(message: M, ...values: Needed<Values<M>>): string
export function t(message: string, values?: FormatValues): string {
  const here = reading()
  const found = messageIn(here, message)
  const made = typeof found === 'string' ? found : String(formatMessage(found, here.language, values))
  notes?.push({ made, text: message, values: values ?? {} })
  return made
}
/** What was told since `spoken` began. */
let notes: (Worded & { made: string })[] | undefined

/** A sentence, and what it is made of where it is one text. */
export interface Spoken {
  title: string
  told?: Worded
}

/** A sentence that `make` tells by `t`, with what it is made of: to be told again to others in their languages. */
export function spoken(make: () => string): Spoken {
  const before = notes
  const own: typeof notes = []
  notes = own
  try {
    const title = make()
    const last = own.findLast(({ made }) => made === title)
    return last ? { title, told: { text: last.text, values: last.values } } : { title }
  } finally {
    notes = before
  }
}

/** The same in the reader's language; without what it is made of, where it is a text as it stands. */
export function spokenTold({ title, told: made }: Spoken): string {
  return made ? toldWorded(made) : told(title)
}

/** Names a text that is told later, by `told`: for tables that are made before it is known who reads. */
export function say<M extends string>(message: M): M {
  return message
}

/** A text that `say` named, in the reader's language. Whatever else comes out as it is. */
export function told(text: string): string {
  return reading().texts[textKey(text)] ?? text
}

/** A text with its values, to be told when it is known who reads. */
export interface Worded {
  readonly text: string
  readonly values: FormatValues
}

export function worded<M extends string>(text: M, values: Values<M>): Worded
export function worded(text: string, values: FormatValues): Worded {
  return { text, values }
}

export function toldWorded({ text, values }: Worded): string {
  const here = reading()
  return String(formatMessage(messageIn(here, text), here.language, values))
}

/** The choices of a list, with what `say` named as their labels in the reader's language. */
export function labelsTold<T extends { readonly label: string }>(choices: readonly T[]): T[] {
  return choices.map(choice => ({ ...choice, label: told(choice.label) }))
}

type Chunks<R> = (chunks: (string | R)[]) => R

/** As `t`, with parts in tags: each is what its function makes of it. */
export function parts<R, M extends string>(
  message: M,
  values: Values<M> & ICUTags<M, Chunks<R>>,
): (string | R)[]
export function parts<R>(message: string, values: FormatValues<R>): (string | R)[] {
  const here = reading()
  const found = messageIn(here, message)
  if (typeof found === 'string') return [found]
  const made = formatMessage<R>(found, here.language, values)
  return Array.isArray(made) ? made : [made]
}
