'use client'

import { useMemo } from 'react'
import { useLoaded, useRow } from '@/app/lib/inventory'
import { mostConsoles, paths } from '@/app/lib/paths'
import { setQuery, useQueryParam } from '@/app/lib/url-state'
import { HostConsoleView } from '@/app/parts/host-console-view'
import { ObjectLink } from '@/app/parts/object-link'
import { PageHeader } from '@/app/parts/page-header'
import { PageLink } from '@/app/parts/page-link'
import { VmConsoleView } from '@/app/parts/vm-console-view'
import { EmptyState } from '@/app/ui/empty-state'
import { IconButton } from '@/app/ui/icon-button'
import { LinkButton } from '@/app/ui/link-button'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { Skeleton } from '@/app/ui/skeleton'
import { Tabs } from '@/app/ui/tabs'
import type { AnyRow, ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Several consoles: all beside each other, or one of them with its controls. Which ones stands in the address. */
export function ConsolesPage() {
  const [of] = useQueryParam('of')
  const [at] = useQueryParam('at')
  const ids = useMemo(() => [...new Set(of.split(',').filter(Boolean))].slice(0, mostConsoles), [of])
  const current = ids.includes(at) ? at : null
  if (ids.length === 0) {
    return (
      <>
        <PageHeader title={t('Consoles')} />
        <EmptyState kind="nothing-yet" title={t('No console is open here')}>
          {t('Select VMs or hosts in a list, and open their consoles from the bar above it.')}
        </EmptyState>
      </>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title={t('Consoles')} />
      <Tabs
        label={t('Consoles')}
        current={current ?? 'all'}
        tabs={[
          {
            id: 'all',
            label: t('All'),
            count: ids.length,
            link: <PageLink href={paths.consoles(ids)} />,
          },
          ...ids.map(id => ({
            id,
            label: <TabName id={id} />,
            link: <PageLink href={paths.consoles(ids, id)} />,
          })),
        ]}
      />
      {current ? (
        <div className="min-h-0 grow">
          <One key={current} id={current} />
        </div>
      ) : (
        <ul className="grid min-h-0 grow auto-rows-[minmax(16rem,1fr)] grid-cols-[repeat(auto-fit,minmax(min(26rem,100%),1fr))] gap-3 overflow-auto p-3">
          {ids.map(id => (
            <li key={id} className="flex min-h-0 flex-col overflow-hidden rounded-panel border border-line">
              <Tile id={id} ids={ids} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function TabName({ id }: { id: ObjectId }) {
  const row = useRow(id)
  return row ? row.name_label : <Skeleton className="h-3 w-12" />
}

function Tile({ id, ids }: { id: ObjectId; ids: readonly ObjectId[] }) {
  const row = useRow(id)
  const name = row?.name_label ?? ''
  return (
    <>
      <div className="flex items-center gap-2 border-line border-b bg-canvas py-0.5 pr-1 pl-3">
        <h2 className="min-w-0 grow truncate font-medium text-m">
          {row && <ObjectLink cls={row.class} id={id} strong />}
        </h2>
        <LinkButton
          size="s"
          tone="quiet"
          icon="full-screen"
          aria-label={t('Enlarge {name}', { name })}
          render={<PageLink href={paths.consoles(ids, id)} />}
        >
          {t('Enlarge')}
        </LinkButton>
        <IconButton
          size="s"
          icon="close"
          label={t('Close the console of {name}', { name })}
          onClick={() => setQuery({ of: ids.filter(other => other !== id).join(',') })}
        />
      </div>
      <div className="min-h-0 grow">
        <PanelBoundary>
          <One id={id} compact />
        </PanelBoundary>
      </div>
    </>
  )
}

function One({ id, compact }: { id: ObjectId; compact?: boolean }) {
  const row = useRow(id)
  const loaded = useLoaded()
  if (!row) return loaded ? <Absent /> : <div className="h-full bg-sunken" />
  return <ConsoleOf row={row} {...(compact ? { compact } : {})} />
}

function ConsoleOf({ row, compact }: { row: AnyRow; compact?: boolean }) {
  const look = compact ? { compact } : {}
  if (row.class === 'VM')
    return <VmConsoleView vm={row} windowPath={paths.vmConsoleWindow(row.id)} {...look} />
  if (row.class === 'host')
    return <HostConsoleView host={row} windowPath={paths.hostConsoleWindow(row.id)} {...look} />
  return <Absent />
}

function Absent() {
  return <EmptyState kind="nothing-yet" title={t('There is no such VM or host')} />
}
