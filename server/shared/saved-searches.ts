import { type CustomFieldDefinition, fieldSlug } from './custom-fields'
import { parseTerms, type Term } from './terms'
import { formatXml, parseXml, type XmlElement } from './xml-tree'

/**
 * Searches as XenCenter keeps them in the pool's `gui_config`, one XML document under each key. Its queries are trees of
 * filters and Domus' are lists of terms: `filter` carries the terms as they were typed, in an attribute that XenCenter
 * passes over, and the query beside it says as much of them as XenCenter has words for.
 */
export interface SavedSearch {
  /** The key's own part, a uuid. */
  id: string
  name: string
  /** The terms; null for a search of XenCenter's that has no like here. */
  filter: string | null
}

export const searchKeyPrefix = 'xensearch.Search-'
/** Builds that carry no brand write brackets around it. */
const keyPattern = /^\[?xensearch\]?\.Search-(.+)$/

/** The searches over VMs in a pool's `gui_config`. */
export function savedSearches(guiConfig: Readonly<Record<string, string>>): SavedSearch[] {
  const found: SavedSearch[] = []
  for (const key in guiConfig) {
    const id = keyPattern.exec(key)?.[1]
    const search = id === undefined ? undefined : parseXml(guiConfig[key] ?? '')
    if (id === undefined || search?.name !== 'Search') continue
    const [query] = search.children
    const [scope, ...filters] = query?.children ?? []
    if (!scope?.children.some(({ name }) => name === 'VM')) continue
    const own = search.attributes.domus_filter
    const texts = filters.map(filter => textOf(filter, false))
    const filter = own ?? (texts.every(text => text !== null) ? texts.join(' ') : null)
    found.push({ id, name: search.attributes.name ?? id, filter })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** One filter of XenCenter's in our grammar; null where there is no like. */
function textOf({ name, attributes, children }: XmlElement, not: boolean): string | null {
  const { property, query = '', type } = attributes
  const term = (key: string, negated = false) =>
    query === '' ? '' : `${not !== negated ? '-' : ''}${key}:${quoted(query)}`
  switch (name) {
    case 'GroupQuery': {
      if (type !== 'And' && type !== 'Nor' && children.length > 1) return null
      // Not all of them, or any of them: there is no "or" between terms.
      if (not && children.length > 1) return null
      const texts = children.map(child => textOf(child, not !== (type === 'Nor')))
      return texts.every(text => text !== null) ? texts.filter(text => text !== '').join(' ') : null
    }
    case 'StringPropertyQuery': {
      const key = { label: 'name', description: 'description', uuid: 'uuid' }[property ?? '']
      if (key === undefined) return null
      if (type === 'contains' || (type === 'exactmatch' && key === 'uuid')) return term(key)
      return type === 'notcontain' ? term(key, true) : null
    }
    case 'StringListContainsQuery':
      return property === 'tags' ? term('tag', attributes.contains === 'no') : null
    case 'EnumPropertyQuery':
      return property === 'power_state' ? term('state', attributes.equals === 'no') : null
    case 'CustomFieldQuery': {
      const field = children[0]?.attributes.name
      if (field === undefined || (type !== 'contains' && type !== 'notcontain')) return null
      return term(fieldSlug(field), type === 'notcontain')
    }
    default:
      return null
  }
}

function quoted(text: string): string {
  const plain = text.replaceAll('"', '')
  return /\s/.test(plain) ? `"${plain}"` : plain
}

const states = ['Running', 'Halted', 'Paused', 'Suspended']
const known = ['name', 'description', 'uuid', 'tag', 'state']
const columns = ['name', 'cpu', 'memory', 'disks', 'network', 'ip', 'ha', 'uptime']
const element = (name: string, attributes: Record<string, string> = {}, children: XmlElement[] = []) => ({
  name,
  attributes,
  children,
})

/** The terms of a filter that XenCenter has no words for: there the search finds more than here. */
export function onlyHere(
  filter: string,
  keys: readonly string[],
  defined: readonly CustomFieldDefinition[],
): string[] {
  return parseTerms(filter, keys).flatMap(term =>
    filterOf(term, defined) === null
      ? [`${term.not ? '-' : ''}${term.key ? `${term.key}:` : ''}${term.text}`]
      : [],
  )
}

/** The document that is kept of a search over VMs. `keys` are those of the grammar. */
export function formatSearch(
  { id, name, filter }: { id: string; name: string; filter: string },
  keys: readonly string[],
  defined: readonly CustomFieldDefinition[],
): string {
  const filters = parseTerms(filter, keys).flatMap(term => filterOf(term, defined) ?? [])
  const [only] = filters
  const query = filters.length > 1 ? [element('GroupQuery', { type: 'And' }, filters)] : only ? [only] : []
  return formatXml(
    element('Search', { uuid: id, name, major_version: '2', minor_version: '0', domus_filter: filter }, [
      element('Query', {}, [element('QueryScope', {}, [element('VM')]), ...query]),
      element(
        'columns',
        {},
        columns.map(column => element('column', { name: column, width: column === 'name' ? '250' : '120' })),
      ),
      element('sorting'),
    ]),
  )
}

function filterOf(
  { key, text, not, compare }: Term,
  defined: readonly CustomFieldDefinition[],
): XmlElement | null {
  if (compare !== null) return null
  const yes = not ? 'no' : 'yes'
  const contains = not ? 'notcontain' : 'contains'
  const texts = (property: string) =>
    element('StringPropertyQuery', { property, casesensitive: 'no', query: text, type: contains })
  if (key === null) {
    const at = text.indexOf(':')
    const field = defined.find(
      one => one.type === 'text' && fieldSlug(one.name) === text.slice(0, Math.max(0, at)),
    )
    if (field === undefined) return texts('label')
    const definition = element('CustomFieldDefinition', {
      name: field.name,
      type: 'String',
      defaultValue: '',
    })
    return element('CustomFieldQuery', { query: text.slice(at + 1), type: contains }, [definition])
  }
  if (!known.includes(key)) return null
  if (key === 'tag')
    return element('StringListContainsQuery', { property: 'tags', contains: yes, query: text })
  if (key === 'state') {
    const state = states.find(one => one.toLowerCase() === text)
    return state === undefined
      ? null
      : element('EnumPropertyQuery', { property: 'power_state', equals: yes, query: state })
  }
  return texts(key === 'name' ? 'label' : key)
}
