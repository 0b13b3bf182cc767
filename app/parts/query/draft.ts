import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import {
  allOf,
  formatQuery,
  formatTerm,
  type Group,
  isGroup,
  type Part,
  parseQuery,
} from '@/server/shared/query'
import { queryKeys } from '@/server/shared/query-keys'
import { type Match, numberOf, parseValue, type Sign, type Term, unsigned } from '@/server/shared/terms'
import {
  type Asked,
  askedWithin,
  type Condition,
  conditionsFor,
  conditionsOf,
  rawCondition,
} from './conditions'

/** How a condition compares. Days are words of the grammar. */
export const textOps = ['contains', 'lacks', 'is', 'differs', 'starts', 'ends'] as const
export const wordOps = ['contains', 'lacks'] as const
export const choiceOps = ['is', 'differs'] as const
export const numberOps = ['=', '>', '>=', '<', '<='] as const
export const durationOps = ['>=', '<'] as const
export const dayOps = ['today', 'yesterday', 'this-week', 'last-week'] as const
export const dateOps = ['=', '<', '<=', '>', '>=', ...dayOps] as const
export type Op = (typeof textOps)[number] | (typeof dateOps)[number]

/** A query on its way: conditions may be without a value yet. */
export interface DraftCondition {
  id: string
  key: string
  op: Op
  value: string
}
export interface DraftGroup extends Omit<Group, 'parts'> {
  id: string
  parts: readonly Draft[]
}
export type Draft = DraftCondition | DraftGroup

const vms: Asked = { kind: 'vm' }

let made = 0
export const newId = () => {
  made += 1
  return `part-${made}`
}
export const isDraftGroup = (draft: Draft): draft is DraftGroup => 'of' in draft
export const newCondition = (key = 'name'): DraftCondition => ({
  id: newId(),
  key,
  op: 'contains',
  value: '',
})
export const newGroup = (of: Group['of'] = 'any'): DraftGroup => ({
  id: newId(),
  of,
  related: null,
  parts: [newCondition()],
})

/** The ways a condition can compare. */
export function opsOf({ kind }: Condition): readonly Op[] {
  switch (kind) {
    case 'text':
      return textOps
    case 'choice':
      return choiceOps
    case 'number':
    case 'bytes':
      return numberOps
    case 'days':
      return durationOps
    case 'date':
      return dateOps
    case 'word':
    case 'raw':
      return wordOps
  }
}

export const needsValue = (op: Op) => !dayOps.some(day => day === op)

export function findCondition(conditions: readonly Condition[], key: string): Condition {
  return conditions.find(one => one.key === key) ?? rawCondition
}

/** What was typed, as a form. `fields`: the custom fields there are. */
export function draftOf(
  text: string,
  fields: readonly CustomFieldDefinition[],
  asked: Asked = vms,
): DraftGroup {
  const query = parseQuery(text, asked.keys ?? queryKeys[asked.kind])
  const [only] = query.parts
  const root = query.parts.length === 1 && only && isGroup(only) && only.related === null ? only : query
  return draftGroup(root, asked, fields)
}

function draftGroup(group: Group, outside: Asked, fields: readonly CustomFieldDefinition[]): DraftGroup {
  const asked = askedWithin(outside, group.related)
  const conditions = conditionsFor(asked, fields)
  const parts = group.parts.map(part =>
    isGroup(part) ? draftGroup(part, asked, fields) : draftTerm(part, conditions),
  )
  return { id: newId(), of: group.of, related: group.related, parts }
}

function draftTerm(term: Term, conditions: readonly Condition[]): DraftCondition {
  const custom = term.key === null ? customOf(term, conditions) : undefined
  const key = custom?.key ?? (term.key === 'tags' ? 'tag' : (term.key ?? ''))
  const known = asDraft(findCondition(conditions, key), custom ?? term)
  return { id: newId(), ...(known ?? { key: rawCondition.key, op: 'contains', value: formatTerm(term) }) }
}

/** `owner:jane`: a condition on a custom field. */
function customOf(term: Term, conditions: readonly Condition[]): Term | undefined {
  const at = term.typed.indexOf(':')
  const key = `custom:${term.typed.slice(0, Math.max(0, at)).toLowerCase()}`
  const value = parseValue(term.typed.slice(at + 1))
  if (value === null || !conditions.some(one => one.key === key)) return undefined
  return { ...term, ...value, key }
}

function asDraft({ key, kind }: Condition, term: Term): Omit<DraftCondition, 'id'> | undefined {
  const { match, not, sign, typed } = term
  const plain = unsigned(term)
  switch (kind) {
    case 'word':
      return { key, op: not ? 'lacks' : 'contains', value: typed }
    case 'text':
      if (match === 'contains') return { key, op: not ? 'lacks' : 'contains', value: typed }
      if (match === 'is') return { key, op: not ? 'differs' : 'is', value: typed }
      return not ? undefined : { key, op: match, value: typed }
    case 'choice':
      return match === 'starts' || match === 'ends'
        ? undefined
        : { key, op: not ? 'differs' : 'is', value: term.text }
    case 'number':
    case 'bytes': {
      const number = numberOf(plain)
      if (not || number === null || match === 'starts' || match === 'ends') return undefined
      return { key, op: sign ?? '=', value: String(kind === 'bytes' ? number / 2 ** 30 : number) }
    }
    case 'days': {
      const [, days] = /^(\d+(?:\.\d+)?)d$/.exec(plain) ?? []
      const op = sign === '<' || sign === '<=' ? '<' : '>='
      return not || days === undefined ? undefined : { key, op, value: days }
    }
    case 'date': {
      const day = dayOps.find(one => one === plain)
      if (not) return undefined
      if (day !== undefined) return sign === null ? { key, op: day, value: '' } : undefined
      return /^\d{4}-\d\d-\d\d$/.test(plain) ? { key, op: sign ?? '=', value: plain } : undefined
    }
    case 'raw':
      return undefined
  }
}

/** The text of a form, without conditions that have no value yet. */
export function textOf(
  draft: DraftGroup,
  fields: readonly CustomFieldDefinition[],
  asked: Asked = vms,
): string {
  return formatQuery(queryOfDraft(draft, conditionsFor(asked, fields), fields))
}

function queryOfDraft(
  { of, related, parts }: DraftGroup,
  outside: readonly Condition[],
  fields: readonly CustomFieldDefinition[],
): Group {
  const conditions = related === null ? outside : conditionsOf(related, fields)
  const made = parts.flatMap((part): Part[] => {
    if (!isDraftGroup(part)) return termsOf(part, findCondition(conditions, part.key))
    const group = queryOfDraft(part, conditions, fields)
    return group.parts.length === 0 ? [] : [group]
  })
  return made.length === 0 ? allOf([]) : { of, related, parts: made }
}

function termsOf(draft: DraftCondition, condition: Condition): Part[] {
  const typed = draft.value.trim()
  if (condition.kind === 'raw') return [...parseQuery(typed, Object.values(queryKeys).flat()).parts]
  if (typed === '' && needsValue(draft.op)) return []
  const term = termOf(draft, condition, typed)
  const slug = condition.key.startsWith('custom:') ? condition.key.slice('custom:'.length) : null
  if (slug === null) return [{ ...term, key: term.key === '' ? null : term.key }]
  const inner = formatTerm({ ...term, key: slug, not: false })
  return [{ ...plainTerm(null, inner, 'contains'), not: term.not }]
}

const plainTerm = (key: string | null, typed: string, match: Match, sign: Sign | null = null): Term => ({
  key,
  not: false,
  match,
  typed,
  text: typed.toLowerCase(),
  sign,
})

function termOf({ op }: DraftCondition, { key, kind }: Condition, typed: string): Term {
  switch (kind) {
    case 'number':
    case 'bytes':
    case 'days':
    case 'date': {
      if (!needsValue(op)) return plainTerm(key, op, 'contains')
      const sign = op === '>' || op === '>=' || op === '<' || op === '<=' ? op : null
      const unit = kind === 'bytes' ? 'G' : kind === 'days' ? 'd' : ''
      return plainTerm(key, `${sign ?? ''}${typed}${unit}`, 'contains', sign)
    }
    case 'choice':
      return { ...plainTerm(key, typed, key === 'tools' ? 'is' : 'contains'), not: op === 'differs' }
    default: {
      const match =
        op === 'is' || op === 'differs' ? 'is' : op === 'starts' || op === 'ends' ? op : 'contains'
      return { ...plainTerm(key, typed, match), not: op === 'lacks' || op === 'differs' }
    }
  }
}

/** The group with the part of this id changed; null: taken out. */
export function replaced(group: DraftGroup, id: string, change: (part: Draft) => Draft | null): DraftGroup {
  return {
    ...group,
    parts: group.parts.flatMap((part): Draft[] => {
      if (part.id === id) return [change(part)].filter(one => one !== null)
      return [isDraftGroup(part) ? replaced(part, id, change) : part]
    }),
  }
}
