import { Failure } from './failure'
import { Line } from './http/line'

interface Trouble {
  readonly failure: Failure
  /** Absent: any operation. */
  readonly operation?: string
  readonly once: boolean
}

interface Call {
  readonly message: string
  readonly failure: Failure
}

/** What has been asked to go wrong. The connections ask here what to do; lifecycle asks whether to fail. */
export class Faults {
  readonly #troubles = new Map<string, Trouble[]>()
  readonly #cut = new Set<() => void>()
  readonly #calls: Call[] = []
  /** What is wrong with the connections. */
  readonly line = new Line()
  #paused: { readonly wait: Promise<void>; readonly go: () => void } | undefined

  /** The next operation on this object (a VM, a PBD) fails part of the way with this error. */
  failNext(uuid: string, code: string, params: readonly string[] = []): void {
    this.#add(uuid, { failure: new Failure(code, ...params), once: true })
  }

  /** Every such operation on this object fails: something about it is broken. */
  failAlways(uuid: string, operation: string, code: string, params: readonly string[] = []): void {
    this.#add(uuid, { failure: new Failure(code, ...params), operation, once: false })
  }

  /** The object is well again. */
  heal(uuid: string): void {
    this.#troubles.delete(uuid)
  }

  /** Throws what was asked for. */
  strike(uuid: string, operation: string): void {
    const troubles = this.#troubles.get(uuid) ?? []
    const trouble = troubles.find(one => one.operation === undefined || one.operation === operation)
    if (!trouble) return
    if (trouble.once) {
      const left = troubles.filter(one => one !== trouble)
      this.#troubles.set(uuid, left)
    }
    throw trouble.failure
  }

  /** The next call of this message (`VM.start`, also as Async.VM.start), or request (`/import_raw_vdi`), is refused with this error. */
  failCall(message: string, code: string, params: readonly string[] = []): void {
    this.#calls.push({ message, failure: new Failure(code, ...params) })
  }

  /** Throws what was asked for of a message. */
  strikeCall(message: string): void {
    const index = this.#calls.findIndex(one => one.message === message)
    const [call] = index < 0 ? [] : this.#calls.splice(index, 1)
    if (call) throw call.failure
  }

  /** Drops every connection at once, in the middle of whatever they carry. New ones are accepted. */
  cutConnections(): void {
    for (const cut of [...this.#cut]) cut()
  }

  /** Calls are accepted and not answered until `resume`. */
  pause(): void {
    if (this.#paused) return
    let go = () => {}
    const wait = new Promise<void>(resolve => {
      go = resolve
    })
    this.#paused = { wait, go }
  }

  resume(): void {
    this.#paused?.go()
    this.#paused = undefined
  }

  /** Resolves when answers may leave. */
  async answering(): Promise<void> {
    while (this.#paused) await this.#paused.wait
  }

  /** A connection says how to drop it; the returned function forgets it again. */
  onCut(cut: () => void): () => void {
    this.#cut.add(cut)
    return () => this.#cut.delete(cut)
  }

  #add(uuid: string, trouble: Trouble): void {
    this.#troubles.set(uuid, [...(this.#troubles.get(uuid) ?? []), trouble])
  }
}
