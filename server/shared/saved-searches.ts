import type { CustomFieldDefinition } from './custom-fields'
import { allOf, formatQuery, isGroup, type Part, parseQuery } from './query'
import { queryOf } from './search-read'
import { element } from './search-words'
import { filterOfPart } from './search-write'
import { formatXml, parseXml } from './xml-tree'

/**
 * Searches as XenCenter keeps them in the pool's `gui_config`, one XML document under each key. `filter` carries
 * what was typed here, in an attribute that XenCenter passes over, and the query beside it says as much of it as XenCenter
 * has words for.
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
    const conditions = queryOf(filters)
    const filter = search.attributes.domus_filter ?? (conditions && formatQuery(conditions))
    found.push({ id, name: search.attributes.name ?? id, filter })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const columns = ['name', 'cpu', 'memory', 'disks', 'network', 'ip', 'ha', 'uptime']

/** What a filter asks for that XenCenter has no words for: there the search finds more than here. */
export function onlyHere(
  filter: string,
  keys: readonly string[],
  defined: readonly CustomFieldDefinition[],
): string[] {
  return parseQuery(filter, keys)
    .parts.filter(part => filterOfPart(part, defined) === null)
    .map(part => formatQuery(isGroup(part) ? part : allOf([part])))
}

/** The document that is kept of a search over VMs. `keys` are those of the grammar. */
export function formatSearch(
  { id, name, filter }: { id: string; name: string; filter: string },
  keys: readonly string[],
  defined: readonly CustomFieldDefinition[],
): string {
  const filterOf = (part: Part) => filterOfPart(part, defined) ?? []
  const filters = parseQuery(filter, keys).parts.flatMap(filterOf)
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
