import { afterEach, describe, expect, it } from 'vitest'
import { appError, describeForLater, describe as describeNow } from '@/server/errors'
import { PoolSilentError } from '@/server/inventory/guarded'
import { TransportError, XapiError } from '@/server/xapi/errors'
import type { Language } from './languages'
import { readPageIn, textKey } from './text'
import { toldError } from './told-error'

const german = {
  '{host} refuses the connection.': '{host} lehnt die Verbindung ab.',
  'Check the address and port, and that the host is on.': 'Adresse, Port und Host prüfen.',
  'The pool has not answered for {seconds} seconds.': 'Seit {seconds} Sekunden keine Antwort.',
  'The pool does not accept this user name and password.': 'Name oder Kennwort falsch.',
  'Another pool answers at this address.': 'Dort antwortet ein anderer Pool.',
}

const readIn = (language: Language, texts: Record<string, string>) =>
  readPageIn({
    language,
    texts: Object.fromEntries(Object.entries(texts).map(([text, said]) => [textKey(text), said])),
  })
afterEach(() => readIn('en', {}))

describe('an error that is kept in English', () => {
  it.each([
    [new TransportError('refused', 'xen1:443'), 'xen1:443 lehnt die Verbindung ab.'],
    [new PoolSilentError(40), 'Seit 40 Sekunden keine Antwort.'],
    [new XapiError('SESSION_AUTHENTICATION_FAILED', ['root']), 'Name oder Kennwort falsch.'],
    [appError('pool-another', 'Another pool answers at this address.'), 'Dort antwortet ein anderer Pool.'],
  ])('is told in the language of who reads it later: %s', (error, said) => {
    const kept = describeForLater(error)
    expect({ ...kept, words: undefined }).toEqual({ ...describeNow(error), words: undefined })
    readIn('de', german)
    expect(toldError(JSON.parse(JSON.stringify(kept)))).toMatchObject({ code: kept.code, message: said })
    expect(toldError(kept)).not.toHaveProperty('words')
  })

  it('says what to do in that language, too', () => {
    const kept = describeForLater(new TransportError('refused', 'xen1:443'))
    readIn('de', german)
    expect(toldError(kept).next).toBe('Adresse, Port und Host prüfen.')
  })
})
