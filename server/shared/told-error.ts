import type { AppErrorShape } from './app-error'
import { say, told, toldWorded } from './text'

/** What pools answer to a sign-in that is kept to be told later: here too, as only the server has the other sentences. */
export const signInSentences = [
  say('The pool does not accept this user name and password.'),
  say('Check both; the pool may have delayed its answer on purpose.'),
] as const

/** An error that was kept in English with what it takes to tell it, in the language of who reads. */
export function toldError<E extends AppErrorShape>({ words, ...error }: E): Omit<E, 'words'> {
  const message = words?.message ? toldWorded(words.message) : told(error.message)
  const next = words?.next ? toldWorded(words.next) : error.next && told(error.next)
  return { ...error, message, ...(next === undefined ? {} : { next }) }
}
