import fc from 'fast-check'
import { expect, it } from 'vitest'
import { whyWeak } from './password-policy'
import { generatePassword } from './passwords'

it.each([
  ['short', /at least 12/],
  ['elevenchars', /at least 12/],
  ['123456789012', /row of neighbouring/],
  ['abcdefghijklmnop', /row of neighbouring/],
  ['aaaaaaaaaaaaaaaa', /over and over/],
  ['hunterhunterhunter', /over and over/],
  ['1qaz2wsx3edc', /tried first/],
  ['Administrator', /tried first/],
  ['Password2024!', /common one/],
  ['!!!Sunshine!!!', /common one/],
  ['Dragon-123456', /common one/],
  ['ann.example-1', /hardly more than a name/],
  ['Ann.Example@domus', /hardly more than a name/],
])('refuses %s', async (password, reason) => {
  expect(await whyWeak(password, 'ann.example@domus.test')).toMatch(reason)
})

it.each([
  'correct horse battery staple',
  'a-password-of-my-own',
  'ann.example waters her seventeen cacti',
  'ユーザーの長い合言葉ですよね本当',
  `${'long '.repeat(12)}and no end`,
])('takes %s', async password => {
  expect(await whyWeak(password, 'ann.example@domus.test')).toBeUndefined()
})

it('takes every password that is made here, whatever the name', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, maxLength: 64 }), async name => {
      expect(await whyWeak(generatePassword(), name)).toBeUndefined()
    }),
  )
})
