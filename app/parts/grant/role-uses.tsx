'use client'

import { useMemo } from 'react'
import { useGrants } from '@/app/lib/grants'
import type { GrantInfo, RoleInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { scopeText } from './grant-scope'

export interface RoleUses {
  /** Grants that give the role. */
  giving: readonly GrantInfo[]
  /** Others, built on these. */
  built: readonly GrantInfo[]
}

/** What hangs on a role, for who rules all: they are told of every grant. Undefined: not known yet. */
export function useRoleUses(role: RoleInfo | undefined): RoleUses | undefined {
  const { data } = useGrants()
  const id = role?.id
  return useMemo(() => {
    if (!data || id === undefined) return undefined
    const giving = data.filter(grant => grant.role.id === id)
    const hit = new Set(giving.map(grant => grant.id))
    // Grants come in the order in which they were given: what was built on one stands behind it.
    for (const { id: one, parent } of data) if (parent !== null && hit.has(parent)) hit.add(one)
    return { giving, built: data.filter(grant => hit.has(grant.id) && grant.role.id !== id) }
  }, [data, id])
}

/** "2 grants give it, and 3 were built on these", with who has them. */
export function RoleUsesList({ uses: { giving, built } }: { uses: RoleUses }) {
  return (
    <div>
      <p>
        {built.length > 0
          ? t(
              '{n, plural, one {# grant gives} other {# grants give}} it, and {more, plural, one {# other was} other {# others were}} built on that:',
              { n: giving.length, more: built.length },
            )
          : t('{n, plural, one {# grant gives} other {# grants give}} it:', { n: giving.length })}
      </p>
      <ul aria-label={t('Grants that give it')} className="mt-1 max-h-24 overflow-y-auto text-m">
        {[...giving, ...built].map(grant => (
          <li key={grant.id} className="-indent-3 pl-3">
            {t('– {name} of {name2}, {scopeText}', {
              name: grant.role.name,
              name2: grant.to.name,
              scopeText: scopeText(grant.scope),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
