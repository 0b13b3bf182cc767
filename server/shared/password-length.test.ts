import { expect, test } from 'vitest'
import { maxPasswordLength, minPasswordLength, passwordTooLong, passwordTooShort } from './password-length'

test('what is said of a length is the length', () => {
  expect(passwordTooShort).toContain(` ${minPasswordLength} `)
  expect(passwordTooLong).toContain(` ${maxPasswordLength} `)
})
