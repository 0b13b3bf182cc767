import { say } from './text'

const longest = 255

/** What is wrong with a name as it was typed, in English, or undefined. `none`: what is said where there is none. */
export function nameIssue(typed: string, none: string = say('Give it a name.')): string | undefined {
  const name = typed.trim()
  if (name === '') return none
  return name.length > longest ? say('A name has at most 255 characters.') : undefined
}
