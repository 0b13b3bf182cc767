'use client'

import { useActionSchedules } from '@/app/lib/action-schedules'
import { absoluteTime } from '@/app/lib/format'
import { paths } from '@/app/lib/paths'
import { appError } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { PageLink } from '@/app/parts/page-link'
import { Card } from '@/app/ui/card'
import type { VmRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { ruleSentence } from '@/server/shared/schedule-words'
import { t, told } from '@/server/shared/text'
import { LastRun } from './last-run'

/** What is scheduled for a VM, and the way to schedule something. */
export function ScheduledFor({ vm }: { vm: VmRow }) {
  const { data, error } = useActionSchedules()
  const own = (data ?? []).filter(one => one.vms.some(({ id }) => id === vm.id))
  return (
    <Card
      title={t('Scheduled actions')}
      aside={
        <PageLink href={paths.scheduleActionFor([vm.id])} className="text-accent hover:underline">
          {t('Schedule an action…')}
        </PageLink>
      }
    >
      {error && !data && <ErrorNote error={appError(error)} live="status" />}
      {data && own.length === 0 && <p className="text-m text-muted">{t('Nothing is scheduled.')}</p>}
      <ul className="flex flex-col gap-2">
        {own.map(one => (
          <li key={one.id} className="flex flex-col text-m">
            <span className="flex flex-wrap items-center gap-x-3">
              <PageLink href={paths.scheduledAction(one.id)} className="text-strong hover:underline">
                {one.name}
              </PageLink>
              <LastRun schedule={one} />
            </span>
            <span className="text-muted tabular-nums">
              {told(actionById(one.action)?.label ?? one.action)}:{' '}
              {one.nextAt ? absoluteTime(one.nextAt) : one.enabled ? ruleSentence(one.rule) : t('Off')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
