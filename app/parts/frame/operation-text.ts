import { absoluteTime, duration } from '@/app/lib/format'
import type { OperationRow } from '@/server/api/types'
import { spokenTold, t } from '@/server/shared/text'
import { toldError } from '@/server/shared/told-error'
import { operationStatus } from '../status'

/** A run as plain text, as one pastes it into a mail: what, when, by whom, how it ended and what the pool said. */
export function operationText(operation: OperationRow, now: number = Date.now()): string {
  const { state, object, user, startedAt, finishedAt } = operation
  const error = operation.error && toldError(operation.error)
  const { word, detail } = operationStatus(state)
  const ms = (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt)
  return [
    `${spokenTold(operation)}: ${word}`,
    `${object.class} ${object.name} (${object.id.slice(object.id.indexOf('.') + 1)})`,
    t('Started {time} by {user}, took {duration}', {
      time: absoluteTime(startedAt),
      user,
      duration: duration(Math.max(0, ms)),
    }),
    error ? [error.message, error.next].filter(Boolean).join(' ') : detail,
    error?.xapi && [error.xapi.code, ...error.xapi.params.filter(Boolean)].join(' · '),
  ]
    .filter(Boolean)
    .join('\n')
}
