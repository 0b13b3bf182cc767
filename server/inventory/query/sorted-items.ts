/** With more changes than one for so many items, to go through all once is cheaper than to move a tail for each. */
const fewIn = 128

/** Items in the order of `compare`, which tells any two of them apart. Kept by what comes and goes. */
export class SortedItems<T> {
  private items: T[] = []

  constructor(private readonly compare: (a: T, b: T) => number) {}

  get size(): number {
    return this.items.length
  }

  slice(from: number, to: number): T[] {
    return this.items.slice(from, to)
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items[Symbol.iterator]()
  }

  /** Takes these for all there are. */
  fill(items: T[]): void {
    this.items = items.sort(this.compare)
  }

  /** Where an item stands, or would stand. */
  indexOf(item: T): number {
    let low = 0
    let high = this.items.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = this.items[middle]
      if (found !== undefined && this.compare(found, item) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Takes out and puts in. What is taken out has to be in the list, by identity; what is put in must not be. */
  change(out: readonly T[], into: readonly T[]): void {
    if (out.length + into.length <= 1 + this.items.length / fewIn) {
      for (const item of out) this.items.splice(this.indexOf(item), 1)
      for (const item of into) this.items.splice(this.indexOf(item), 0, item)
      return
    }
    const without = new Set(out)
    const added = [...into].sort(this.compare)
    const merged: T[] = []
    let next = 0
    for (const item of this.items) {
      if (without.has(item)) continue
      for (let one = added[next]; one !== undefined && this.compare(one, item) < 0; one = added[next]) {
        merged.push(one)
        next += 1
      }
      merged.push(item)
    }
    for (; next < added.length; next += 1) {
      const one = added[next]
      if (one !== undefined) merged.push(one)
    }
    this.items = merged
  }
}
