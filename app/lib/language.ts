'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { onRemembered, remembered } from '@/app/ui/remembered'
import { isLanguage, type Language, languageFor } from '@/server/shared/languages'
import { language, readPageIn } from '@/server/shared/text'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** In which language the page is written now. What is drawn under another key becomes new when it changes. */
export function usePageLanguage(): Language {
  return useSyncExternalStore(subscribe, language, language)
}

/** The language that was chosen, else what this browser asks for. */
function wanted(): Language {
  const chosen = remembered('language')
  return isLanguage(chosen) ? chosen : languageFor(navigator.languages.join(','))
}

/** Follows what is chosen in the preferences; the page came in the right language from the server. */
export function useChosenLanguage(known: boolean): void {
  useEffect(() => {
    if (!known) return
    const follow = () => void turnTo(wanted())
    follow()
    return onRemembered('language', follow)
  }, [known])
}

let turning: Language | undefined

async function turnTo(next: Language): Promise<void> {
  if (next === (turning ?? language())) return
  turning = next
  const texts = await fetched(next)
  // Chosen again meanwhile, or the server cannot be reached: the page stays readable as it is.
  if (turning !== next) return
  turning = undefined
  if (!texts) return
  readPageIn(texts)
  document.documentElement.lang = next
  for (const listener of [...listeners]) listener()
}

function fetched(next: Language): Promise<typeof globalThis.domusTexts> {
  return new Promise(resolve => {
    const script = document.createElement('script')
    script.src = `/texts/${next}.js`
    script.onload = () => resolve(globalThis.domusTexts)
    script.onerror = () => resolve(undefined)
    document.head.append(script)
    script.remove()
  })
}
