'use client'

import { useMemo, useState } from 'react'
import { useReaching } from '@/app/lib/grants'
import { useRowOf } from '@/app/lib/inventory'
import { appError } from '@/app/lib/trpc'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import type { GrantInfo, ObjectId, RowClass } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ErrorNote } from '../error-note'
import { type AccessDeed, AccessDialogs, scopeOf } from './access-dialogs'
import { scopeText } from './grant-scope'
import { type PersonRow, peopleColumns, type TreeRow, treeColumns, treeOf } from './reach-columns'

interface ObjectAccessProps {
  cls: RowClass
  id: ObjectId
}

/** Who reaches an object: the grants as they were built on each other, and the people that have them. */
export function ObjectAccess({ cls, id }: ObjectAccessProps) {
  const row = useRowOf(cls, id)
  const { data, error, isPending } = useReaching(id)
  const [open, setOpen] = useState<AccessDeed | null>(null)
  const tree = useMemo(() => treeOf(data?.grants ?? []), [data])
  const people = useMemo(() => {
    const grants = new Map(data?.grants.map(grant => [grant.id, grant]))
    return (data?.people ?? []).flatMap(one => {
      const by = grants.get(one.grant)
      return by ? [{ ...one, by }] : []
    })
  }, [data])
  const explain = (who?: { id: string; name: string }): AccessDeed => ({
    deed: 'explain',
    ...(row && { object: row }),
    ...(who && { who: { kind: 'user', ...who } }),
  })
  const revoke = (grant: GrantInfo): MenuEntry => ({
    type: 'item',
    id: 'revoke',
    label: t('Revoke…'),
    icon: 'delete',
    tone: 'danger',
    reason: grant.mayRevoke ? undefined : t('It was not built on a right of yours to delegate.'),
    onSelect: () => setOpen({ deed: 'revoke', grant }),
  })
  const everyone = data?.everyone ?? false
  return (
    <>
      <div className="flex shrink-0 items-center justify-between gap-4 px-4 py-2">
        <p className="text-m text-muted">
          {everyone || isPending
            ? t('Everybody who reaches it, by which grants, and what these were built on.')
            : t('By which grants you reach it. Who else does is told to those who may delegate it.')}
        </p>
        <div className="flex shrink-0 gap-2">
          <Button icon="info" onClick={() => setOpen(explain())}>
            {t('Explain…')}
          </Button>
          <Button
            tone="primary"
            icon="add"
            busy={isPending}
            reason={
              isPending || data?.mayGive ? undefined : t('You hold nothing here that you may delegate.')
            }
            onClick={() => setOpen({ deed: 'give', scope: scopeOf({ class: cls, id }) })}
          >
            {t('Give a role here')}
          </Button>
        </div>
      </div>
      {error && (
        <div className="px-4 pb-2">
          <ErrorNote error={appError(error)} live="status" />
        </div>
      )}
      <h2 className="title-s shrink-0 px-4 pb-2">{t('Grants, each below the one it was built on')}</h2>
      <div className="flex min-h-60 grow flex-col">
        <DataTable
          className="grow"
          label={t('Grants that reach it')}
          columns={treeColumns}
          rows={tree}
          rowId={treeId}
          rowName={treeName}
          storageKey="reaching-grants"
          menu={({ grant }) => [revoke(grant)]}
          loading={isPending}
          empty={
            <EmptyState
              kind="nothing-yet"
              icon="group"
              title={t('No grant that you may know of reaches it')}
            />
          }
        />
      </div>
      <h2 className="title-s shrink-0 px-4 pt-4 pb-2">
        {everyone ? t('People') : t('You')}
        {data && data.more > 0 && (
          <span className="font-normal text-muted">
            {' '}
            {t('and {n, plural, one {# line} other {# lines}} more', { n: data.more })}
          </span>
        )}
      </h2>
      <div className="flex min-h-60 grow flex-col">
        <DataTable
          className="grow"
          label={t('People who reach it')}
          columns={peopleColumns}
          rows={people}
          rowId={personId}
          rowName={personName}
          initialSort={byWho}
          storageKey="reaching-people"
          menu={({ user, by }) => [
            {
              type: 'item',
              id: 'explain',
              label: t('Explain…'),
              icon: 'info',
              onSelect: () => setOpen(explain({ id: user.id, name: user.name })),
            },
            { type: 'separator', id: 'before revoke' },
            revoke(by),
          ]}
          loading={isPending}
          empty={<EmptyState kind="nothing-yet" icon="user" title={t('Nobody reaches it')} />}
        />
      </div>
      <AccessDialogs open={open} onOpen={setOpen} />
    </>
  )
}

const byWho = { id: 'who', desc: false }
const treeId = ({ grant }: TreeRow) => grant.id
const treeName = ({ grant }: TreeRow) =>
  t('{name} of {name2}, {scopeText}', {
    name: grant.role.name,
    name2: grant.to.name,
    scopeText: scopeText(grant.scope),
  })
const personId = ({ user, grant }: PersonRow) => `${grant} ${user.id}`
const personName = ({ user, by }: PersonRow) =>
  t('{name} as {name2}', { name: user.name, name2: by.role.name })
