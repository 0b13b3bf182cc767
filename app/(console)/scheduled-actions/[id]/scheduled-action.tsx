'use client'

import { useRouter } from 'next/navigation'
import { useActionSchedules } from '@/app/lib/action-schedules'
import { absoluteTime } from '@/app/lib/format'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { runStatus, scheduleStatus } from '@/app/parts/action-schedule/last-run'
import { useScheduleActions } from '@/app/parts/action-schedule/use-schedule-actions'
import { ErrorNote } from '@/app/parts/error-note'
import { ObjectLink } from '@/app/parts/object-link'
import { PageHeader } from '@/app/parts/page-header'
import { Card } from '@/app/ui/card'
import { EmptyState } from '@/app/ui/empty-state'
import { Facts } from '@/app/ui/facts'
import { IconButton } from '@/app/ui/icon-button'
import { Menu } from '@/app/ui/menu'
import { Panels } from '@/app/ui/panels'
import { Skeleton } from '@/app/ui/skeleton'
import { StatusMark, StatusShape } from '@/app/ui/status-mark'
import type { ActionRunInfo, ActionScheduleInfo, ScheduledVmName } from '@/server/api/types'
import { deedWord } from '@/server/shared/schedule-words'
import { t, told } from '@/server/shared/text'
import { actionWord, whenWord } from '../columns'

/** A scheduled action: what it does to which VMs, when, and what came of it. */
export function ScheduledAction({ id }: { id: string }) {
  const { data, error, isPending } = useActionSchedules()
  const router = useRouter()
  const { entries, dialog, error: failed } = useScheduleActions(() => router.push(paths.scheduledActions))
  const found = data?.find(one => one.id === id)
  if (isPending) return <Skeleton className="m-4 w-60" />
  if (error && !data) return <ErrorNote error={appError(error)} live="status" className="m-4" />
  if (!found) {
    return (
      <>
        <PageHeader title={t('Scheduled action')} />
        <EmptyState kind="nothing-yet" icon="power" title={t('This scheduled action is gone')} />
        {dialog}
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={found.name}
        aside={<StatusMark {...scheduleStatus(found)} />}
        actions={
          <Menu
            align="end"
            trigger={<IconButton icon="more" label={t('Actions for {name}', { name: found.name })} />}
            entries={entries(found)}
          />
        }
      />
      {failed && <ErrorNote error={failed} live="status" className="mx-4 mb-2" />}
      <div className="p-4 pt-0">
        <Panels className="grid gap-4 md:grid-cols-2">
          <What schedule={found} />
          <Runs runs={found.runs} />
        </Panels>
      </div>
      {dialog}
    </>
  )
}

function What({ schedule }: { schedule: ActionScheduleInfo }) {
  const { action, vms, owner, nextAt } = schedule
  return (
    <Card title={t('What and when')}>
      <Facts
        facts={[
          { label: t('Action'), value: actionWord(action) },
          { label: t('When'), value: whenWord(schedule) },
          { label: t('Next run'), value: nextAt && absoluteTime(nextAt) },
          { label: t('In the name of'), value: owner },
          {
            label: t('VMs'),
            value: (
              <ul aria-label={t('VMs')} className="flex flex-wrap gap-x-3">
                {vms.map((vm, at) => (
                  <li key={vm.id ?? at}>
                    <VmName vm={vm} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Card>
  )
}

function VmName({ vm: { id, name } }: { vm: ScheduledVmName }) {
  if (id === null) return <span className="text-muted">{told(name)}</span>
  return <ObjectLink cls="VM" id={id} name={name} />
}

function Runs({ runs }: { runs: readonly ActionRunInfo[] }) {
  return (
    <Card title={t('Last runs')}>
      {runs.length === 0 ? (
        <p className="text-m text-muted">{t('It has not run yet.')}</p>
      ) : (
        <ul aria-label={t('Last runs')} className="flex flex-col gap-2">
          {runs.map(run => (
            <RunLine key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** When, and what came of it; each VM of which there is something to be said. */
function RunLine({ run }: { run: ActionRunInfo }) {
  const { dueAt, byHand, deeds, action } = run
  const { status, word } = runStatus(run)
  const said = deeds.filter(({ state, reason }) => state !== 'succeeded' || reason !== '')
  return (
    <li className="flex flex-col text-m">
      <span className="flex flex-wrap items-center gap-x-3">
        <time dateTime={dueAt} className="text-muted tabular-nums">
          {absoluteTime(dueAt)}
        </time>
        <StatusShape status={status} label={word} />
        <span>{word}</span>
        <span className="text-muted">{actionWord(action)}</span>
        {byHand && <span className="text-muted">{t('run by hand')}</span>}
      </span>
      {said.map((deed, at) => (
        <span key={deed.id ?? at} className="break-words pl-4 text-muted">
          {told(deed.name)}: {deedWord(deed.state)}
          {deed.reason !== '' && <>. {told(deed.reason)}</>}
        </span>
      ))}
    </li>
  )
}
