/** Milliseconds of work after which others get their turn. */
const TURN = 10

/** For long work: `await breath()` between its pieces lets others have their turn now and then. */
export function breathing(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < TURN) return undefined
    return new Promise<void>(resolve => {
      setImmediate(() => {
        since = performance.now()
        resolve()
      })
    })
  }
}
