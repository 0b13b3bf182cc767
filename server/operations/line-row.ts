import { z } from 'zod'
import { actionById } from '@/server/catalogue/catalogue'
import type { Action } from '@/server/catalogue/define'
import { inputs } from '@/server/catalogue/inputs'
import type { AuditEntry } from '@/server/db/generated/client'
import { describe, inEveryLanguage } from '@/server/errors'
import { objectId } from '@/server/inventory/ids'
import { type OperationRow, type PoolId, rowClasses } from '@/server/inventory/rows'
import { type AppErrorShape, appErrorCodes } from '@/server/shared/app-error'
import { say, told as toldText } from '@/server/shared/text'
import { XapiError } from '@/server/xapi/errors'
import { sentenceAgain } from './spoken'

const stateSchema = z.enum(['started', 'succeeded', 'failed', 'cancelled', 'unknown'])
/** What a schedule could not even begin was told to nobody: it stands among what failed. */
const byScheduleOf = z.object({ scheduleRun: z.string() })
const ownCode = z.enum(appErrorCodes)
/** Named in the line of each object by whoever ran over many. */
const bulkOf = z.object({ bulk: z.string() })
const paramsOf = z.array(z.string()).catch([])

/** The run that an audit line is about; undefined for lines about anything else, refusals before a call among them. */
export function rowOfLine(
  line: AuditEntry,
  nameOf: (pool: PoolId, ref: string) => string | undefined,
): OperationRow | undefined {
  const action = actionById(line.action)
  const refused = line.result === 'refused' && byScheduleOf.safeParse(line.params).success
  const state = stateSchema.safeParse(refused ? 'failed' : line.result)
  const told = sentenceAgain(line, line.objectName)
  const bulk = bulkOf.safeParse(line.params).data?.bulk
  if (!action || !state.success || line.poolId === null || line.objectUuid === null) return undefined
  return {
    id: String(line.id),
    action: line.action,
    title: line.sentence,
    ...(told ? { told } : {}),
    pool: line.poolId,
    object: {
      class: rowClasses.find(cls => cls === line.objectClass) ?? action.on[0] ?? 'VM',
      id: objectId(line.poolId, line.objectUuid),
      name: line.objectName ?? '',
    },
    user: line.userName,
    state: state.data === 'started' ? 'running' : state.data,
    progress: state.data === 'succeeded' ? 1 : null,
    startedAt: line.at.toISOString(),
    finishedAt: line.finishedAt?.toISOString() ?? null,
    error: errorOf(line, nameOf),
    task: line.task,
    ...(bulk === undefined ? {} : { bulk }),
    ...snapshotsOf(action, line.params),
  }
}

function snapshotsOf(action: Action, params: unknown): Pick<OperationRow, 'snapshots'> {
  const input = action.snapshotsIn && action.input && inputs[action.input.name].safeParse(params)
  return input?.success ? { snapshots: action.snapshotsIn?.(input.data) ?? [] } : {}
}

function errorOf(
  { errorCode, errorParams, errorText, poolId }: AuditEntry,
  nameOf: (pool: PoolId, ref: string) => string | undefined,
): AppErrorShape | null {
  if (errorCode === null) return null
  const own = ownCode.safeParse(errorCode)
  if (own.success) return { code: own.data, message: errorText ?? say('The log does not say why.') }
  const error = new XapiError(errorCode, paramsOf.parse(errorParams))
  const told = () => describe(error, ref => (poolId === null ? undefined : nameOf(poolId, ref)))
  const shape = inEveryLanguage(told)
  if (errorText === null) return shape
  // Before it stands what was done all the same.
  const done = errorText.slice(0, -shape.message.length).trim()
  if (errorText.endsWith(shape.message)) {
    return inEveryLanguage(() => {
      const said = told()
      return { ...said, message: `${toldText(done)} ${said.message}`.trim() }
    })
  }
  // The sentence was written while the names in it were known: no other language has them any more.
  const { words: _, ...english } = shape
  return { ...english, message: errorText }
}
