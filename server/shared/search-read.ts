import { fieldSlug } from './custom-fields'
import { allOf, formatTerm, type Group, isGroup, type Part } from './query'
import {
  daySigns,
  days,
  dayWords,
  folders,
  groups,
  hasKeys,
  matches,
  named,
  numberSigns,
  priorities,
  related,
  texts,
  yesNoKeys,
} from './search-words'
import { type Match, parseValue, type Term } from './terms'
import type { XmlElement } from './xml-tree'

function termOf(key: string | null, raw: string, not = false): Term | null {
  const value = parseValue(raw)
  return value && { key, not, ...value }
}

/** A text that is given as it is, whatever signs are in it. */
const plain = (key: string, typed: string, match: Match, not = false): Term => ({
  key,
  not,
  match,
  typed,
  text: typed.toLowerCase(),
  sign: null,
})

/** A filter of XenCenter's in our conditions; null where there is no like. */
export function partOf({ name, attributes, children }: XmlElement): Part | null {
  const { property = '', query = '', type = '' } = attributes
  const nothing = allOf([])
  switch (name) {
    case 'GroupQuery': {
      const of = Object.entries(groups).find(([key]) => key === type)?.[1]
      const parts = partsOf(children)
      return of === undefined || parts === null ? null : tidied({ of, related: null, parts })
    }
    case 'StringPropertyQuery': {
      const [key, match] = [texts[property], matches[type]]
      if (key === undefined || match === undefined) return null
      return query === '' ? nothing : plain(key, query, match, type === 'notcontain')
    }
    case 'ValuePropertyQuery':
      return property === 'os_name' ? plain('os', query, 'is', attributes.equals === 'no') : null
    case 'StringListContainsQuery':
      if (query === '') return nothing
      return property === 'tags' ? plain('tag', query, 'is', attributes.contains === 'no') : null
    case 'ListEmptyQuery':
      return property === 'tags' ? termOf('has', 'tag', attributes.empty !== 'no') : null
    case 'NullQuery':
      return property === 'folder' ? termOf('has', 'folder', query !== 'no') : null
    case 'EnumPropertyQuery': {
      const not = attributes.equals === 'no'
      if (property === 'power_state') return query === '' ? nothing : plain('state', query, 'contains', not)
      const priority = property === 'ha_restart_priority' ? priorities[query] : undefined
      return priority === undefined ? null : termOf('ha', priority, not)
    }
    case 'BooleanQuery': {
      const has = hasKeys[property]
      if (has !== undefined) return termOf('has', has, query !== 'yes')
      const key = yesNoKeys[property]
      return key === undefined ? null : termOf(key, query === 'yes' ? 'yes' : 'no')
    }
    case 'IntPropertyQuery': {
      const sign = numberSigns[type]
      return property === 'memory' && sign !== undefined ? termOf('memory', `${sign}${query}`) : null
    }
    case 'DatePropertyQuery':
      return property === 'start_time' ? dateTerm('started:', query, type, 'started') : null
    case 'IPAddressQuery':
      return termOf('address', (attributes.address ?? '').replace(/[.:]?\*.*$/, ''))
    case 'CustomFieldQuery':
    case 'CustomFieldDateQuery': {
      const slug = fieldSlug(children[0]?.attributes.name ?? '')
      if (slug === '') return null
      if (name === 'CustomFieldDateQuery') return dateTerm(`${slug}:`, query, type, null)
      const match = matches[type]
      if (match === undefined) return null
      const typed = formatTerm(plain(slug, query, match))
      return { ...plain('', typed, 'contains', type === 'notcontain'), key: null }
    }
    case 'RecursiveXMOPropertyQuery':
    case 'RecursiveXMOListPropertyQuery':
      return relatedPart(property, children[0] === undefined ? nothing : partOf(children[0]))
    case 'XenModelObjectPropertyQuery':
    case 'XenModelObjectListContainsQuery': {
      const uuid = attributes.uuid
      if (uuid === undefined) return null
      const part = relatedPart(property, plain('uuid', uuid, 'is'))
      const not = (attributes.equals ?? attributes.contains) === 'no'
      return part && not ? tidied({ of: 'none', related: null, parts: [part] }) : part
    }
    default:
      return null
  }
}

function partsOf(children: readonly XmlElement[]): Part[] | null {
  const parts: Part[] = []
  for (const child of children) {
    const part = partOf(child)
    if (part === null) return null
    if (!isGroup(part) || part.parts.length > 0) parts.push(part)
  }
  return parts
}

/** The conditions of a search's filters; null where one has no like. */
export function queryOf(filters: readonly XmlElement[]): Group | null {
  const parts = partsOf(filters)
  const [only] = parts ?? []
  if (parts?.length === 1 && only && isGroup(only) && only.of === 'all' && only.related === null) return only
  return parts && allOf(parts)
}

/** One condition needs no group, but for its "not". */
function tidied(group: Group): Part {
  const [only] = group.parts
  if (group.parts.length !== 1 || only === undefined) return group
  if (group.of !== 'none') return only
  return isGroup(only) ? group : { ...only, not: !only.not }
}

function dateTerm(prefix: string, query: string, type: string, key: string | null): Term | null {
  const word = dayWords[days.indexOf(type)]
  const sign = daySigns[type]
  const day = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(query)?.slice(1).join('-')
  const raw = word ?? (sign === undefined || day === undefined ? undefined : `${sign}${day}`)
  if (raw === undefined) return null
  return key === null ? { ...plain('', `${prefix}${raw}`, 'contains'), key } : termOf(key, raw)
}

function relatedPart(property: string, part: Part | null): Part | null {
  if (part === null) return null
  if (isGroup(part) && part.parts.length === 0) return part
  const folder = folders[property]
  if (folder !== undefined) {
    if (isGroup(part) || part.key !== 'uuid') return null
    return { ...part, key: folder, match: 'is' }
  }
  const own = named[property]
  if (own !== undefined) return isGroup(part) || part.key !== 'name' ? null : { ...part, key: own }
  const kind = related[property]
  if (kind === undefined) return null
  if (isGroup(part)) {
    return part.related === null ? { ...part, related: kind } : { of: 'all', related: kind, parts: [part] }
  }
  // `host:xen1` says the same as host(name:xen1); "not" stays inside, where it was.
  if (part.key === 'name' && !part.not && kind !== 'vm') return { ...part, key: kind }
  return { of: 'all', related: kind, parts: [part] }
}
