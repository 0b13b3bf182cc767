import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which other work gets its turn. A collection of garbage comes on top: up to 13 were seen. */
const turn = 3
/**
 * A chunk is read in pieces of this size, so that the clock is looked at often enough: in a young process, whose code
 * is not compiled yet, 64 KiB take up to 30 ms.
 */
export const pieceSize = 16 * 1024

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
