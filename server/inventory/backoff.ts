const firstMs = 250
/** A pool that answers again, be it after hours, is to be live within five seconds: one try more costs a connection. */
const longestMs = 4_000

/** Between attempts where only a person can help. */
export const slowRetryMs = 60_000

/** How long to wait after so many failures before this one: doubling, with jitter so that many pools do not march in step. */
export function backoff(failures: number, random: () => number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10))
  return full * (0.5 + random() / 2)
}
