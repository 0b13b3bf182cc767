import type { Interests, ListInterest, ObjectId, TreeInterest } from '@/server/api/types'

/** Tells the server what this tab shows. Rejects when it could not be told. */
export type TellInterests = (interests: Interests) => Promise<unknown>

const retryMs = 1_000

/**
 * What a tab shows, told to the server as it changes: changes of one moment go together, and while one is on its way the
 * next ones wait and become one.
 */
export class Wanted {
  private readonly lists = new Map<string, ListInterest>()
  private readonly rows = new Map<ObjectId, number>()
  private tree: TreeInterest | null = null
  private seq = 0
  /** What the server has taken, or is being told. */
  private told = ''
  private sending = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly tell: TellInterests,
    private readonly hasAlready: (id: ObjectId) => boolean,
  ) {}

  /** The number of what was told last; 0: nothing yet. */
  get current(): number {
    return this.seq
  }

  list(interest: ListInterest): void {
    this.lists.set(interest.key, interest)
    this.soon()
  }

  withoutList(key: string): void {
    this.lists.delete(key)
    this.soon()
  }

  treePart(interest: TreeInterest | null): void {
    this.tree = interest
    this.soon()
  }

  /** Until the answered function is called, this object is wanted. */
  row(id: ObjectId): () => void {
    this.rows.set(id, (this.rows.get(id) ?? 0) + 1)
    this.soon()
    return () => {
      const left = (this.rows.get(id) ?? 1) - 1
      if (left > 0) this.rows.set(id, left)
      else this.rows.delete(id)
      this.soon()
    }
  }

  hasRow(id: ObjectId): boolean {
    return this.rows.has(id)
  }

  /** The server knows this tab from now on; `seq` is what it last took from it. */
  connected(seq: number): void {
    if (seq === this.seq && seq > 0) return
    if (!this.sending) this.told = ''
    this.soon()
  }

  private soon(): void {
    if (this.timer !== undefined || this.sending) return
    this.timer = setTimeout(() => this.send(), 0)
  }

  private send(): void {
    this.timer = undefined
    const asked = {
      lists: [...this.lists.values()],
      tree: this.tree,
      rows: [...this.rows.keys()].filter(id => !this.hasAlready(id)).sort(),
    }
    const text = JSON.stringify(asked)
    if (text === this.told) return
    this.told = text
    this.sending = true
    this.seq += 1
    this.tell({ seq: this.seq, ...asked }).then(
      () => this.sent(),
      () => {
        // The stream says by itself what is wrong with the connection; this only tries again.
        this.told = ''
        this.sending = false
        this.timer = setTimeout(() => this.send(), retryMs)
      },
    )
  }

  private sent(): void {
    this.sending = false
    this.soon()
  }
}
