import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import { beingMadeKey, isBeingMade } from '@/server/shared/being-made'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'
import type { XapiSession } from '@/server/xapi/session'
import { dropTask } from '@/server/xapi/tasks'
import { followTask } from './follow'
import { lineOfTag, tagOf } from './tag'

interface Line {
  id: bigint
  poolId: PoolId
  objectUuid: string
}

/**
 * Takes away the VM that a run was making in several steps when its process ended, or when what became of a step could
 * not be told: nobody sees it, and nobody else would. Waits for what the pool is still doing for it. `known`: what the
 * run knows that it has made. False: there is none that is not whole.
 */
export async function clearLeftBehind(
  { inventory, pools }: { inventory: Inventory; pools: Pools },
  line: Line,
  stopping: AbortSignal,
  known: Ref<'VM'> | null = null,
): Promise<boolean> {
  const { poolId: pool } = line
  const store = inventory.store(pool)
  const session = pools.session(pool)
  const made = new Set<Ref<'VM'>>(known === null ? [] : [known])
  // Of the pool itself: a task whose answer was lost may not have been heard of yet.
  for (const task of tasksOf(line, await session.getAllRecords('task'))) {
    const outcome = await followTask({ inventory, pools, pool, task }, () => undefined, stopping)
    if ('made' in outcome && outcome.made !== null) made.add(session.refOf('VM', outcome.made))
    await dropTask(session, task)
  }
  const mark = tagOf(line.id, line.objectUuid)
  for (const [ref, vm] of store?.all('VM') ?? []) if (vm.other_config[beingMadeKey] === mark) made.add(ref)
  let cleared = false
  for (const vm of made) {
    if (!(await isHalf(session, vm))) continue
    await takeAway(session, vm)
    cleared = true
  }
  return cleared
}

function tasksOf(
  line: Line,
  tasks: ReadonlyMap<Ref<'task'>, { other_config: Readonly<Record<string, string>> }>,
): Ref<'task'>[] {
  const isIts = (found: ReturnType<typeof lineOfTag>) =>
    found?.line === String(line.id) && found.uuid === line.objectUuid
  return [...tasks].flatMap(([ref, { other_config }]) =>
    isIts(lineOfTag(other_config['http:tag'])) ? [ref] : [],
  )
}

async function isHalf({ call }: XapiSession, vm: Ref<'VM'>): Promise<boolean> {
  try {
    return isBeingMade({ name_label: await call.VM.get_name_label(vm) })
  } catch (error) {
    if (error instanceof XapiError && error.code === 'HANDLE_INVALID') return false
    throw error
  }
}

/** With its disks, which were made for it. */
async function takeAway({ call }: XapiSession, vm: Ref<'VM'>): Promise<void> {
  const disks: Ref<'VDI'>[] = []
  for (const vbd of await call.VM.get_VBDs(vm)) {
    const { type, empty, VDI } = await call.VBD.get_record(vbd)
    if (type === 'Disk' && !empty) disks.push(VDI)
  }
  if ((await call.VM.get_power_state(vm)) === 'Suspended') await call.VM.hard_shutdown(vm)
  await call.VM.destroy(vm)
  for (const disk of disks) await call.VDI.destroy(disk)
}
