import type { AppErrorShape } from './app-error'
import { language, told, toldWorded } from './text'

/** An error that was kept in English with what it takes to tell it, in the language of who reads. */
export function toldError<E extends AppErrorShape>({ words, ...error }: E): Omit<E, 'words'> {
  const said = words?.in?.[language()]
  if (said) return { ...error, ...said }
  const message = words?.message ? toldWorded(words.message) : told(error.message)
  const next = words?.next ? toldWorded(words.next) : error.next && told(error.next)
  return { ...error, message, ...(next === undefined ? {} : { next }) }
}
