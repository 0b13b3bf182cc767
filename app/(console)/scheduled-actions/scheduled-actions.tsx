'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useActionSchedules } from '@/app/lib/action-schedules'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { useQueryParam } from '@/app/lib/url-state'
import { useScheduleActions } from '@/app/parts/action-schedule/use-schedule-actions'
import { ErrorNote } from '@/app/parts/error-note'
import { PageHeader } from '@/app/parts/page-header'
import { Button } from '@/app/ui/button'
import { DataTable } from '@/app/ui/data-table'
import { EmptyState } from '@/app/ui/empty-state'
import { onDemandPart } from '@/app/ui/on-demand-part'
import type { ActionScheduleInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { scheduledActionColumns } from './columns'

const ActionScheduleDialog = onDemandPart(() =>
  import('@/app/forms/action-schedule/edit').then(found => found.ActionScheduleDialog),
)

/** Every scheduled action that one sees, and what can be done about it. */
export function ScheduledActions() {
  const schedules = useActionSchedules()
  const router = useRouter()
  /** VMs that a new one is to be for, when it was asked for there. */
  const [forVms, setForVms] = useQueryParam('for')
  const [creating, setCreating] = useState(false)
  const { entries, dialog, error } = useScheduleActions()
  const { data } = schedules
  const failed = error ?? (schedules.error ? appError(schedules.error) : null)
  return (
    <>
      <PageHeader
        title={t('Scheduled actions')}
        aside={data && data.length > 0 && <span className="text-muted tabular-nums">{data.length}</span>}
        actions={
          <Button size="s" tone="primary" icon="add" onClick={() => setCreating(true)}>
            {t('New scheduled action')}
          </Button>
        }
      />
      {failed && (
        <div className="px-4 pb-2">
          <ErrorNote error={failed} live="status" />
        </div>
      )}
      <DataTable
        className="grow"
        label={t('Scheduled actions')}
        columns={scheduledActionColumns}
        rows={data ?? none}
        rowId={idOf}
        rowName={nameOf}
        initialSort={byName}
        storageKey="scheduled-actions"
        menu={entries}
        onOpen={one => router.push(paths.scheduledAction(one.id))}
        loading={schedules.isPending}
        empty={
          <EmptyState kind="nothing-yet" icon="power" title={t('Nothing is scheduled yet')}>
            {t('Have VMs start, shut down or reboot once at a time, or again and again.')}
          </EmptyState>
        }
      />
      {(creating || forVms !== '') && (
        <ActionScheduleDialog
          vms={forVms === '' ? none : forVms.split(',')}
          onClose={() => {
            setCreating(false)
            setForVms(null)
          }}
        />
      )}
      {dialog}
    </>
  )
}

const none: readonly never[] = []
const byName = { id: 'name', desc: false }
const idOf = (one: ActionScheduleInfo) => one.id
const nameOf = (one: ActionScheduleInfo) => one.name
