type Found<T> = Exclude<T, undefined | null | false>

/** Those who wait for something to become true. */
export class Waiting {
  private readonly looks = new Set<() => void>()

  /** Lets everyone look again. */
  ask(): void {
    for (const look of [...this.looks]) look()
  }

  /** Resolves with what `look` returns once that is neither undefined, null nor false. Rejects with the signal's reason. */
  until<T>(look: () => T, signal?: AbortSignal): Promise<Found<T>> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.looks.delete(ask)
        signal?.removeEventListener('abort', abort)
      }
      const abort = () => {
        stop()
        reject(signal?.reason)
      }
      const ask = () => {
        try {
          const found = look()
          if (!isThere(found)) return
          stop()
          resolve(found)
        } catch (error) {
          stop()
          reject(error)
        }
      }
      if (signal?.aborted) return abort()
      signal?.addEventListener('abort', abort, { once: true })
      this.looks.add(ask)
      ask()
    })
  }
}

function isThere<T>(value: T): value is Found<T> {
  return value !== undefined && value !== null && value !== false
}
