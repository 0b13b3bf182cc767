import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime, spend } from '../clock'
import { asFailure, Failure } from '../failure'
import { coordinatorOf, type Pool } from '../pool'
import { refOf } from '../tables/row'

/** How often a task that takes a while shows how far it is. */
const STEP_SECONDS = 0.25
/** Completed tasks are removed after this long, or when there are too many of them. */
const KEPT_SECONDS = 65 * 60
const KEPT_TASKS = 200

/** Work in progress and its row. `running` until one of succeed, fail and vanish is called. */
export class Task {
  readonly ref: Ref<'task'>
  readonly #pool: Pool
  readonly #abort = new AbortController()

  /** `row`: the one that a client made for it. */
  constructor(
    pool: Pool,
    name: string,
    about: {
      readonly parent?: Ref<'task'>
      readonly session?: Ref<'session'>
      readonly row?: Ref<'task'>
    } = {},
  ) {
    this.#pool = pool
    this.ref =
      about.row ??
      pool.db.create('task', {
        name_label: name,
        status: 'pending',
        created: isoTime(pool.clock.now()),
        resident_on: coordinatorOf(pool),
        type: '<none/>',
        backtrace: '()',
        ...(about.parent && { subtask_of: about.parent }),
      })
    pool.tasks.set(this.ref, this)
    if (about.session) ownTask(pool, about.session, this.ref)
  }

  /** Aborted with TASK_CANCELLED when somebody cancels the task. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The host that does the work. */
  runOn(host: string): void {
    const known = this.#pool.db.find('host', host) && this.#pool.db.find('task', this.ref)
    if (known) this.#pool.db.update('task', this.ref, { resident_on: refOf<'host'>(host) })
  }

  progress(fraction: number): void {
    if (this.#pool.db.find('task', this.ref)) this.#pool.db.update('task', this.ref, { progress: fraction })
  }

  /** Whether it can be stopped from here on. */
  cancellable(possible: boolean): void {
    this.#update({ allowed_operations: possible ? ['cancel'] : [] })
  }

  /**
   * Takes `seconds` while progress rises from one fraction to another. Can be cancelled meanwhile, unless `firm`;
   * then throws TASK_CANCELLED.
   */
  async spend(seconds: number, from: number, to: number, firm = false): Promise<void> {
    this.cancellable(!firm)
    const steps = Math.max(1, Math.round(seconds / STEP_SECONDS))
    for (let step = 1; step <= steps; step++) {
      await spend(this.#pool.clock, seconds / steps, firm ? undefined : this.signal)
      this.progress(from + ((to - from) * step) / steps)
    }
  }

  /** A point at which it can be stopped: throws TASK_CANCELLED when somebody asked for it. */
  check(): void {
    if (this.signal.aborted) throw this.signal.reason
  }

  /** Asks it to stop at its next check point. Refused with OPERATION_NOT_ALLOWED where it cannot. */
  cancel(): void {
    const row = this.#pool.db.get('task', this.ref)
    if (!row.allowed_operations.includes('cancel')) {
      throw new Failure('OPERATION_NOT_ALLOWED', `Task ${this.ref} cannot be cancelled`)
    }
    markCancel(this.#pool, this.ref)
    this.stop()
  }

  /** Stops it whether or not it likes to: what it works on is being taken away. */
  stop(): void {
    this.#abort.abort(new Failure('TASK_CANCELLED', this.ref))
  }

  /** `result` is the XML-RPC text of the value. Each field is a write of its own, the status last, as in xapi. */
  succeed(result: string): void {
    this.#finish()
    this.#update({ result })
    this.#update({ status: 'success' })
  }

  fail(error: unknown): void {
    const failure = asFailure(error)
    this.#finish()
    this.#update({ error_info: failure.description })
    this.#update({ status: failure.code === 'TASK_CANCELLED' ? 'cancelled' : 'failure' })
  }

  /** The end of a task that only stood for a synchronous call. */
  vanish(): void {
    this.#pool.tasks.delete(this.ref)
    this.#pool.db.destroy('task', this.ref)
  }

  #finish(): void {
    const pool = this.#pool
    pool.tasks.delete(this.ref)
    this.#update({ allowed_operations: [] })
    this.#update({ finished: isoTime(pool.clock.now()) })
    this.#update({ progress: 1 })
    pool.clock.after(KEPT_SECONDS, () => pool.db.destroy('task', this.ref))
    collect(pool)
  }

  /** The row may be gone: a client can destroy it. */
  #update(fields: Partial<Records['task']>): void {
    if (this.#pool.db.find('task', this.ref)) this.#pool.db.update('task', this.ref, fields)
  }
}

/** Notes whose task it is: sessions list theirs for as long as these are there. */
export function ownTask(pool: Pool, session: string, task: Ref<'task'>): void {
  const row = pool.db.find('session', session)
  if (!row) return
  const tasks = row.tasks.filter(one => pool.db.find('task', one))
  pool.db.update('session', session, { tasks: [...tasks, task] })
}

/** A wish to cancel shows in current_operations; nothing takes it out again. */
export function markCancel(pool: Pool, ref: string): void {
  pool.db.update('task', ref, {
    current_operations: { [`DummyRef:|${randomUUID()}|task.cancel`]: 'cancel' },
  })
}

function collect(pool: Pool): void {
  const surplus = pool.db.table('task').entries.size - KEPT_TASKS
  if (surplus <= 0) return
  const done = [...pool.db.all('task')].filter(([, task]) => task.status !== 'pending')
  done.sort(([, a], [, b]) => a.finished.localeCompare(b.finished))
  for (const [ref] of done.slice(0, surplus)) pool.db.destroy('task', ref)
}
