import { type ListGroup, mostGroups } from '../views'
import { naturalKey } from './sort-key'

/** A group while it has rows: the same object for all of them. */
export interface Group {
  readonly key: string
  readonly label: string | null
  /** What groups are sorted by; null stands last. */
  readonly order: string | null
  count: number
}

/** By the text, without one last in either direction. Tells groups of different keys apart. */
export function groupOrder(a: Group, b: Group, desc: boolean): number {
  if (a === b || a.key === b.key) return 0
  if (a.order === null || b.order === null)
    return a.order === b.order ? (a.key < b.key ? -1 : 1) : a.order === null ? 1 : -1
  const [left, right] = a.order === b.order ? [a.key, b.key] : [a.order, b.order]
  return left < right === desc ? 1 : -1
}

/** The groups that rows of one list stand in, with how many. */
export class ListGroups {
  private readonly byKey = new Map<string, Group>()
  private told: readonly ListGroup[] | null | undefined

  constructor(private readonly desc: boolean) {}

  /** The group of a value; one that is new has no rows yet. */
  of(key: string, label: string | null): Group {
    const held = this.byKey.get(key)
    if (held !== undefined) return held
    const group = { key, label, order: label === null ? null : naturalKey(label), count: 0 }
    this.byKey.set(key, group)
    return group
  }

  add(group: Group): void {
    this.told = undefined
    group.count += 1
  }

  remove(group: Group): void {
    this.told = undefined
    group.count -= 1
    if (group.count === 0 && this.byKey.get(group.key) === group) this.byKey.delete(group.key)
  }

  clear(): void {
    this.told = undefined
    this.byKey.clear()
  }

  /** In order, the same array until one changes; null: they are too many to be told. */
  list(): readonly ListGroup[] | null {
    if (this.told === undefined) {
      this.told =
        this.byKey.size > mostGroups
          ? null
          : [...this.byKey.values()]
              .sort((a, b) => groupOrder(a, b, this.desc))
              .map(({ key, label, count }) => ({ key, label, count }))
    }
    return this.told
  }
}

/** The runs of rows `from` … `from + count - 1` in the whole list, where rows of closed groups are not counted. */
export function openRuns(
  groups: readonly ListGroup[],
  closed: ReadonlySet<string>,
  from: number,
  count: number,
): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  let start = 0
  let open = 0
  for (const group of groups) {
    const first = start
    start += group.count
    if (closed.has(group.key)) continue
    const begin = Math.max(from - open, 0)
    const end = Math.min(from + count - open, group.count)
    open += group.count
    if (begin < end) runs.push({ from: first + begin, to: first + end })
    if (open >= from + count) break
  }
  return runs
}
