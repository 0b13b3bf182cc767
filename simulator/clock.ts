/** What runs later can be called off. Calling it off twice, or after it ran, does nothing. */
export type CallOff = () => void

/**
 * All time in the simulator. Seconds everywhere, as in the XenAPI.
 * `after` is plain time (a client's timeout); `work` is the time something takes in the pool and is divided by
 * the speed the simulator was started with.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  after(seconds: number, run: () => void): CallOff
  work(seconds: number, run: () => void): CallOff
  /** Ends everything that is still to come. */
  stop(): void
}

/** Resolves when `seconds` of work have passed; rejects with the signal's reason when called off before. */
export function spend(clock: Clock, seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      callOff()
      reject(signal?.reason)
    }
    const callOff = clock.work(seconds, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}

/** The clock of the machine; `start`: what it shows now, in milliseconds since the epoch. */
export function realClock(speed = 1, start = Date.now()): Clock {
  const ahead = start - Date.now()
  const timers = new Set<NodeJS.Timeout>()
  const after = (seconds: number, run: () => void): CallOff => {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        run()
      },
      Math.min(Math.max(0, seconds * 1000), 2 ** 31 - 1),
    )
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }
  return {
    now: () => Date.now() + ahead,
    after,
    work: (seconds, run) => after(seconds / speed, run),
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

export interface ManualClock extends Clock {
  /** Lets time pass: runs what falls due in order, and what that starts in turn, then returns. */
  advance(seconds: number): Promise<void>
}

/** A clock that stands still until a test moves it. */
export function manualClock(start = Date.UTC(2026, 0, 15, 9, 0, 0)): ManualClock {
  let now = start
  let order = 0
  const due = new Map<number, { at: number; run: () => void }>()
  const after = (seconds: number, run: () => void): CallOff => {
    const id = order++
    due.set(id, { at: now + Math.max(0, seconds * 1000), run })
    return () => {
      due.delete(id)
    }
  }
  const nextDue = (until: number) => {
    let found: { id: number; at: number } | undefined
    for (const [id, { at }] of due) if (at <= until && (!found || at < found.at)) found = { id, at }
    return found
  }
  return {
    now: () => now,
    after,
    work: after,
    stop: () => due.clear(),
    async advance(seconds) {
      const until = now + seconds * 1000
      await settled()
      for (let next = nextDue(until); next; next = nextDue(until)) {
        const timer = due.get(next.id)
        due.delete(next.id)
        now = Math.max(now, next.at)
        timer?.run()
        await settled()
      }
      now = until
    },
  }
}

/** Resolves once the promises that are ready to go on have gone on. */
function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** The form datetimes have in rows: `2026-08-21T10:15:30Z`. */
export function isoTime(milliseconds: number): string {
  return `${new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().slice(0, 19)}Z`
}
