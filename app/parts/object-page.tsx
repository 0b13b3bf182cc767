'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { clockTime } from '@/app/lib/format'
import { type GoneObject, useGone, useMissing, usePool, useRow, useRowOf } from '@/app/lib/inventory'
import { keptOf, noteOpened } from '@/app/lib/kept-objects'
import { useLastTab } from '@/app/lib/last-tab'
import { pathOf } from '@/app/lib/paths'
import { EmptyState } from '@/app/ui/empty-state'
import { LinkButton } from '@/app/ui/link-button'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { Skeleton } from '@/app/ui/skeleton'
import type { AnyRow, ObjectId, PoolRow, RowClass, Rows } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ActionToolbar } from './action-toolbar'
import { AuditHistory } from './audit/audit-history'
import { FavouriteButton } from './favourite-button'
import { FreshnessBanner } from './freshness-banner'
import { OperationNotices } from './operation-notice'
import { PageHeader } from './page-header'
import { PageLink } from './page-link'
import { type PageTab, PageTabs } from './page-tabs'
import { ObjectState } from './vm-state'

interface ObjectPageProps<C extends RowClass> {
  cls: C
  id: ObjectId
  /** "VM": what it is called where there is none. */
  noun: string
  list: { href: string; label: string }
  tabs?: (row: Rows[C]) => readonly PageTab[]
  /** Buttons beside those of the catalogue. */
  actions?: ReactNode
  /** False: those of the catalogue stand among `actions` already. */
  toolbar?: boolean
  children: ReactNode
}

/**
 * The frame of an object's page: mark, name, state, actions, what is wrong, tabs. Says so when the object has been
 * deleted or never was.
 */
export function ObjectPage<C extends RowClass>({
  cls,
  id,
  noun,
  list,
  tabs,
  actions,
  toolbar = true,
  children,
}: ObjectPageProps<C>) {
  const row = useRowOf(cls, id)
  const missing = useMissing(id)
  useWhatItIsNow(cls, id)
  const pathname = usePathname()
  useLastTab(cls, id)
  if (row) {
    return (
      <>
        <ObjectHead row={row} actions={actions} toolbar={toolbar} />
        {tabs && <PageTabs label={t('{noun} pages', { noun })} tabs={tabs(row)} />}
        {/* Head and tabs stay: another tab may well be whole. */}
        <PanelBoundary key={pathname}>{children}</PanelBoundary>
      </>
    )
  }
  return missing ? <Missing id={id} noun={noun} list={list} /> : <Loading noun={noun} />
}

/** A VM that has become a template is a template, and the other way round: its page is another one. */
function useWhatItIsNow(cls: RowClass, id: ObjectId): void {
  const router = useRouter()
  const now = useRow(id)?.class
  useEffect(() => {
    if (now !== undefined && now !== cls) router.replace(pathOf(now, id))
  }, [router, now, cls, id])
}

function ObjectHead({ row, actions, toolbar }: { row: AnyRow; actions: ReactNode; toolbar: boolean }) {
  useObjectTitle(row.name_label)
  useNoteOpened(row)
  return (
    <>
      <PageHeader
        title={row.name_label || (row.class === 'pool' && row.address) || t('(no name)')}
        aside={<ObjectState row={row} loud />}
        actions={
          <>
            <FavouriteButton row={row} />
            {actions}
            {toolbar && <ActionToolbar row={row} />}
          </>
        }
      />
      <FreshnessBanner pool={row.pool} />
      <OperationNotices object={row.id} />
    </>
  )
}

/** Each time the page is opened, and with its new name when it is renamed. */
function useNoteOpened(row: AnyRow): void {
  const kept = keptOf(row)
  const { class: cls, id, name } = kept ?? {}
  useEffect(() => {
    if (cls && id && name) noteOpened({ class: cls, id, name })
  }, [cls, id, name])
}

/** The window is called by the object: what tells one open tab from another. The names of pages stay the router's. */
function useObjectTitle(name: string): void {
  useEffect(() => {
    if (!name) return
    const write = () => {
      if (!document.title.startsWith(`${name} · `)) document.title = `${name} · Domus`
    }
    write()
    // The router writes its own title after each change of page.
    const watch = new MutationObserver(write)
    watch.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => watch.disconnect()
  }, [name])
}

function Missing({
  id,
  noun,
  list,
}: {
  id: ObjectId
  noun: string
  list: ObjectPageProps<RowClass>['list']
}) {
  const gone = useGone(id)
  const pool = usePool(poolOf(id))
  if (pool && !gone && pool.freshness.state !== 'live') return <NotKnown pool={pool} noun={noun} />
  return (
    <>
      <PageHeader title={gone ? gone.name : t('No such {noun}', { noun })} />
      <EmptyState
        kind="nothing-yet"
        title={gone ? goneSentence(gone) : t('There is no such {noun}', { noun })}
        actions={<LinkButton render={<PageLink href={list.href} />}>{list.label}</LinkButton>}
      >
        {gone
          ? t('It has not been here since {clockTime}.', { clockTime: clockTime(gone.at) })
          : t('It was deleted, or its pool is not connected any more.')}
      </EmptyState>
      <AuditHistory object={id} />
    </>
  )
}

function goneSentence({ class: cls, name }: GoneObject): string {
  return cls === 'pool'
    ? t('{name} is not connected any more', { name })
    : t('{name} has been deleted', { name })
}

/** Its pool has not been read: it may well be there. */
function NotKnown({ pool, noun }: { pool: PoolRow; noun: string }) {
  const name = pool.name_label || pool.address
  return (
    <>
      <PageHeader title={t('A {noun} of {name}', { noun, name })} />
      <FreshnessBanner pool={pool.pool} />
      <EmptyState kind="cannot-know" title={t('{name} has not answered yet', { name })}>
        {t('This {noun} is shown as soon as its pool has been read.', { noun })}
      </EmptyState>
    </>
  )
}

function poolOf(id: ObjectId): string {
  return id.split('.', 1)[0] ?? id
}

function Loading({ noun }: { noun: string }) {
  return (
    <div aria-busy className="flex flex-col gap-4 p-4">
      <h1 className="sr-only">{t('Loading the {noun}', { noun })}</h1>
      <Skeleton className="h-6 w-60" />
      <Skeleton className="w-96" />
      <Skeleton className="w-80" />
    </div>
  )
}
