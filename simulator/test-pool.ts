import type { Ref } from '../server/xapi/model/records'
import type { Wire } from '../server/xapi/wire'
import { isoTime, type ManualClock, manualClock } from './clock'
import { asFailure, Failure } from './failure'
import { Faults } from './faults'
import { growPool } from './grow'
import { serveCall } from './handlers/dispatch'
import { coordinatorOf, type Pool } from './pool'
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
  /** Calls a message as the local superuser and lets time pass until it is answered. Rejects with its Failure. */
  call(method: string, ...params: readonly Wire[]): Promise<unknown>
  /** The same as whose session is given. */
  callAs(session: Ref<'session'>, method: string, ...params: readonly Wire[]): Promise<unknown>
}

/** No call takes longer, in seconds. */
const PATIENCE_SECONDS = 600
const STEP_SECONDS = 0.25

export function testPool(seed?: (ground: Ground) => Seed, randomSeed = 1): TestPool {
  const clock = manualClock()
  const faults = new Faults()
  const pool = growPool({
    clock,
    faults,
    consoleBase: 'http://127.0.0.1:1',
    randomSeed,
    ...(seed && { seed }),
  })
  const callAs = async (session: Ref<'session'>, method: string, params: readonly Wire[]) => {
    const answer = await answered(
      clock,
      serveCall({ pool, host: coordinatorOf(pool) }, method, [session, ...params]),
    )
    if (answer.kind === 'failure') throw new Failure(answer.code, ...answer.params)
    return 'value' in answer ? answer.value : answer
  }
  return {
    pool,
    clock,
    call: (method, ...params) => callAs(superuser(pool), method, params),
    callAs: (session, method, ...params) => callAs(session, method, params),
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

/** A session of root: the coordinator may have changed since the last one. */
function superuser(pool: Pool): Ref<'session'> {
  for (const [ref, { is_local_superuser }] of pool.db.all('session')) if (is_local_superuser) return ref
  return pool.db.create('session', {
    this_host: coordinatorOf(pool),
    is_local_superuser: true,
    last_active: isoTime(pool.clock.now()),
  })
}

async function answered<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let done = false
  const noted = work.finally(() => {
    done = true
  })
  for (let spent = 0; !done && spent < PATIENCE_SECONDS; spent += STEP_SECONDS)
    await clock.advance(STEP_SECONDS)
  return noted
}
