import type { Ref } from '../server/xapi/model/records'
import { type ManualClock, manualClock } from './clock'
import { asFailure } from './failure'
import { Faults } from './faults'
import { growPool } from './grow'
import type { Pool } from './pool'
import type { Ground, Seed } from './seeds/builder'
import { Task } from './work/task'

/** A pool whose time only a test moves. */
export interface TestPool {
  readonly pool: Pool
  readonly clock: ManualClock
  /** The VM of this name. */
  vm(name: string): Ref<'VM'>
  /** Starts an operation behind a task, as Async.VM.… does. */
  begin(name: string, work: (task: Task) => Promise<void>): Ref<'task'>
  /** The code and parameters an operation is refused with; fails when it is not. */
  refusal(work: () => unknown): Promise<readonly string[]>
}

export function testPool(seed?: (ground: Ground) => Seed): TestPool {
  const clock = manualClock()
  const faults = new Faults()
  const pool = growPool({ clock, faults, consoleBase: 'http://127.0.0.1:1', ...(seed && { seed }) })
  return {
    pool,
    clock,
    vm: name => {
      for (const [ref, vm] of pool.db.all('VM')) if (vm.name_label === name) return ref
      throw new Error(`The pool has no VM ${name}`)
    },
    begin: (name, work) => {
      const task = new Task(pool, name)
      void work(task).then(
        () => task.succeed('<value></value>'),
        (error: unknown) => task.fail(error),
      )
      return task.ref
    },
    refusal: async work => {
      try {
        await work()
      } catch (error) {
        return asFailure(error).description
      }
      throw new Error('Nothing was refused')
    },
  }
}
