import type { AuditIntent, AuditLog, AuditOutcome } from '@/server/audit/record'
import { actionById } from '@/server/catalogue/catalogue'
import { objectId } from '@/server/inventory/ids'
import { type OperationRow, rowClasses } from '@/server/inventory/rows'
import { appErrorCodes } from '@/server/shared/app-error'

/** A run of a schedule: the schedule's name, and the run's id. */
export interface ScheduleRunName {
  name: string
  run: bigint
}

/** The same with the schedule by which it is done, as the audit log names it. */
export function bySchedule<P extends Pick<AuditIntent, 'params'>>(
  intent: P,
  schedule: ScheduleRunName | undefined,
): P {
  if (!schedule) return intent
  const { name, run } = schedule
  return { ...intent, params: { ...intent.params, schedule: name, scheduleRun: String(run) } }
}

/**
 * Writes down what was refused before anything was called. Whoever pressed a button is told so; of what a schedule was to
 * do nobody is, so it is shown as an operation that failed, by every process.
 */
export function createUndone({
  audit,
  show,
}: {
  audit: Pick<AuditLog, 'begin' | 'finish' | 'note'>
  show: (row: OperationRow) => void
}) {
  return async (
    intent: AuditIntent,
    outcome: Pick<AuditOutcome, 'errorCode' | 'errorText'> & { result?: 'refused' | 'failed' },
    schedule?: ScheduleRunName,
  ): Promise<bigint> => {
    if (!schedule) return audit.note({ ...intent, result: 'refused', ...outcome })
    const startedAt = new Date().toISOString()
    // Begun and ended rather than noted: of lines that a process has begun the others are told.
    const id = await audit.begin(intent)
    await audit.finish(id, { result: 'refused', ...outcome })
    const { pool, object, action, sentence, userName } = intent
    if (!pool || !object) return id
    const code = appErrorCodes.find(one => one === outcome.errorCode) ?? 'refused'
    show({
      id: String(id),
      action,
      title: sentence,
      pool: pool.id,
      object: {
        class: rowClasses.find(cls => cls === object.class) ?? actionById(action)?.on[0] ?? 'VM',
        id: objectId(pool.id, object.uuid),
        name: object.name,
      },
      user: userName,
      state: 'failed',
      progress: null,
      startedAt,
      finishedAt: new Date().toISOString(),
      error: { code, message: outcome.errorText ?? '' },
      task: null,
    })
    return id
  }
}
