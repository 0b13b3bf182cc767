'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { refreshAlerts, useAlerts } from '@/app/lib/alerts'
import { matchesFilter } from '@/app/lib/filter'
import { pathOf } from '@/app/lib/paths'
import { api, appError } from '@/app/lib/trpc'
import { useQueryParam } from '@/app/lib/url-state'
import { ErrorNote } from '@/app/parts/error-note'
import { FilterBox } from '@/app/parts/filter-box'
import { messageStatus } from '@/app/parts/message-text'
import { PageHeader } from '@/app/parts/page-header'
import { Problems } from '@/app/parts/plan-note'
import { useAttention } from '@/app/parts/use-attention'
import { Button } from '@/app/ui/button'
import { ConfirmDialog } from '@/app/ui/confirm-dialog'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import type { MenuEntry } from '@/app/ui/menu'
import { confirmDone } from '@/app/ui/toast'
import type { Alert, ObjectId } from '@/server/api/types'
import { missingPermission } from '@/server/catalogue/why-not'
import { t } from '@/server/shared/text'
import { Attention } from '../overview-attention'
import { alertColumns, alertText, alertTitle } from './alert-columns'

/** What is not well now, and what pools have noted that somebody should see, until it is put away. */
export function AlertList() {
  const { data, error, isPending } = useAlerts()
  const attention = useAttention()
  const router = useRouter()
  const [filter, setFilter] = useQueryParam('filter')
  const [selected, setSelected] = useState<ReadonlySet<ObjectId>>(noneSelected)
  const [dismissing, setDismissing] = useState<readonly Alert[] | null>(null)
  const alerts = data?.alerts ?? none
  const chosen = alerts.filter(({ id }) => selected.has(id))
  const menu = (alert: Alert): MenuEntry[] => {
    const { object } = alert
    return [
      ...(object
        ? [
            {
              type: 'item',
              id: 'open',
              label: t('Go to {name}', { name: object.name }),
              onSelect: () => router.push(pathOf(object.class, object.id)),
            } as const,
          ]
        : []),
      {
        type: 'item',
        id: 'dismiss',
        label: t('Dismiss…'),
        icon: 'check',
        reason: alert.dismissible ? undefined : missingPermission('alert.dismiss'),
        onSelect: () => setDismissing([alert]),
      },
    ]
  }
  return (
    <>
      <PageHeader
        title={t('Alerts')}
        aside={data && <span className="text-muted tabular-nums">{data.all}</span>}
        actions={
          <>
            <FilterBox
              value={filter}
              onChange={setFilter}
              what={t('alerts')}
              example="priority:service object:sql"
            />
            <Button
              icon="check"
              reason={
                chosen.length === 0
                  ? t('Choose alerts first')
                  : chosen.some(({ dismissible }) => dismissible)
                    ? undefined
                    : missingPermission('alert.dismiss')
              }
              onClick={() => setDismissing(chosen)}
            >
              {t('Dismiss')}
            </Button>
          </>
        }
      />
      <div className="flex min-h-0 grow flex-col overflow-y-auto">
        <div className="shrink-0 px-4 pb-3">
          <Attention attention={attention} />
        </div>
        {error && <ErrorNote error={appError(error)} className="mx-4 mb-2" live="status" />}
        {/* It would be pushed down by what comes above it. */}
        {!attention.reading && (
          <DataTable
            className="min-h-96 grow"
            label={t('Alerts')}
            columns={alertColumns}
            rows={alerts}
            rowId={idOf}
            rowName={alertTitle}
            initialSort={newest}
            storageKey="alerts"
            filter={filter}
            matches={matches}
            onClearFilter={() => setFilter(null)}
            selected={selected}
            onSelectedChange={setSelected}
            menu={menu}
            onOpen={({ object }) => object && router.push(pathOf(object.class, object.id))}
            loading={isPending}
            notice={
              data &&
              data.all > alerts.length &&
              t('The newest {length} of {all} are listed.', { length: alerts.length, all: data.all })
            }
            empty={
              <EmptyState kind="nothing-yet" icon="check" title={t('No alerts')}>
                {t('The pools have noted nothing that somebody should see.')}
              </EmptyState>
            }
          />
        )}
      </div>
      {dismissing && (
        <DismissDialog
          alerts={dismissing}
          onClose={() => {
            setDismissing(null)
            setSelected(noneSelected)
          }}
        />
      )}
    </>
  )
}

/** Asked first: an alert is put away for everybody, and does not come back. */
function DismissDialog({ alerts, onClose }: { alerts: readonly Alert[]; onClose: () => void }) {
  const dismiss = useMutation({
    mutationFn: () => api.alert.dismiss.mutate({ ids: alerts.map(({ id }) => id) }),
    onSuccess: ({ dismissed, refused }) => {
      void refreshAlerts()
      if (refused.length > 0) return
      confirmDone(t('{n, plural, one {# alert} other {# alerts}} dismissed', { n: dismissed }))
      onClose()
    },
  })
  const refused = dismiss.data?.refused ?? []
  const [only] = alerts.length === 1 ? alerts : []
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => (refused.length > 0 ? onClose() : dismiss.mutate())}
      title={
        only
          ? t('Dismiss “{alertTitle}”?', { alertTitle: alertTitle(only) })
          : t('Dismiss {n, plural, one {# alert} other {# alerts}}?', { n: alerts.length })
      }
      body={
        refused.length > 0 ? (
          <Problems
            label={t('Not dismissed')}
            problems={refused.map(({ id, reason }) => ({ id, reason, name: nameOf(alerts, id) }))}
          />
        ) : (
          t('The pool forgets what it noted, for everybody and in every other console too.')
        )
      }
      verb={refused.length > 0 ? t('Close') : t('Dismiss')}
      tone="primary"
      submitting={dismiss.isPending}
      error={dismiss.error ? <ErrorNote error={appError(dismiss.error)} className="mt-3" /> : null}
    />
  )
}

function nameOf(alerts: readonly Alert[], id: ObjectId): string {
  const alert = alerts.find(one => one.id === id)
  if (!alert) return id
  const title = alertTitle(alert)
  return alert.object ? t('{title} of {name}', { title, name: alert.object.name }) : title
}

const none: readonly Alert[] = []
const noneSelected: ReadonlySet<ObjectId> = new Set()
const newest = { id: 'at', desc: true }
const idOf = (alert: Alert) => alert.id
const matches = (alert: Alert, filter: string) => matchesFilter(alert, filter, fields)
const fields = {
  name: alertTitle,
  priority: (alert: Alert) => `${alert.priority} ${messageStatus(alert.priority).word}`,
  object: (alert: Alert) => alert.object?.name ?? '',
  text: alertText,
}
