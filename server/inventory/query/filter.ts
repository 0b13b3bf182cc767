import { fieldSlug } from '@/server/shared/custom-fields'
import { parseTerms, type Term } from '@/server/shared/terms'
import type { AnyRow, ObjectId } from '../rows'
import type { Entry } from './entry'
import type { Field, Fields } from './field'

/** The name of an object, in lower case; '' for one that is not there. */
export type NameOf = (id: ObjectId) => string

export interface Filter<R extends AnyRow> {
  matches(entry: Entry<R>, nameOf: NameOf): boolean
  /** Whether names of other objects play a part. */
  readsNames: boolean
  terms: readonly Term[]
}

type Test<R extends AnyRow> = (entry: Entry<R>, nameOf: NameOf) => boolean

/** All terms of an input over the fields of a class. Keys that only other classes have find nothing. */
export function filterOf<R extends AnyRow>(
  input: string,
  fields: Fields<R>,
  keys: readonly string[] = Object.keys(fields),
): Filter<R> {
  const terms = parseTerms(input, keys)
  const named = Object.values(fields).flatMap(field =>
    field.names === undefined || field.bare === false ? [] : [field.names],
  )
  const haystackOf = haystacks(fields)
  const tests = terms.map((term): Test<R> => {
    const test =
      term.key === null ? wordTest(term.text, haystackOf, named) : fieldTest(term, fields[term.key])
    return term.not ? (entry, nameOf) => !test(entry, nameOf) : test
  })
  return {
    matches: (entry, nameOf) => tests.every(test => test(entry, nameOf)),
    readsNames: terms.some(({ key }) => key === null || fields[key]?.names !== undefined),
    terms,
  }
}

/** All that bare words are looked for in, except the names of other objects: they change on their own. */
function haystacks<R extends AnyRow>(fields: Fields<R>): (entry: Entry<R>) => string {
  const readers = Object.values(fields).flatMap(({ texts, bare }) =>
    texts === undefined || bare === false ? [] : [texts],
  )
  const read = (entry: Entry<R>) => {
    let text = ''
    for (const texts of readers) {
      const read = texts(entry)
      text += `${typeof read === 'string' ? read : read.join('\n')}\n`
    }
    return text.toLowerCase()
  }
  return entry => entry.haystack(read)
}

function wordTest<R extends AnyRow>(
  text: string,
  haystackOf: (entry: Entry<R>) => string,
  named: readonly NonNullable<Field<R>['names']>[],
): Test<R> {
  const custom = customTest(text)
  return (entry, nameOf) =>
    haystackOf(entry).includes(text) ||
    named.some(names => isNamed(names(entry.row), text, nameOf)) ||
    custom(entry.row)
}

/** `owner:jane` where no field of ours is called so: the custom field "Owner" holds it. */
function customTest(text: string): (row: AnyRow) => boolean {
  const at = text.indexOf(':')
  const slug = text.slice(0, Math.max(0, at))
  const value = text.slice(at + 1)
  if (slug === '' || value === '') return () => false
  return row =>
    row.class !== 'task' &&
    Object.entries(row.fields).some(
      ([name, held]) => fieldSlug(name) === slug && held.toLowerCase().includes(value),
    )
}

function fieldTest<R extends AnyRow>({ text, compare }: Term, field: Field<R> | undefined): Test<R> {
  if (field === undefined) return () => false
  const { number, texts, names } = field
  if (number !== undefined) {
    const holds = numberTest(text, compare)
    return ({ row }) => {
      const value = number(row)
      return value !== null && holds(value)
    }
  }
  return (entry, nameOf) =>
    (texts !== undefined && occurs(texts(entry), text)) ||
    (names !== undefined && isNamed(names(entry.row), text, nameOf))
}

function occurs(texts: string | readonly string[], text: string): boolean {
  return typeof texts === 'string'
    ? texts.toLowerCase().includes(text)
    : texts.some(one => one.toLowerCase().includes(text))
}

function isNamed(ids: ObjectId | null | readonly ObjectId[], text: string, nameOf: NameOf): boolean {
  if (ids === null) return false
  return typeof ids === 'string' ? nameOf(ids).includes(text) : ids.some(id => nameOf(id).includes(text))
}

function numberTest(text: string, compare: Term['compare']): (value: number) => boolean {
  if (compare === null) {
    // The grammar reads numbers with units behind a sign only.
    const [term] = parseTerms(`n:>=${text}`, ['n'])
    const wanted = term?.compare?.number
    return value => value === wanted
  }
  const { by, number } = compare
  switch (by) {
    case '>':
      return value => value > number
    case '>=':
      return value => value >= number
    case '<':
      return value => value < number
    case '<=':
      return value => value <= number
  }
}
