'use client'

import { alarmText } from '@/app/parts/alarm-text'
import { messageStatus, messageTitle } from '@/app/parts/message-text'
import { ObjectLink } from '@/app/parts/object-link'
import { Ago } from '@/app/parts/quantity'
import { runText } from '@/app/parts/schedule/run-text'
import type { Column } from '@/app/ui/data-table-types'
import { StatusShape } from '@/app/ui/status-mark'
import type { Alert } from '@/server/api/types'
import { say } from '@/server/shared/text'

/** What it says, in one line. */
export const alertText = ({ name, body }: Alert) =>
  runText(name, body)?.title ?? alarmText(body) ?? body.trim().split('\n')[0] ?? ''
export const alertTitle = ({ name }: Alert) => messageTitle(name)

export const alertColumns: Column<Alert>[] = [
  {
    id: 'name',
    header: say('Alert'),
    width: 140,
    sortBy: alertTitle,
    cell: alert => (
      <span className="inline-flex items-center gap-2 font-medium text-strong">
        <StatusShape
          status={messageStatus(alert.priority).status}
          label={messageStatus(alert.priority).word}
        />
        {alertTitle(alert)}
      </span>
    ),
    text: alertTitle,
  },
  {
    id: 'priority',
    header: say('Priority'),
    width: 140,
    sortBy: alert => alert.priority,
    cell: alert => messageStatus(alert.priority).word,
    text: alert => messageStatus(alert.priority).word,
  },
  {
    id: 'object',
    header: say('Object'),
    width: 140,
    sortBy: alert => alert.object?.name ?? null,
    cell: alert =>
      alert.object ? (
        <ObjectLink cls={alert.object.class} id={alert.object.id} name={alert.object.name} />
      ) : (
        <span className="text-faint">–</span>
      ),
  },
  {
    id: 'text',
    header: say('What the pool says'),
    width: 320,
    sortBy: alertText,
    cell: alert => (
      <span className="truncate text-muted" title={alertText(alert)}>
        {alertText(alert)}
      </span>
    ),
  },
  {
    id: 'pool',
    header: say('Pool'),
    width: 140,
    hidden: true,
    cell: alert => <ObjectLink cls="pool" id={alert.pool} />,
  },
  {
    id: 'at',
    header: say('When'),
    width: 100,
    sortBy: alert => alert.at,
    cell: alert => <Ago time={alert.at} />,
    csv: alert => alert.at,
  },
]
