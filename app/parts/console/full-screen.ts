import { useCallback, useSyncExternalStore } from 'react'

/** Chromium's Keyboard Lock: keys like Esc and Alt+Tab go to the page. Other browsers have none. */
interface KeyboardLock {
  lock(): Promise<void>
  unlock(): void
}

function keyboardLock(): KeyboardLock | null {
  if (!('keyboard' in navigator)) return null
  const { keyboard } = navigator
  return isKeyboardLock(keyboard) ? keyboard : null
}

function isKeyboardLock(value: unknown): value is KeyboardLock {
  return typeof value === 'object' && value !== null && 'lock' in value && 'unlock' in value
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/**
 * Whether the page fills the screen, and how to change that. It is the whole page that does, not one element of
 * it: menus and tooltips stand beside that element and would not be seen.
 */
export function useFullScreen(): { on: boolean; toggle: () => Promise<void> } {
  const on = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  )
  const toggle = useCallback(async () => {
    if (document.fullscreenElement) {
      keyboardLock()?.unlock()
      await document.exitFullscreen()
    } else {
      await document.documentElement.requestFullscreen()
      await keyboardLock()?.lock()
    }
  }, [])
  return { on, toggle }
}
