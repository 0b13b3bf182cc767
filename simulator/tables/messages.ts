import { randomUUID } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import { refOf } from './row'

export type Message = Records['message']

export interface StoredMessage {
  readonly ref: Ref<'message'>
  readonly message: Message
  readonly generation: number
}

/** Called when one is made or goes. */
export type MessageLog = (ref: string, operation: 'add' | 'del', message: Message) => void

/** xapi keeps ten thousand of them, and tells late listeners of the last deletions only. */
const LIMIT = 10_000
const DELETIONS_KEPT = 512
const DELETIONS_LIMIT = 1024

/** Messages and alarms. Not rows of the database: they are never modified and have a numbering of their own. */
export class Messages {
  readonly #stored = new Map<string, StoredMessage>()
  readonly #watchers = new Set<() => void>()
  readonly #logs = new Set<MessageLog>()
  #generation = 0
  deletions: { ref: string; created: number; deleted: number }[] = []

  get generation(): number {
    return this.#generation
  }

  all(): Iterable<StoredMessage> {
    return this.#stored.values()
  }

  /** Those made after `generation`, oldest first. */
  since(generation: number): readonly StoredMessage[] {
    if (generation >= this.#generation) return []
    return [...this.#stored.values()].filter(one => one.generation > generation)
  }

  get(ref: string): Message {
    const stored = this.#stored.get(ref)
    if (!stored) throw new Failure('HANDLE_INVALID', 'message', ref)
    return stored.message
  }

  create(
    fields: Omit<Message, 'uuid'>,
    uuid: string = randomUUID(),
    text = `OpaqueRef:${randomUUID()}`,
  ): Ref<'message'> {
    const ref = refOf<'message'>(text)
    const message = { uuid, ...fields }
    this.#stored.set(ref, { ref, message, generation: ++this.#generation })
    for (const log of this.#logs) log(ref, 'add', message)
    const [oldest] = this.#stored.keys()
    if (this.#stored.size > LIMIT && oldest) this.#remove(oldest)
    this.#tell()
    return ref
  }

  destroy(ref: string): void {
    if (!this.#stored.has(ref)) throw new Failure('HANDLE_INVALID', 'message', ref)
    this.#remove(ref)
    this.#tell()
  }

  watch(told: () => void): () => void {
    this.#watchers.add(told)
    return () => this.#watchers.delete(told)
  }

  /** Calls `log` for each from now on. */
  record(log: MessageLog): () => void {
    this.#logs.add(log)
    return () => this.#logs.delete(log)
  }

  #remove(ref: string): void {
    const stored = this.#stored.get(ref)
    if (!stored) return
    this.#stored.delete(ref)
    this.deletions.push({ ref, created: stored.generation, deleted: ++this.#generation })
    for (const log of this.#logs) log(ref, 'del', stored.message)
    if (this.deletions.length >= DELETIONS_LIMIT) this.deletions = this.deletions.slice(-DELETIONS_KEPT)
  }

  #tell(): void {
    for (const told of this.#watchers) told()
  }
}
