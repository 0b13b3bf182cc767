import type { GrantInfo } from '@/server/api/types'
import { hidden } from '@/server/shared/hidden'
import { say, t, told } from '@/server/shared/text'

/** What each kind of scope is called before its name. */
export const scopeWords = {
  everything: say('Everything'),
  pool: say('Pool'),
  host: say('Host'),
  folder: say('Folder'),
  tag: say('Tag'),
  vapp: 'vApp',
  object: say('Only'),
  project: say('Project'),
} as const

/** Where a grant holds, in words: "Pool Lab". */
export function scopeText({ kind, name }: GrantInfo['scope']): string {
  return kind === 'everything'
    ? told(scopeWords.everything)
    : `${told(scopeWords[kind])} ${name === hidden ? t('not visible to you') : name}`
}
