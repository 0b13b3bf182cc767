import { useSyncExternalStore } from 'react'

/**
 * Whether the server has said that this browser's session is over. The screen stays as it is and offers to sign in:
 * what somebody has typed is not thrown away by a reload of ours.
 */
class SignedOutFlag {
  private raised = false
  private readonly listeners = new Set<() => void>()

  raise(): void {
    if (this.raised) return
    this.raised = true
    for (const listener of this.listeners) listener()
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = () => this.raised
}

export const signedOut = new SignedOutFlag()

/** True from the moment the server refused a request because the session is over. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(signedOut.subscribe, signedOut.get, () => false)
}
