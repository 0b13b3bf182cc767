import { setImmediate as turn } from 'node:timers/promises'

/** Work goes on for so long before everybody else in the process gets a turn. */
const sliceMs = 8
/** Looking at the clock costs more than most steps do. */
const stepsBetweenLooks = 32

/**
 * Does `step` for each item, giving the event loop a turn every few milliseconds. `pause` is called before each turn.
 * Rejects with the signal's reason when it is aborted meanwhile.
 */
export async function inSlices<T>(
  items: Iterable<T>,
  step: (item: T) => void,
  pause: () => void,
  signal: AbortSignal,
): Promise<void> {
  let started = performance.now()
  let steps = 0
  for (const item of items) {
    step(item)
    steps += 1
    if (steps % stepsBetweenLooks !== 0 || performance.now() - started < sliceMs) continue
    pause()
    await turn()
    signal.throwIfAborted()
    started = performance.now()
  }
  pause()
}
