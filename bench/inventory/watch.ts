import { setTimeout as sleep } from 'node:timers/promises'

/** A tenth of the longest pause that is allowed: looking uses the processor that is measured. */
const LOOK_MS = 5

/** What one process did and used between two looks. */
export interface Used {
  /** Seconds by the clock, and of the processor. */
  readonly seconds: number
  readonly cpu: number
  /** The longest time for which nothing else could run, in milliseconds, by the clock. */
  readonly pause: number
  /** The same, not counting for how long another program had the processor. */
  readonly ownPause: number
}

/** Looks at the event loop of this process all the time. */
export class Watch {
  #start = performance.now()
  #before = process.cpuUsage()
  #pause = 0
  #ownPause = 0
  #going = true

  constructor() {
    let at = performance.now()
    let before = process.cpuUsage()
    const look = () => {
      const now = performance.now()
      const { user, system } = process.cpuUsage()
      const late = now - at - LOOK_MS
      const used = user + system - before.user - before.system
      this.#pause = Math.max(this.#pause, late)
      this.#ownPause = Math.max(this.#ownPause, Math.min(late, used / 1000))
      at = now
      before = { user, system }
      if (this.#going) setTimeout(look, LOOK_MS)
    }
    setTimeout(look, LOOK_MS)
  }

  /** What was used since the last time this was asked. */
  used(): Used {
    const { user, system } = process.cpuUsage(this.#before)
    const used = {
      seconds: (performance.now() - this.#start) / 1000,
      cpu: (user + system) / 1e6,
      pause: this.#pause,
      ownPause: this.#ownPause,
    }
    this.#start = performance.now()
    this.#before = process.cpuUsage()
    this.#pause = 0
    this.#ownPause = 0
    return used
  }

  stop(): void {
    this.#going = false
  }
}

/** Bytes of the heap that are still in use after all that can be collected has been. */
export async function heapAfterCollection(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}
