import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { Typeahead } from './tree-keys'
import { flatList } from './tree-types'

const list = flatList(
  ['alpha', 'db-01', 'kappa', 'web-01'].map(label => ({ id: label, label })),
  () => false,
)
/** A key as far as letters are looked at. */
function press(key: string, timeStamp: number): KeyboardEvent {
  return { key, timeStamp } as KeyboardEvent
}

test('letters that follow each other find a name, and j, k and - among them are letters', () => {
  const typed = new Typeahead()
  expect(typed.find(press('d', 1000), list, 0)).toBe(1)
  expect(typed.typing(press('b', 1100))).toBe(true)
  expect(typed.find(press('b', 1100), list, 1)).toBe(1)
  expect(typed.typing(press('-', 1200))).toBe(true)
  expect(typed.find(press('-', 1200), list, 1)).toBe(1)
  expect(typed.typing(press('k', 2500))).toBe(false)
})

test.each(['Home', 'End', 'ArrowDown', 'F10', 'ContextMenu'])('%s means the same just after letters', key => {
  const typed = new Typeahead()
  typed.find(press('w', 1000), list, 0)
  expect(typed.typing(press(key, 1001))).toBe(false)
})

test.each(['Home', 'Enter', 'Escape', 'ArrowUp'])(
  'a letter after %s means itself again, however soon',
  key => {
    const typed = new Typeahead()
    typed.find(press('w', 1000), list, 0)
    typed.typing(press(key, 1001))
    expect(typed.typing(press('m', 1002))).toBe(false)
  },
)

test('a capital letter belongs to the name that is being typed', () => {
  const typed = new Typeahead()
  typed.find(press('d', 1000), list, 0)
  typed.typing(press('Shift', 1001))
  expect(typed.typing(press('B', 1002))).toBe(true)
})
