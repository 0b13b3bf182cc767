import type { CustomFieldDefinition } from '@/server/shared/custom-fields'
import { allFolders, isWithinFolder } from '@/server/shared/folders'
import { type AnyRow, isPartClass, type PoolId } from './rows'

/** What a person can choose from when they put objects in order, and how the chosen ones stand. */
export interface Organisation {
  /** How many objects were chosen. */
  total: number
  /** How many of the chosen lie in a folder; where a folder was chosen, in it or below. */
  filed: number
  /** Every tag of any object, by name, with how many of the chosen ones have it. */
  tags: { name: string; on: number }[]
  /** Every folder there is, by path. */
  folders: string[]
  /** The folder of all chosen ones, '' for none; null where they differ. */
  folder: string | null
  /** Custom fields that the pools of the chosen ones define; `value` null where they differ, '' for none. */
  fields: (CustomFieldDefinition & { value: string | null })[]
  /** The pools that could keep a new folder. */
  pools: { id: PoolId; name: string }[]
}

/** `all` are the rows that the person may see. */
export function organisationOf(all: Iterable<AnyRow>, chosen: readonly AnyRow[], within = ''): Organisation {
  const tags = new Map<string, number>()
  const folders = new Set<string>()
  const definitions = new Map<string, CustomFieldDefinition>()
  const pools: Organisation['pools'] = []
  const chosenPools = new Set(chosen.map(row => row.pool))
  for (const row of all) {
    if (row.class === 'task' || isPartClass(row.class)) continue
    for (const tag of row.tags) if (!tags.has(tag)) tags.set(tag, 0)
    if (row.folder !== '') folders.add(row.folder)
    if (row.class !== 'pool') continue
    for (const path of row.emptyFolders) folders.add(path)
    pools.push({ id: row.pool, name: row.name_label || row.address })
    if (!chosenPools.has(row.pool)) continue
    for (const one of row.fieldDefinitions) if (!definitions.has(one.name)) definitions.set(one.name, one)
  }
  const organised = chosen.flatMap(row => (row.class === 'task' ? [] : [row]))
  for (const row of organised) for (const tag of row.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1)
  return {
    total: organised.length,
    filed: organised.filter(({ folder }) => folder !== '' && isWithinFolder(folder, within)).length,
    tags: [...tags].map(([name, on]) => ({ name, on })).sort((a, b) => byName.compare(a.name, b.name)),
    folders: allFolders(folders),
    folder: common(organised.map(row => row.folder)),
    fields: [...definitions.values()]
      .map(one => ({ ...one, value: common(organised.map(row => row.fields[one.name] ?? '')) }))
      .sort((a, b) => byName.compare(a.name, b.name)),
    pools: pools.sort((a, b) => byName.compare(a.name, b.name)),
  }
}

const byName = new Intl.Collator('en', { numeric: true })

/** What they all are; null where they differ. */
function common(values: readonly string[]): string | null {
  const [first = ''] = values
  return values.every(value => value === first) ? first : null
}
