import type { AnyRow } from '../rows'
import type { TreeShows } from '../views'

/** Whether a tree shows an object to who wants to see this much. */
export function isShown(row: AnyRow, shows: TreeShows): boolean {
  if (row.class === 'task') return false
  if (row.hidden && !shows.hidden) return false
  if (row.class === 'template') return row.kind === 'default' ? shows.defaultTemplates : shows.customTemplates
  return row.class !== 'SR' || row.shared || shows.localStorage
}

/** Equal for equal wishes. */
export function showsKey({ defaultTemplates, customTemplates, localStorage, hidden }: TreeShows): string {
  return [defaultTemplates, customTemplates, localStorage, hidden].map(Number).join('')
}
