'use client'

import { useState } from 'react'
import { useGrants } from '@/app/lib/grants'
import { useMe } from '@/app/lib/session'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { type AccessDeed, AccessDialogs } from '@/app/parts/grant/access-dialogs'
import { scopeText } from '@/app/parts/grant/grant-scope'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import type { GrantInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { grantColumns } from './grant-columns'

/** Who may do what where, as far as one may know of it, and what one can give and take. */
export function GrantList() {
  const grants = useGrants()
  const delegates = useMe()?.delegates ?? false
  const [open, setOpen] = useState<AccessDeed | null>(null)
  const menu = (grant: GrantInfo): MenuEntry[] => [
    {
      type: 'item',
      id: 'revoke',
      label: t('Revoke…'),
      icon: 'delete',
      tone: 'danger',
      reason: grant.mayRevoke ? undefined : t('It was not built on a right of yours to delegate.'),
      onSelect: () => setOpen({ deed: 'revoke', grant }),
    },
  ]
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-2 px-4 py-2">
        <p className="text-m text-muted">
          {t(
            'A grant gives a person or a group a role over a part of all there is. What somebody may do is all their grants together.',
          )}
        </p>
        <div className="flex shrink-0 gap-2">
          <Button icon="info" onClick={() => setOpen({ deed: 'explain' })}>
            {t('Explain…')}
          </Button>
          <Button
            tone="primary"
            icon="add"
            reason={delegates ? undefined : t('You hold nothing that you may delegate.')}
            onClick={() => setOpen({ deed: 'give' })}
          >
            {t('Give a role')}
          </Button>
        </div>
      </div>
      {grants.error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(grants.error)} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Grants')}
        columns={grantColumns}
        rows={grants.data ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byWho}
        storageKey="grants"
        menu={menu}
        loading={grants.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="group" title={t('There are no grants that you may know of')}>
            {t('Whoever gives you a role gives you a grant.')}
          </EmptyState>
        }
      />
      <AccessDialogs open={open} onOpen={setOpen} />
    </>
  )
}

const none: readonly GrantInfo[] = []
const byWho = { id: 'who', desc: false }
const idOf = (grant: GrantInfo) => grant.id
const nameOf = (grant: GrantInfo) =>
  t('{name} of {name2}, {scopeText}', {
    name: grant.role.name,
    name2: grant.to.name,
    scopeText: scopeText(grant.scope),
  })
