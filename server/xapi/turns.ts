import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which other work gets its turn; a collection of garbage may come on top of it. */
const turn = 5
/** A chunk is read in pieces of this size, so that the clock is looked at often enough however large it is. */
const pieceSize = 64 * 1024

/**
 * Hands over what arrives, piece by piece. What has arrived already comes without a pause between, so every few
 * milliseconds the event loop is let go on. Pieces are not kept.
 */
export async function inTurns(
  body: AsyncIterable<Uint8Array>,
  take: (piece: Uint8Array) => void,
): Promise<void> {
  let since = performance.now()
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += pieceSize) {
      take(chunk.subarray(at, at + pieceSize))
      if (performance.now() - since < turn) continue
      await setImmediate()
      since = performance.now()
    }
  }
}
