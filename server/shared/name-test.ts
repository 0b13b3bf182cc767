/** Tells whether a name has all the words of `text` in it, in any order and case; null where there are none. */
export function nameTest(text: string | undefined): ((name: string) => boolean) | null {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  return name => {
    const lower = name.toLowerCase()
    return words.every(word => lower.includes(word))
  }
}
