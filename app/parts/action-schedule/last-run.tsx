'use client'

import { absoluteTime } from '@/app/lib/format'
import { type Status, StatusMark } from '@/app/ui/status-mark'
import type { ActionRunInfo, ActionScheduleInfo } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** How a run stands, in a word. */
export function runStatus({ deeds, endedAt }: Pick<ActionRunInfo, 'deeds' | 'endedAt'>): {
  status: Status
  word: string
} {
  const of = (state: string) => deeds.filter(deed => deed.state === state).length
  if (endedAt === null) {
    return of('waiting') > 0 && of('begun') === 0
      ? { status: 'held', word: t('Waits for its pool') }
      : { status: 'moving', word: t('Under way') }
  }
  const done = of('succeeded')
  const all = deeds.length
  if (done === all) return { status: 'ok', word: t('Done') }
  if (of('missed') === all) return { status: 'warn', word: t('Missed') }
  return { status: 'trouble', word: t('{n} of {all} not done', { n: all - done, all }) }
}

/** How the newest run went; nothing where there was none. */
export function LastRun({ schedule: { runs } }: { schedule: ActionScheduleInfo }) {
  const [last] = runs
  if (!last) return <span className="text-faint">{t('Never')}</span>
  return (
    <span title={absoluteTime(last.dueAt)}>
      <StatusMark {...runStatus(last)} />
    </span>
  )
}

/** Whether it is on. */
export function scheduleStatus({ enabled, nextAt }: Pick<ActionScheduleInfo, 'enabled' | 'nextAt'>): {
  status: Status
  word: string
} {
  if (!enabled) return { status: 'idle', word: t('Off') }
  return nextAt === null ? { status: 'idle', word: t('Over') } : { status: 'ok', word: t('On') }
}
