import { afterEach, describe, expect, it } from 'vitest'
import { AppError, appError, describeForLater, describe as describeNow } from '@/server/errors'
import { PoolSilentError } from '@/server/inventory/guarded'
import { readAs } from '@/server/texts/reading'
import { TransportError, XapiError } from '@/server/xapi/errors'
import type { Language } from './languages'
import { readPageIn, textKey } from './text'
import { toldError } from './told-error'
import { xapiSentence } from './xapi-sentences'

const german = {
  '{host} refuses the connection.': '{host} lehnt die Verbindung ab.',
  'Check the address and port, and that the host is on.': 'Adresse, Port und Host prüfen.',
  'The pool has not answered for {seconds} seconds.': 'Seit {seconds} Sekunden keine Antwort.',
  'Another pool answers at this address.': 'Dort antwortet ein anderer Pool.',
}

const onServer = globalThis.domusReading
/** Reads as a browser does, which has no texts but those of its page. */
function readIn(language: Language, texts: Record<string, string>): void {
  globalThis.domusReading = undefined
  readPageIn({
    language,
    texts: Object.fromEntries(Object.entries(texts).map(([text, said]) => [textKey(text), said])),
  })
}
afterEach(() => {
  readIn('en', {})
  globalThis.domusReading = onServer
})

describe('an error that is kept in English', () => {
  it.each([
    [new TransportError('refused', 'xen1:443'), 'xen1:443 lehnt die Verbindung ab.'],
    [new PoolSilentError(40), 'Seit 40 Sekunden keine Antwort.'],
    [appError('pool-another', 'Another pool answers at this address.'), 'Dort antwortet ein anderer Pool.'],
  ])('is told in the language of who reads it later: %s', (error, said) => {
    const kept = describeForLater(error)
    expect({ ...kept, words: undefined }).toEqual({ ...describeNow(error), words: undefined })
    readIn('de', german)
    expect(toldError(JSON.parse(JSON.stringify(kept)))).toMatchObject({ code: kept.code, message: said })
    expect(toldError(kept)).not.toHaveProperty('words')
  })

  it('is told of a pool’s own codes in every language, as only the server has their sentences', () => {
    const error = new XapiError('HOST_STILL_BOOTING', [])
    const kept = describeForLater(error)
    expect(toldError(kept)).toEqual(describeNow(error))
    const english = describeNow(error).message
    for (const one of ['de', 'ja', 'zh-CN'] as const) {
      globalThis.domusReading = onServer
      const said = readAs(one, () => xapiSentence('HOST_STILL_BOOTING', []))
      expect(said.message).not.toBe(english)
      // An answer that passes it on says the same.
      expect(readAs(one, () => describeNow(new AppError(kept, undefined, kept.words)))).toMatchObject(said)
      readIn(one, {})
      expect(toldError(JSON.parse(JSON.stringify(kept)))).toMatchObject(said)
    }
  })

  it('says what to do in that language, too', () => {
    const kept = describeForLater(new TransportError('refused', 'xen1:443'))
    readIn('de', german)
    expect(toldError(kept).next).toBe('Adresse, Port und Host prüfen.')
  })
})
