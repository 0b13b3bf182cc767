import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_MS = 2

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
    const look = () => {
      const [at, before] = [performance.now(), process.cpuUsage()]
      setTimeout(() => {
        const { user, system } = process.cpuUsage(before)
        const late = performance.now() - at - LOOK_MS
        this.#pause = Math.max(this.#pause, late)
        this.#ownPause = Math.max(this.#ownPause, Math.min(late, (user + system) / 1000))
        if (this.#going) look()
      }, LOOK_MS)
    }
    look()
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
