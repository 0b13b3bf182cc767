import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from '@/server/db/client'
import { isLanguage, type Language, languageFor } from '@/server/shared/languages'
import type { Reading } from '@/server/shared/text'
import { readingIn } from './catalogues'

const readings = new AsyncLocalStorage<Reading>()
globalThis.domusReading = () => readings.getStore()

/** What is made meanwhile is for a reader of this language: pages and what an answer tells of an error. Else: English. */
export function readAs<T>(language: Language, make: () => T): T {
  return readings.run(readingIn(language), make)
}

/** The language of a page: chosen by who is signed in, else what the browser asks for. */
export async function languageOf(
  db: Db,
  userId: string | undefined,
  accepted: string | undefined,
): Promise<Language> {
  if (userId !== undefined) {
    const key = { userId, key: 'language' }
    const chosen = await db.preference.findUnique({ where: { userId_key: key }, select: { value: true } })
    if (isLanguage(chosen?.value)) return chosen.value
  }
  return languageFor(accepted)
}
