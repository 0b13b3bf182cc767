import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { begin, end } from '../lifecycle/operation'
import type { Pool } from '../pool'
import { assertSeen, assertSrOperation } from '../tables/allowed/storage'
import type { Task } from '../work/task'

/** A storage does one thing at a time; who comes second waits that long at most. */
const PATIENCE_SECONDS = 60

/** Runs `work` while the storage shows `operation`. Waits for what goes on there already. */
export async function onStorage<T>(
  pool: Pool,
  task: Task,
  sr: Ref<'SR'>,
  operation: string,
  work: () => Promise<T> | T,
): Promise<T> {
  await admitted(pool, sr, operation)
  assertSeen(pool.db, sr)
  begin(pool, task, 'SR', sr, operation)
  try {
    return await work()
  } finally {
    end(pool, task, 'SR', sr)
  }
}

/** Runs `work` while the disk shows `operation`. */
export async function onDisk<T>(
  pool: Pool,
  task: Task,
  vdi: Ref<'VDI'>,
  operation: string,
  work: () => Promise<T> | T,
): Promise<T> {
  begin(pool, task, 'VDI', vdi, operation)
  try {
    return await work()
  } finally {
    end(pool, task, 'VDI', vdi)
  }
}

async function admitted(pool: Pool, sr: Ref<'SR'>, operation: string): Promise<void> {
  const deadline = pool.clock.now() + PATIENCE_SECONDS * 1000
  for (;;) {
    try {
      assertSrOperation(pool.db, sr, operation)
      return
    } catch (error) {
      const busy = error instanceof Failure && error.code === 'OTHER_OPERATION_IN_PROGRESS'
      if (!busy || pool.clock.now() >= deadline) throw error
    }
    await new Promise<void>(resolve => {
      const wake = () => {
        callOff()
        unwatch()
        resolve()
      }
      const callOff = pool.clock.after(PATIENCE_SECONDS, wake)
      const unwatch = pool.db.watch(wake)
    })
  }
}
