import type { GrantInfo } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'

/** What each kind of scope is called before its name. */
export const scopeWords = {
  everything: 'Everything',
  pool: 'Pool',
  host: 'Host',
  folder: 'Folder',
  tag: 'Tag',
  vapp: 'vApp',
  object: 'Only',
  project: 'Project',
} as const

/** Where a grant holds, in words: "Pool Lab". */
export function scopeText({ kind, name }: GrantInfo['scope']): string {
  return kind === 'everything'
    ? scopeWords.everything
    : `${scopeWords[kind]} ${name === hidden ? 'not visible to you' : name}`
}
