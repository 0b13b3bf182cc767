'use client'

import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { themeKey } from '../theme-script'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()
/** What was chosen where storage is forbidden: lasts until the page is left. */
let unstored: Theme | null = null

function read(): Theme {
  try {
    const found = localStorage.getItem(themeKey)
    return themes.find(theme => theme === found) ?? unstored ?? 'system'
  } catch {
    return unstored ?? 'system'
  }
}

function apply(): void {
  const theme = read()
  const dark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

function choose(theme: Theme): void {
  unstored = theme
  try {
    localStorage.setItem(themeKey, theme)
  } catch {
    // Nothing to do: it holds for this page, see `unstored`.
    unstored = theme
  }
  apply()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The chosen theme and how to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, read, (): Theme => 'system')
  return [theme, useCallback((next: Theme) => choose(next), [])]
}

/** Follows the system while nothing else is chosen, and other tabs. Mounted once. */
export function ThemeKeeper(): null {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    const elsewhere = (event: StorageEvent) => {
      if (event.key !== themeKey) return
      apply()
      for (const listener of listeners) listener()
    }
    // The system may have changed between the first paint and now.
    apply()
    system.addEventListener('change', apply)
    window.addEventListener('storage', elsewhere)
    return () => {
      system.removeEventListener('change', apply)
      window.removeEventListener('storage', elsewhere)
    }
  }, [])
  return null
}
