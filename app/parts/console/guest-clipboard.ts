import { useEffect, useState } from 'react'

/** What became of the text the guest copied last. */
export type Copied = 'none' | 'copied' | 'waiting'

/** Puts what the guest copies on this computer's clipboard, where the browser allows it. */
export function useGuestClipboard(text: string | null): Copied {
  const [done, setDone] = useState<{ text: string; copied: boolean } | null>(null)
  useEffect(() => {
    if (text === null || text === '') return
    let current = true
    copy(text).then(copied => {
      if (current) setDone({ text, copied })
    })
    return () => {
      current = false
    }
  }, [text])
  if (text === null || done?.text !== text) return 'none'
  return done.copied ? 'copied' : 'waiting'
}

/** True when the text is on the clipboard; false when the browser does not allow it now. */
export async function copy(text: string): Promise<boolean> {
  // There is no clipboard for pages that come over plain HTTP from another computer.
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

/** What is on this computer's clipboard; null when the browser does not tell. */
export async function readClipboard(): Promise<string | null> {
  if (!('clipboard' in navigator) || !('readText' in navigator.clipboard)) return null
  return navigator.clipboard.readText().catch(() => null)
}
