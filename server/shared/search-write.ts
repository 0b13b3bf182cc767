import { type CustomFieldDefinition, fieldSlug } from './custom-fields'
import { isGroup, type Part, type Related } from './query'
import type { QueryKind } from './query-keys'
import {
  days,
  dayWords,
  element,
  groups,
  hasKeys,
  keyOf,
  priorities,
  related,
  states,
  texts,
  yesNoKeys,
} from './search-words'
import { numberOf, parseValue, type Term, unsigned } from './terms'
import type { XmlElement } from './xml-tree'

/** Our conditions as a filter of XenCenter's; null where one has no like. */
export function filterOfPart(
  part: Part,
  kind: QueryKind,
  defined: readonly CustomFieldDefinition[],
): XmlElement | null {
  if (!isGroup(part)) {
    const filter = filterOfTerm({ ...part, not: false }, kind, defined)
    return filter && part.not ? negated(filter) : filter
  }
  const inner = part.parts.map(one => filterOfPart(one, part.related ?? kind, defined))
  const children = inner.filter(one => one !== null)
  if (children.length < inner.length) return null
  const type = keyOf(groups, part.of) ?? 'And'
  const [only] = children
  const group =
    part.of === 'all' && children.length === 1 && only ? only : element('GroupQuery', { type }, children)
  return part.related === null ? group : overRelated(part.related, group)
}

const opposite: Record<string, string> = { yes: 'no', no: 'yes', contains: 'notcontain' }
const signOf: Record<string, string> = {
  StringListContainsQuery: 'contains',
  EnumPropertyQuery: 'equals',
  ValuePropertyQuery: 'equals',
  StringPropertyQuery: 'type',
  CustomFieldQuery: 'type',
}

/** XenCenter's own "not" where it has one, else none of it. */
function negated(filter: XmlElement): XmlElement {
  const sign = signOf[filter.name]
  const other = sign === undefined ? undefined : opposite[filter.attributes[sign] ?? '']
  if (sign === undefined || other === undefined) return element('GroupQuery', { type: 'Nor' }, [filter])
  return { ...filter, attributes: { ...filter.attributes, [sign]: other } }
}

function overRelated(kind: Related, filter: XmlElement): XmlElement {
  const property = keyOf(related, kind) ?? kind
  return element(`RecursiveXMO${kind === 'pool' ? '' : 'List'}PropertyQuery`, { property }, [filter])
}

const textQuery = (property: string, { typed, match }: Pick<Term, 'typed' | 'match'>) =>
  element('StringPropertyQuery', {
    property,
    casesensitive: 'no',
    query: typed,
    type: { contains: 'contains', is: 'exactmatch', starts: 'startswith', ends: 'endswith' }[match],
  })
const none = (filter: XmlElement) => element('GroupQuery', { type: 'Nor' }, [filter])

/** What XenCenter asks of VMs alone: of anything else it would find nothing by them. */
const ofVms = new Set(['state', 'os', 'memory', 'started', 'vapp', 'disk'])

function filterOfTerm(
  term: Term,
  kind: QueryKind,
  defined: readonly CustomFieldDefinition[],
): XmlElement | null {
  const { key, typed, text, match } = term
  if (kind !== 'vm' && key !== null && ofVms.has(key)) return null
  if (key === null) return customFilter(term, defined) ?? textQuery('label', term)
  const property = keyOf(texts, key)
  if (property !== undefined) return textQuery(property, term)
  switch (key) {
    case 'tag':
    case 'tags':
      return element('StringListContainsQuery', { property: 'tags', contains: 'yes', query: typed })
    case 'state': {
      const state = states.find(one => one.toLowerCase() === text)
      return state === undefined
        ? null
        : element('EnumPropertyQuery', { property: 'power_state', equals: 'yes', query: state })
    }
    case 'os':
      return match === 'is'
        ? element('ValuePropertyQuery', { property: 'os_name', equals: 'yes', query: typed })
        : null
    case 'ha': {
      if (text === 'yes' || text === 'no')
        return element('BooleanQuery', { property: 'ha_enabled', query: text })
      const priority = keyOf(priorities, text)
      return priority === undefined
        ? null
        : element('EnumPropertyQuery', { property: 'ha_restart_priority', equals: 'yes', query: priority })
    }
    case 'memory':
      return numberFilter(term)
    case 'started':
      return dateFilter(term, (type, query) =>
        element('DatePropertyQuery', { property: 'start_time', query, type }),
      )
    case 'address':
      return /^\d+(\.\d+){3}$/.test(text)
        ? element('IPAddressQuery', { property: 'ip_address', contains: 'yes', address: text })
        : null
    case 'has':
      return hasFilter(text)
    case 'folder':
    case 'infolder': {
      if (key === 'folder' && match !== 'is') return null
      const inner = textQuery('uuid', { typed, match: 'is' })
      return key === 'folder'
        ? element('RecursiveXMOPropertyQuery', { property: 'folder' }, [inner])
        : element('RecursiveXMOListPropertyQuery', { property: 'folders' }, [inner])
    }
    case 'vapp':
      return element('RecursiveXMOPropertyQuery', { property: 'appliance' }, [textQuery('label', term)])
    case 'disk':
      return element('RecursiveXMOListPropertyQuery', { property: 'disks' }, [textQuery('label', term)])
  }
  const relative = Object.values(related).find(one => one === key)
  if (relative !== undefined) return overRelated(relative, textQuery('label', term))
  const yesNo = key === 'ha' ? undefined : keyOf(yesNoKeys, key)
  if (yesNo === undefined || (text !== 'yes' && text !== 'no')) return null
  return element('BooleanQuery', { property: yesNo, query: text })
}

function hasFilter(word: string): XmlElement | null {
  if (word === 'tag') return element('ListEmptyQuery', { property: 'tags', empty: 'no' })
  if (word === 'folder') return element('NullQuery', { property: 'folder', query: 'no' })
  const property = keyOf(hasKeys, word)
  return property === undefined ? null : element('BooleanQuery', { property, query: 'yes' })
}

function numberFilter(term: Term): XmlElement | null {
  const number = numberOf(unsigned(term))
  if (number === null) return null
  const filter = (type: string) =>
    element('IntPropertyQuery', { property: 'memory', query: String(number), type })
  switch (term.sign) {
    case null:
      return filter('exactmatch')
    case '>':
      return filter('gt')
    case '<':
      return filter('lt')
    case '>=':
      return none(filter('lt'))
    case '<=':
      return none(filter('gt'))
  }
}

/** XenCenter's "before" and "after" count the day itself. */
function dateFilter(
  value: Pick<Term, 'sign' | 'text'>,
  filter: (type: string, query: string) => XmlElement,
): XmlElement | null {
  const word = unsigned(value)
  const type = days[dayWords.indexOf(word)]
  if (type !== undefined) return value.sign === null ? filter(type, '00010101') : null
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return null
  const query = word.replaceAll('-', '')
  const without = (kind: string) =>
    element('GroupQuery', { type: 'And' }, [filter(kind, query), none(filter('exact', query))])
  switch (value.sign) {
    case null:
      return filter('exact', query)
    case '>=':
      return filter('after', query)
    case '<=':
      return filter('before', query)
    case '>':
      return without('after')
    case '<':
      return without('before')
  }
}

function customFilter({ typed }: Term, defined: readonly CustomFieldDefinition[]): XmlElement | null {
  const at = typed.indexOf(':')
  const slug = typed.slice(0, Math.max(0, at)).toLowerCase()
  const field = slug === '' ? undefined : defined.find(one => fieldSlug(one.name) === slug)
  const value = parseValue(typed.slice(at + 1))
  if (field === undefined || value === null) return null
  const definition = element('CustomFieldDefinition', {
    name: field.name,
    type: field.type === 'date' ? 'Date' : 'String',
    defaultValue: '',
  })
  if (field.type === 'date') {
    return dateFilter(value, (type, query) => element('CustomFieldDateQuery', { query, type }, [definition]))
  }
  const { attributes } = textQuery('label', value)
  return element('CustomFieldQuery', { query: value.typed, type: attributes.type ?? 'contains' }, [
    definition,
  ])
}
