import { type ListGroup, mostGroups } from '../views'
import { naturalKey } from './sort-key'

/** One value that rows stand together by. */
export interface Step {
  /** The value, or the id of the object that it names; '' for none. */
  key: string
  /** The value as a text; null: there is none, or the object is not there. */
  label: string | null
}

/** An innermost group while it has rows: the same object for all of them. */
export interface Group {
  readonly key: string
  /** From the outermost inwards. */
  readonly steps: readonly Step[]
  /** What groups are sorted by at each level; null stands last. */
  readonly orders: readonly (string | null)[]
  count: number
}

/** So many levels of groups a list has at most: what stands deeper nobody finds. */
export const mostLevels = 4

/**
 * The name of a group that may stand in others: its value, after the values of those that it stands in, the outermost
 * first. A group on its own is named by its value alone.
 */
export function groupKey(values: readonly string[]): string {
  const [first = '', ...more] = values
  return more.length === 0 ? first : JSON.stringify(values)
}

/** By the texts, from the outermost inwards, without one last in either direction. Tells groups of different keys apart. */
export function groupOrder(a: Group, b: Group, desc: readonly boolean[]): number {
  if (a === b || a.key === b.key) return 0
  for (const [level, step] of a.steps.entries()) {
    const one = step.key
    const other = b.steps[level]?.key ?? ''
    if (one === other) continue
    const [x, y] = [a.orders[level] ?? null, b.orders[level] ?? null]
    if (x === null || y === null) return x === y ? (one < other ? -1 : 1) : x === null ? 1 : -1
    const [left, right] = x === y ? [one, other] : [x, y]
    return left < right === (desc[level] ?? false) ? 1 : -1
  }
  return 0
}

/** The groups that rows of one list stand in, with how many. */
export class ListGroups {
  private readonly byKey = new Map<string, Group>()
  private told: readonly ListGroup[] | null | undefined

  constructor(private readonly desc: readonly boolean[]) {}

  /** The group of these values; one that is new has no rows yet. */
  of(steps: readonly Step[]): Group {
    const key = groupKey(steps.map(step => step.key))
    const held = this.byKey.get(key)
    if (held !== undefined) return held
    const orders = steps.map(({ label }) => (label === null ? null : naturalKey(label)))
    const group = { key, steps, orders, count: 0 }
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
              .map(({ steps, count }) => ({
                keys: steps.map((_, at) => groupKey(steps.slice(0, at + 1).map(({ key }) => key))),
                labels: steps.map(({ label }) => label),
                count,
              }))
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
    if (group.keys.some(key => closed.has(key))) continue
    const begin = Math.max(from - open, 0)
    const end = Math.min(from + count - open, group.count)
    open += group.count
    if (begin < end) runs.push({ from: first + begin, to: first + end })
    if (open >= from + count) break
  }
  return runs
}
