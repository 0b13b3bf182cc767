import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostNameOf, placed } from './seed'

test('each of several fills in its own name and number', () => {
  const text = 'hostname: {name}\nid: {index}\njinja: {{name}} {{ index }}\nmap: {name: x}'
  expect(placed(text, { name: 'web-2', index: 2 })).toBe(
    'hostname: web-2\nid: 2\njinja: {{name}} {{ index }}\nmap: {name: x}',
  )
  expect(placed('{name}', { name: '$& {index}', index: 1 })).toBe('$& {index}')
})

test('whatever a VM is called, its guest gets a name that hosts may have', () => {
  expect(hostNameOf('Windows 11 (1)')).toBe('windows-11-1')
  expect(hostNameOf('Büro Süd')).toBe('buro-sud')
  expect(hostNameOf('仮想')).toBe('vm')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), name => {
      expect(hostNameOf(name)).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
    }),
  )
})
