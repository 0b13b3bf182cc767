import { setTimeout } from 'node:timers/promises'
import { TransportError, XapiError } from './errors'
import type { EventBatch } from './events'
import type { Records, Ref } from './model/records'
import { retryDelay } from './retry'

type TaskRecord = Records['task']

export interface FollowOptions {
  /** Called with the share that is done, 0 to 1, whenever it has changed. */
  readonly onProgress?: ((share: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** What a pool can be asked about its tasks. */
export interface TaskSource {
  /** Names the pool in errors. */
  readonly host: string
  /** Whether it has event.from. */
  readonly events: boolean
  record(task: Ref<'task'>): Promise<TaskRecord>
  changes(token: string, timeoutSeconds: number): Promise<EventBatch<'task'>>
}

interface Watcher {
  readonly task: Ref<'task'>
  saw(record: TaskRecord): void
  fail(error: unknown): void
}

const pollSeconds = 20
/** Attempts while the pool does not answer, with growing pauses: some two minutes. */
const patience = 14

/**
 * Waits for tasks of a pool, for all of them with one call of event.from, and only while there are any; by asking for
 * their records where the pool has no events.
 */
export class TaskFollower {
  readonly #source: TaskSource
  readonly #watchers = new Set<Watcher>()
  #running = false

  constructor(source: TaskSource) {
    this.#source = source
  }

  /**
   * The record of the task once it has ended, well or badly. Throws XapiError HANDLE_INVALID when the row is gone, and
   * with it what became of the work; TransportError when the pool cannot be asked for some minutes, and `cancelled`
   * when the signal says so.
   */
  follow(task: Ref<'task'>, { onProgress, signal }: FollowOptions = {}): Promise<TaskRecord> {
    return new Promise((resolve, reject) => {
      let share: number | undefined
      const settle = () => {
        this.#watchers.delete(watcher)
        signal?.removeEventListener('abort', cancel)
      }
      const watcher: Watcher = {
        task,
        saw: record => {
          const now = Math.min(1, Math.max(0, record.progress))
          if (now !== share) onProgress?.(now)
          share = now
          // Only the status tells the end: all else is written before it.
          if (record.status === 'pending' || record.status === 'cancelling') return
          settle()
          resolve(record)
        },
        fail: error => {
          settle()
          reject(error)
        },
      }
      const cancel = () => watcher.fail(new TransportError('cancelled', this.#source.host, { call: 'task' }))
      signal?.addEventListener('abort', cancel, { once: true })
      if (signal?.aborted) return cancel()
      this.#watchers.add(watcher)
      // What happened before anybody looked is in the record, what happens from now on in the events.
      void this.#look([watcher])
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    let token = ''
    let failures = 0
    for (let round = 1; this.#watchers.size > 0; round++) {
      if (!this.#source.events) {
        await setTimeout(Math.min(5000, 250 * 2 ** round), undefined, { ref: false })
        await this.#look([...this.#watchers])
        continue
      }
      try {
        const batch = await this.#source.changes(token, pollSeconds)
        token = batch.token
        failures = 0
        this.#take(batch)
      } catch (error) {
        // Cancelled by nobody but a logout: then there is nothing more to wait for.
        const over = error instanceof TransportError && error.kind === 'cancelled'
        if (over || ++failures > patience) for (const watcher of [...this.#watchers]) watcher.fail(error)
        // Of a coordinator that has started anew the old token means nothing, and its tasks are gone.
        token = ''
        await setTimeout(retryDelay(failures), undefined, { ref: false })
        await this.#look([...this.#watchers])
      }
    }
    this.#running = false
  }

  #take(batch: EventBatch<'task'>): void {
    for (const event of batch.events)
      for (const watcher of [...this.#watchers]) {
        if (watcher.task !== event.ref) continue
        if (event.snapshot !== undefined) watcher.saw(event.snapshot)
        else if (event.operation === 'del') watcher.fail(this.#gone(event.ref))
      }
  }

  #gone(task: Ref<'task'>): XapiError {
    return new XapiError('HANDLE_INVALID', ['task', task], 'task.get_record', this.#source.host)
  }

  async #look(watchers: readonly Watcher[]): Promise<void> {
    for (const watcher of watchers) {
      if (!this.#watchers.has(watcher)) continue
      try {
        watcher.saw(await this.#source.record(watcher.task))
      } catch (error) {
        // No answer now: the events, or the next look, will have one.
        if (!(error instanceof TransportError) || error.kind === 'cancelled') watcher.fail(error)
      }
    }
  }
}
