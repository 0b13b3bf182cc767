import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { Typeahead } from './tree-keys'
import type { FlatList } from './tree-types'

const names = ['alpha', 'db-01', 'kappa', 'web-01']
const list: Pick<FlatList, 'count' | 'at'> = {
  count: names.length,
  at: index => {
    const label = names[index]
    return label === undefined
      ? undefined
      : { node: { id: label, label }, level: 1, position: 1, size: 4, parentIndex: null, expanded: undefined }
  },
}
const press = (key: string, timeStamp: number) => ({ key, timeStamp }) as KeyboardEvent

test('letters that follow each other find a name, and j, k and - among them are letters', () => {
  const typed = new Typeahead()
  expect(typed.find(press('d', 1000), list as FlatList, 0)).toBe(1)
  expect(typed.typing(press('b', 1100))).toBe(true)
  expect(typed.find(press('b', 1100), list as FlatList, 1)).toBe(1)
  expect(typed.typing(press('-', 1200))).toBe(true)
  expect(typed.find(press('-', 1200), list as FlatList, 1)).toBe(1)
  expect(typed.typing(press('k', 2500))).toBe(false)
})

test.each(['Home', 'End', 'ArrowDown', 'F10', 'ContextMenu'])('%s means the same just after letters', key => {
  const typed = new Typeahead()
  typed.find(press('w', 1000), list as FlatList, 0)
  expect(typed.typing(press(key, 1001))).toBe(false)
})
