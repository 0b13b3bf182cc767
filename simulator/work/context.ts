import type { Ref } from '../../server/xapi/model/records'
import type { Pool } from '../pool'
import { Task } from './task'

/** One call being served. */
export class CallContext {
  readonly pool: Pool
  /** Empty for messages that need none. */
  readonly session: Ref<'session'>
  /** `VM.start`, also when it came as `Async.VM.start`. */
  readonly method: string
  /** The host that was asked. */
  readonly host: Ref<'host'>
  #task: Task | undefined

  constructor(call: Pick<CallContext, 'pool' | 'session' | 'method' | 'host'>, task?: Task) {
    this.pool = call.pool
    this.session = call.session
    this.method = call.method
    this.host = call.host
    this.#task = task
  }

  /** The task of this call. A synchronous call gets one when its work needs it, and loses it at the end. */
  get task(): Task {
    this.#task ??= new Task(this.pool, this.method, { session: this.session })
    return this.#task
  }

  /** Ends the task of a synchronous call. */
  close(): void {
    this.#task?.vanish()
    this.#task = undefined
  }
}
