import { afterEach, expect, it } from 'vitest'
import { setFormats } from '@/app/lib/format'
import { parts, t, told } from '@/server/shared/text'
import { readAs } from './reading'

afterEach(() => setFormats({}))

it('tells texts in the language of who reads, English to everybody else', async () => {
  expect(t('Sign in')).toBe('Sign in')
  expect(readAs('de', () => t('Sign in'))).toBe('Anmelden')
  const [later, meanwhile] = await Promise.all([
    readAs('ja', async () => {
      await Promise.resolve()
      return told('Sign in')
    }),
    readAs('zh-CN', () => t('Sign in')),
  ])
  expect([later, meanwhile, t('Sign in')]).toEqual(['サインイン', '登录', 'Sign in'])
})

it('counts as the language does, and writes numbers as the page does', () => {
  const wait = (n: number) => t('Wait {n, plural, one {# second} other {# seconds}}', { n })
  expect([wait(1), wait(2), wait(12_000)]).toEqual(['Wait 1 second', 'Wait 2 seconds', 'Wait 12000 seconds'])
  expect(readAs('de', () => [wait(1), wait(12_000)])).toEqual([
    'Warten Sie 1 Sekunde',
    'Warten Sie 12.000 Sekunden',
  ])
  setFormats({ locale: 'en-GB' })
  expect(wait(12_000)).toBe('Wait 12,000 seconds')
})

it('tells in English what nobody has translated, and leaves names alone', () => {
  expect(readAs('de', () => told('web-01 {not a place} <b>'))).toBe('web-01 {not a place} <b>')
})

it('hands parts in tags to who draws them', () => {
  const made = parts('Go to <a>the {name}</a>.', {
    name: 'hosts',
    a: (chunks: string[]) => `[${chunks.join('')}]`,
  })
  expect(made.join('')).toBe('Go to [the hosts].')
})
