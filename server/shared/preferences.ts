import { languages } from './languages'

/** Preferences that are one of a few words, the first being what holds before anybody chose. */
export const preferenceChoices = {
  /** "browser": as it asks for. */
  language: ['browser', ...languages],
  theme: ['system', 'light', 'dark'],
  /** "system": as the browser says the person wants it. */
  contrast: ['system', 'more'],
  density: ['normal', 'compact', 'comfortable'],
  /**
   * How dates and numbers are written: "language": as the language of the page has it, English being written as "iso",
   * which is 2026-08-21 14:03 and 1.5; the others are locales (BCP 47).
   */
  formats: ['language', 'iso', 'browser', 'en-GB', 'en-US', 'de-DE', 'fr-FR', 'ja-JP', 'zh-CN'],
  'start-page': ['overview', 'pools', 'hosts', 'vms', 'storage', 'networks', 'tasks'],
  /** "danger": only before what can lose something. */
  confirmations: ['all', 'danger'],
  /** Whether the browser itself tells what ended while one was in another window. */
  'browser-notices': ['off', 'on'],
} as const

export type ChoiceKey = keyof typeof preferenceChoices
export type Choice<K extends ChoiceKey> = (typeof preferenceChoices)[K][number]

export function isChoiceKey(key: string): key is ChoiceKey {
  return Object.hasOwn(preferenceChoices, key)
}

/** Keys are small words parted by dots: "table.vms", "split.tree". */
export const preferenceKeyPattern = /^[a-z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+){0,3}$/
export const longestPreferenceKey = 64
/** Bytes of a value as JSON. */
export const largestPreference = 32_768
/** How many a person may have. */
export const mostPreferences = 400

export interface PreferenceChange {
  key: string
  /** Null: as it was at first. */
  value: unknown
}
