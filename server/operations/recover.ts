import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Quotas } from '@/server/access/projects/quotas'
import type { AuditLog } from '@/server/audit/record'
import { actionById } from '@/server/catalogue/catalogue'
import { describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { Pools } from '@/server/pools/pools'
import { say } from '@/server/shared/text'
import type { Records, Ref } from '@/server/xapi/model/records'
import type { XapiSession } from '@/server/xapi/session'
import { dropTask, taggedTasks } from '@/server/xapi/tasks'
import { followTask, type TaskOutcome } from './follow'
import { clearLeftBehind } from './left-behind'
import { idOfMade } from './made'
import { tagOf } from './tag'

const minute = 60_000
const lateMs = 5000
/** Pools collect finished tasks after 65 minutes (`completed_task_timeout`), of a clock of their own. */
const collectedMs = 30 * minute
/** Of more tasks than 200 they collect those that finished first: with half as many none was collected lately. */
const fewTasks = 100
/** What the clocks of a host and of Domus may differ by. */
const skewMs = minute

/**
 * Settles audit lines that a process which is gone left open: by the pool's task where the pool still has it, followed to
 * its end where it still runs, else as "outcome unknown". A pool that does not answer within a minute of its first
 * attempt leaves its lines unknown. What is not settled when `stopping` is aborted stays open for the next time.
 * Resolves to how many lines there were.
 */
export async function settleOpenLines(
  {
    audit,
    inventory,
    pools,
    quotas,
  }: { audit: AuditLog; inventory: Inventory; pools: Pools; quotas: Pick<Quotas, 'settleLine'> },
  lines: readonly Line[],
  stopping: AbortSignal,
): Promise<number> {
  if (lines.length === 0) return 0
  // Each line waits for it.
  setMaxListeners(0, stopping)
  const letGo = pools.hold(new Set(lines.flatMap(({ poolId }) => poolId ?? [])))
  try {
    await pools.settled()
    await inventory.whenSettled(AbortSignal.timeout(minute)).catch(() => undefined)
    await Promise.all(lines.map(settle))
  } finally {
    letGo()
  }
  return lines.length

  async function settle(line: Line): Promise<void> {
    let outcome: TaskOutcome = { result: 'unknown' }
    let errorText: string = say(
      'Domus ended while this was under way, and the pool no longer knows the task.',
    )
    let ended: Ref<'task'> | undefined
    try {
      // Of several steps those that were left to do are not done any more, and none tells what became of all.
      const action = actionById(line.action)
      if (action?.steps) {
        const { id, poolId, objectUuid } = line
        const isMaking = action.makes === 'VM' && poolId !== null && objectUuid !== null
        if (isMaking && (await clearLeftBehind({ inventory, pools }, { id, poolId, objectUuid }, stopping))) {
          const errorText = say(
            'Domus ended while this was under way: what there was of it has been taken away.',
          )
          await audit.finish(line.id, { result: 'cancelled', errorCode: 'cancelled', errorText })
          return
        }
        errorText = say('Domus ended while this was under way: not all of its steps may have been done.')
      } else if (line.poolId) {
        // Throws when the pool did not answer: then nobody waits for it.
        const session = pools.session(line.poolId)
        const { task, remembered } = await lookFor(line, session, stopping)
        if (task) {
          outcome = await followTask({ inventory, pools, pool: line.poolId, task }, () => undefined, stopping)
          ended = task
        } else if (remembered && rememberedSince(line, inventory)) {
          const errorText = say('Domus ended before it had asked the pool for it: nothing was done.')
          await audit.finish(line.id, { result: 'cancelled', errorCode: 'cancelled', errorText })
          return
        }
      }
    } catch (error) {
      if (stopping.aborted) return
      console.warn('A task of another process could not be asked for:', describe(error).message)
      errorText = say(
        'Domus ended while this was under way, and the pool could not be asked what came of it.',
      )
    }
    if ('made' in outcome && outcome.made !== null) await keepInProject(line, outcome.made)
    if ('error' in outcome) {
      const { code, params } = outcome.error
      const nameOf = (ref: string) => (line.poolId ? inventory.nameOf(line.poolId, ref) : undefined)
      await audit.finish(line.id, {
        result: outcome.result,
        errorCode: code,
        errorParams: params,
        errorText: describe(outcome.error, nameOf).message,
      })
    } else
      await audit.finish(line.id, {
        result: outcome.result,
        ...(outcome.result === 'unknown' ? { errorText } : {}),
      })
    // Left there, such tasks add up until the pool collects some that nobody has asked for yet.
    const live = line.poolId === null ? undefined : pools.live(line.poolId)
    if (ended && live) await dropTask(live, ended)
  }

  /** What was made belongs where its process would have put it. */
  async function keepInProject({ id, action, poolId }: Line, made: string): Promise<void> {
    const isVm = poolId !== null && actionById(action)?.makes === 'VM'
    const belongs = isVm ? await idOfMade(inventory, poolId, made, stopping) : undefined
    await quotas.settleLine(id, made, belongs)
  }
}

type Line = Awaited<ReturnType<AuditLog['orphans']>>[number]

interface Found {
  task?: Ref<'task'> | undefined
  /** Where there is none: true when the pool has not collected one that was begun for the line and is over. */
  remembered: boolean
}

/** The task that a line is about, also where Domus ended before it had heard of it. */
async function lookFor(line: Line, session: XapiSession, stopping: AbortSignal): Promise<Found> {
  if (line.task) return { task: storedRef(line.task), remembered: true }
  const found = await taskOf(line, session)
  if (found.task || line.objectUuid === null) return found
  // A call that was on its way when its process ended may begin a moment later.
  await delay(lateMs, undefined, { signal: stopping })
  const later = await taskOf(line, session)
  return { ...later, remembered: found.remembered && later.remembered }
}

async function taskOf({ id, at, objectUuid }: Line, session: XapiSession): Promise<Found> {
  if (objectUuid === null) return { remembered: false }
  const all = await session.getAllRecords('task')
  const [task] = taggedTasks(all, tagOf(id, objectUuid))
  // The first to finish is the first to be collected.
  const hasOlder = [...all.values()].some(
    one => isOver(one) && Date.parse(one.finished) < at.getTime() - skewMs,
  )
  return { task, remembered: hasOlder || all.size < fewTasks }
}

const isOver = ({ status }: Records['task']) => status !== 'pending' && status !== 'cancelling'

/**
 * Whether the pool would know a task that was begun for this line: its toolstack, which forgets them when it starts, has
 * run since before, and it is too early for it to have collected a finished one.
 */
function rememberedSince({ at, poolId, task, objectUuid }: Line, inventory: Inventory): boolean {
  if (poolId === null || task !== null || objectUuid === null || Date.now() - at.getTime() > collectedMs)
    return false
  const store = inventory.store(poolId)
  const [pool] = store?.all('pool') ?? []
  const coordinator = pool && store?.get('host', pool[1].master)
  const started = Number.parseFloat(coordinator?.other_config.agent_start_time ?? '')
  return started * 1000 < at.getTime() - skewMs
}

/** The column holds nothing but references of tasks. */
function storedRef(text: string): Ref<'task'> {
  return text as Ref<'task'>
}
