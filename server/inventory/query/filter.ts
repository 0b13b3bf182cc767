import { fieldSlug, parseFieldDate } from '@/server/shared/custom-fields'
import { type Group, isGroup, type Part, parseQuery, termsIn } from '@/server/shared/query'
import {
  compares,
  daysOf,
  durationOf,
  fits,
  liesIn,
  numberOf,
  parseValue,
  type Term,
  unsigned,
  type Value,
} from '@/server/shared/terms'
import type { AnyRow, ObjectId } from '../rows'
import type { Entry } from './entry'
import type { Field, Fields } from './field'
import { type Around, type RelatedTest, relatedTest } from './related'

export interface Filter<R extends AnyRow> {
  matches(entry: Entry<R>, around: Around): boolean
  /** Whether names of other objects play a part. */
  readsNames: boolean
  /** Whether what it finds changes as time goes by. */
  followsClock: boolean
  /** What is asked of objects that others belong to: a change in what it finds changes what the filter finds. */
  related: readonly RelatedTest[]
  query: Group
}

type Test<R extends AnyRow> = (entry: Entry<R>, around: Around) => boolean

/** An input over the fields of a class. Keys that only other classes have find nothing. */
export function filterOf<R extends AnyRow>(
  input: string,
  fields: Fields<R>,
  keys: readonly string[] = Object.keys(fields),
): Filter<R> {
  return filterFor(parseQuery(input, [...new Set([...keys, ...usedKinds])]), fields)
}

/** By the names of these things that have no such field of their own are found too: `vm:web` finds a network. */
const usedKinds = ['vm', 'storage'] as const

export function filterFor<R extends AnyRow>(query: Group, fields: Fields<R>): Filter<R> {
  const named = Object.values(fields).flatMap(field =>
    field.names === undefined || field.bare === false ? [] : [field.names],
  )
  const haystackOf = haystacks(fields)
  const related: RelatedTest[] = []

  const termTest = (term: Term): Test<R> => {
    const related = usedKinds.find(kind => kind === term.key && fields[kind] === undefined)
    const test =
      term.key === null
        ? wordTest(term, haystackOf, named)
        : related === undefined
          ? fieldTest(term, fields[term.key])
          : groupTest({ of: 'all', related, parts: [{ ...term, key: 'name', not: false }] })
    return term.not ? (entry, around) => !test(entry, around) : test
  }
  const groupTest = (group: Group): Test<R> => {
    if (group.related !== null) {
      const test = relatedTest(group.related, { ...group, related: null })
      related.push(test)
      return (entry, around) => test.matches(entry, around)
    }
    return joined(
      group.of,
      group.parts.map(part => partTest(part)),
    )
  }
  const partTest = (part: Part): Test<R> => (isGroup(part) ? groupTest(part) : termTest(part))

  const matches = groupTest(query)
  const own = ownTerms(query)
  return {
    matches,
    readsNames:
      own.some(({ key }) => key === null || fields[key]?.names !== undefined) ||
      related.some(test => test.readsNames),
    followsClock:
      own.some(term => term.key !== null && goesByClock(term, fields[term.key])) ||
      related.some(test => test.followsClock),
    related,
    query,
  }
}

function joined<R extends AnyRow>(of: Group['of'], tests: readonly Test<R>[]): Test<R> {
  switch (of) {
    case 'all':
      return (entry, around) => tests.every(test => test(entry, around))
    case 'any':
      return (entry, around) => tests.some(test => test(entry, around))
    case 'none':
      return (entry, around) => !tests.some(test => test(entry, around))
  }
}

/** Conditions on the object itself. */
function ownTerms(group: Group): Term[] {
  if (group.related !== null) return []
  return group.parts.flatMap(part => (isGroup(part) ? ownTerms(part) : [part]))
}

function goesByClock<R extends AnyRow>({ text }: Term, field: Field<R> | undefined): boolean {
  return field?.since !== undefined || (field?.moment !== undefined && /[a-z]/.test(text))
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
  word: Term,
  haystackOf: (entry: Entry<R>) => string,
  named: readonly NonNullable<Field<R>['names']>[],
): Test<R> {
  const custom = customTest(word.typed)
  const { text } = word
  return (entry, { nameOf }) =>
    haystackOf(entry).includes(text) ||
    named.some(names => isNamed(names(entry.row, entry.extra), word, nameOf)) ||
    custom(entry.row)
}

/** `owner:jane` where no field of ours is called so: the custom field "Owner" holds it. */
function customTest(typed: string): (row: AnyRow) => boolean {
  const at = typed.indexOf(':')
  const slug = typed.slice(0, Math.max(0, at)).toLowerCase()
  const value = parseValue(typed.slice(at + 1).trim())
  if (slug === '' || value === null) return () => false
  return row =>
    row.class !== 'task' &&
    Object.entries(row.fields).some(([name, held]) => fieldSlug(name) === slug && holds(held, value))
}

function holds(held: string, value: Value): boolean {
  const days = daysOf(unsigned(value), Date.now())
  const moment = days && parseFieldDate(held)
  if (days && moment && value.match === 'contains') return liesIn(moment.getTime(), value.sign, days)
  return fits(held.toLowerCase(), value)
}

function fieldTest<R extends AnyRow>(term: Term, field: Field<R> | undefined): Test<R> {
  if (field === undefined) return () => false
  const { number, texts, names, moment, since, whole, words } = field
  const plain = unsigned(term)
  if (number !== undefined) {
    const wanted = numberOf(plain)
    return ({ row }) => {
      const value = number(row)
      return value !== null && wanted !== null && compares(value, term.sign, wanted)
    }
  }
  if (since !== undefined) {
    const wanted = durationOf(plain)
    return ({ row }) => {
      const start = since(row)
      if (start === null || wanted === null) return false
      return compares((Date.now() - Date.parse(start)) / 1000, term.sign ?? '>=', wanted)
    }
  }
  if (moment !== undefined) {
    return ({ row }) => {
      const at = moment(row)
      const days = at === null ? null : daysOf(plain, Date.now())
      return at !== null && days !== null && liesIn(Date.parse(at), term.sign, days)
    }
  }
  const value = words && term.match === 'contains' ? { ...term, match: 'is' as const } : term
  if (whole !== undefined && term.match !== 'contains')
    return ({ row }) => fits(whole(row).toLowerCase(), value)
  return (entry, { nameOf }) =>
    (texts !== undefined && occurs(texts(entry), value)) ||
    (names !== undefined && isNamed(names(entry.row, entry.extra), value, nameOf))
}

function occurs(texts: string | readonly string[], value: Value): boolean {
  return typeof texts === 'string'
    ? fits(texts.toLowerCase(), value)
    : texts.some(one => fits(one.toLowerCase(), value))
}

function isNamed(
  ids: ObjectId | null | readonly ObjectId[],
  value: Value,
  nameOf: (id: ObjectId) => string,
): boolean {
  if (ids === null) return false
  // '' is the name of what is not there: it is not even the beginning of one.
  const named = (id: ObjectId) => {
    const name = nameOf(id)
    return name !== '' && fits(name, value)
  }
  return typeof ids === 'string' ? named(ids) : ids.some(named)
}

/** Words that were typed to be found in names: no conditions of groups, and nothing that must not be. */
export function wordsOf(query: Group): string[] {
  if (query.of !== 'all') return []
  return query.parts.flatMap(part =>
    !isGroup(part) && !part.not && (part.key === null || part.key === 'name') ? [part.text] : [],
  )
}

/** Whether it asks for anything at all. */
export function isEmpty(query: Group): boolean {
  return termsIn(query).next().done === true
}
