import { absoluteTime, duration } from '@/app/lib/format'
import type { OperationRow } from '@/server/api/types'
import { operationStatus } from '../status'

/** A run as plain text, as one pastes it into a mail: what, when, by whom, how it ended and what the pool said. */
export function operationText(operation: OperationRow, now: number = Date.now()): string {
  const { title, state, object, user, startedAt, finishedAt, error } = operation
  const { word, detail } = operationStatus(state)
  const ms = (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt)
  return [
    `${title}: ${word}`,
    `${object.class} ${object.name} (${object.id.slice(object.id.indexOf('.') + 1)})`,
    `Started ${absoluteTime(startedAt)} by ${user}, took ${duration(Math.max(0, ms))}`,
    error ? [error.message, error.next].filter(Boolean).join(' ') : detail,
    error?.xapi && [error.xapi.code, ...error.xapi.params.filter(Boolean)].join(' · '),
  ]
    .filter(Boolean)
    .join('\n')
}
