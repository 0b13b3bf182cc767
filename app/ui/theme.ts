'use client'

import { useEffect } from 'react'
import { remembered, useRemembered } from './remembered'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export const contrasts = ['system', 'more'] as const
export type Contrast = (typeof contrasts)[number]

const isTheme = (found: unknown) => themes.find(theme => theme === found)
const isContrast = (found: unknown) => contrasts.find(contrast => contrast === found)

/** The chosen theme and how to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return useRemembered<Theme>('theme', 'system', isTheme)
}

/** More contrast than the themes have; "system" follows what the browser says the person wants. */
export function useContrast(): [Contrast, (contrast: Contrast) => void] {
  return useRemembered<Contrast>('contrast', 'system', isContrast)
}

/** Draws the chosen theme, and follows the system while nothing else is chosen. Mounted once. */
export function ThemeKeeper(): null {
  const [theme] = useTheme()
  const [contrast] = useContrast()
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)')
    // Asked anew: the first drawing in the browser still has the server's word.
    const apply = () => {
      const chosen = isTheme(remembered('theme')) ?? theme
      const dark = chosen === 'system' ? system.matches : chosen === 'dark'
      document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    }
    // The system may have changed between the first paint and now.
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
  useEffect(() => {
    const system = matchMedia('(prefers-contrast: more)')
    const apply = () => {
      const chosen = isContrast(remembered('contrast')) ?? contrast
      if (chosen === 'more' || system.matches) document.documentElement.dataset.contrast = 'more'
      else delete document.documentElement.dataset.contrast
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [contrast])
  return null
}
