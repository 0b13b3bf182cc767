import type { CustomFieldDefinition } from './custom-fields'
import { allOf, formatQuery, isGroup, type Part, parseQuery } from './query'
import { type QueryKind, queryKeys, queryKinds } from './query-keys'
import { queryOf } from './search-read'
import { element, type ScopeName, scopes } from './search-words'
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
  /** What it goes over. XenCenter's over several kinds are over VMs here where those are among them. */
  kind: QueryKind
  /** The terms; null for a search of XenCenter's that has no like here. */
  filter: string | null
}

export const searchKeyPrefix = 'xensearch.Search-'
/** Builds that carry no brand write brackets around it. */
const keyPattern = /^\[?xensearch\]?\.Search-(.+)$/

/** The searches in a pool's `gui_config`, but for those over what has no lists here. */
export function savedSearches(guiConfig: Readonly<Record<string, string>>): SavedSearch[] {
  const found: SavedSearch[] = []
  for (const key in guiConfig) {
    const id = keyPattern.exec(key)?.[1]
    const search = id === undefined ? undefined : parseXml(guiConfig[key] ?? '')
    if (id === undefined || search?.name !== 'Search') continue
    const [query] = search.children
    const [scope, ...filters] = query?.children ?? []
    const over = scopeOf(scope?.children.map(({ name }) => name) ?? [])
    if (over === undefined) continue
    const conditions = over.whole ? queryOf(filters) : null
    const narrowed =
      conditions && over.term ? { ...conditions, parts: [over.term, ...conditions.parts] } : conditions
    const filter = search.attributes.domus_filter ?? (narrowed && formatQuery(narrowed))
    found.push({ id, name: search.attributes.name ?? id, kind: over.kind, filter })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

interface Over {
  kind: QueryKind
  /** What narrows the kind to a part of it that XenCenter has a word for. */
  term?: Part
  /** False: it goes over other kinds as well, which no list here has together. */
  whole: boolean
}

function scopeOf(names: readonly string[]): Over | undefined {
  if (names.includes('VM')) return { kind: 'vm', whole: true }
  const kinds = queryKinds.filter(kind => scopes[kind].some(({ name }) => names.includes(name)))
  const [kind] = kinds
  if (kind === undefined) return undefined
  const wanted: readonly ScopeName[] = scopes[kind]
  const left = wanted.filter(({ name, always }) => !names.includes(name) && !always)
  const only = left.length === 0 ? undefined : wanted.find(({ name }) => names.includes(name))?.only
  const [term] = only === undefined ? [] : parseQuery(only, queryKeys[kind]).parts
  return { kind, ...(term ? { term } : {}), whole: kinds.length === 1 }
}

const columns = ['name', 'cpu', 'memory', 'disks', 'network', 'ip', 'ha', 'uptime']

/** What a filter asks for that XenCenter has no words for: there the search finds more than here. */
export function onlyHere(
  filter: string,
  kind: QueryKind,
  defined: readonly CustomFieldDefinition[],
): string[] {
  return parseQuery(filter, queryKeys[kind])
    .parts.filter(part => filterOfPart(part, kind, defined) === null)
    .map(part => formatQuery(isGroup(part) ? part : allOf([part])))
}

/** The document that is kept of a search. */
export function formatSearch(
  { id, name, kind, filter }: SavedSearch & { filter: string },
  defined: readonly CustomFieldDefinition[],
): string {
  const filterOf = (part: Part) => filterOfPart(part, kind, defined) ?? []
  const filters = parseQuery(filter, queryKeys[kind]).parts.flatMap(filterOf)
  const [only] = filters
  const query = filters.length > 1 ? [element('GroupQuery', { type: 'And' }, filters)] : only ? [only] : []
  return formatXml(
    element('Search', { uuid: id, name, major_version: '2', minor_version: '0', domus_filter: filter }, [
      element('Query', {}, [
        element(
          'QueryScope',
          {},
          scopes[kind].map(one => element(one.name)),
        ),
        ...query,
      ]),
      element(
        'columns',
        {},
        columns.map(column => element('column', { name: column, width: column === 'name' ? '250' : '120' })),
      ),
      element('sorting'),
    ]),
  )
}
