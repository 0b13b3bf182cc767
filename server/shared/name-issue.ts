const longest = 255

/** What is wrong with a name as it was typed, or undefined. `what`: "it", "the field". */
export function nameIssue(typed: string, what = 'it'): string | undefined {
  const name = typed.trim()
  if (name === '') return `Give ${what} a name.`
  return name.length > longest ? `A name has at most ${longest} characters.` : undefined
}
