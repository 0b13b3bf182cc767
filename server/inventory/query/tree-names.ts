/** As much as is kept of what is narrowed: few look for something in a tree at the same moment. */
const mostKept = 20

/**
 * Keeps for each tree what it was narrowed to by a text as long as the tree has the same version: who scrolls through it,
 * and who looks for the same, goes through the tree once.
 */
export function keptByName<V extends { version: number }, N>(narrow: (view: V, text: string) => N) {
  const byView = new WeakMap<V, Map<string, { version: number; narrowed: N }>>()
  return (view: V, text: string): N => {
    const kept = byView.get(view) ?? new Map<string, { version: number; narrowed: N }>()
    byView.set(view, kept)
    const known = kept.get(text)
    if (known?.version === view.version) return known.narrowed
    const narrowed = narrow(view, text)
    kept.delete(text)
    kept.set(text, { version: view.version, narrowed })
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return narrowed
  }
}
