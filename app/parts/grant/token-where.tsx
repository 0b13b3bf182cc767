'use client'

import { useScopeChoices } from '@/app/lib/grants'
import { useRow } from '@/app/lib/inventory'
import type { TokenInfo } from '@/server/api/types'
import { scopeKindNames } from '@/server/shared/grant'
import { t, told } from '@/server/shared/text'
import { scopeWords } from './grant-scope'

/** Where a token is good, in words: "Pool Lab". */
export function TokenWhere({ token: { scopeType, scopeId } }: { token: TokenInfo }) {
  const kind = scopeKindNames.find(one => one === scopeType) ?? 'everything'
  const ref = scopeId ?? ''
  const row = useRow(['pool', 'host', 'object'].includes(kind) ? ref : null)
  const choices = useScopeChoices(kind === 'vapp' || kind === 'project').data
  if (kind === 'everything') return told(scopeWords.everything)
  const listed = kind === 'vapp' ? choices?.vapps : kind === 'project' ? choices?.projects : undefined
  const name =
    kind === 'folder' || kind === 'tag'
      ? ref
      : (row?.name_label ?? listed?.find(({ id }) => id === ref)?.name)
  return `${told(scopeWords[kind])} ${name ?? t('something you do not see')}`
}
