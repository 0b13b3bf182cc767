import type { PreferenceChange } from '@/server/shared/preferences'

const key = 'domus-unsent'

/** Keeps for the next page of this tab what the server has not taken yet, for this person alone. */
export function keep(user: string, changes: readonly PreferenceChange[]): void {
  try {
    if (changes.length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify({ user, changes }))
  } catch (error) {
    console.warn('What was chosen last may be lost when the page is left:', error)
  }
}

/** What the page before this one has kept for the person. */
export function of(user: string): PreferenceChange[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof found !== 'object' || found === null) return []
    if (!('user' in found) || found.user !== user || !('changes' in found)) return []
    return Array.isArray(found.changes) ? found.changes.flatMap(asChange) : []
  } catch {
    // Storage is forbidden, or somebody else wrote there: as good as nothing.
    return []
  }
}

function asChange(found: unknown): PreferenceChange[] {
  if (typeof found !== 'object' || found === null || !('key' in found) || !('value' in found)) return []
  return typeof found.key === 'string' ? [{ key: found.key, value: found.value }] : []
}
