import { expect, it } from 'vitest'
import { languageFor } from './languages'

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr-FR, ja;q=0.4, de;q=0.5', 'de'],
  ['fr,nl', 'en'],
  ['en-US,de', 'en'],
  ['ja;q=0, de;q=0.1', 'de'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-TW, zh-Hant;q=0.9, ja;q=0.5', 'ja'],
  ['DE', 'de'],
  [';;q=x,,', 'en'],
])('%s: %s', (accepted, language) => {
  expect(languageFor(accepted)).toBe(language)
})
