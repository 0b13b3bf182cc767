import fc from 'fast-check'
import { expect, test } from 'vitest'
import { treeLines, treeRuns } from './tree-runs'

const always = {
  id: fc.string(),
  label: fc.option(fc.constantFrom('Networks', '')),
  children: fc.integer({ min: 0, max: 2 }),
  level: fc.integer({ min: 1, max: 3 }),
  position: fc.integer({ min: 1, max: 4 }),
  size: fc.integer({ min: 1, max: 3 }),
  parent: fc.option(fc.constantFrom('a', 'b')),
  parentIndex: fc.option(fc.integer({ min: 0, max: 2 })),
  expanded: fc.option(fc.boolean()),
}
const line = fc.oneof(fc.record(always), fc.record({ ...always, object: fc.constantFrom('a', 'b', '') }))

test('whatever is packed comes out as it was', () => {
  fc.assert(
    fc.property(fc.array(line), lines => {
      expect(treeLines(treeRuns(lines))).toEqual(lines)
    }),
  )
})

test('the leaves of a node are one run', () => {
  const leaf = { label: null, children: 0, level: 3, size: 9, parent: 'h', parentIndex: 1, expanded: null }
  const lines = ['a', 'b', 'c'].map((id, at) => ({ id, position: 4 + at, ...leaf }))
  expect(treeRuns(lines)).toEqual([{ ids: ['a', 'b', 'c'], position: 4, ...leaf }])
})

test('leaves of a group are one run that says which objects they are', () => {
  const leaf = { label: null, children: 0, level: 2, size: 2, parent: 'g', parentIndex: 0, expanded: null }
  const lines = ['a', 'b'].map((object, at) => ({ id: `${object}@g`, object, position: 1 + at, ...leaf }))
  expect(treeRuns(lines)).toEqual([{ ids: ['a@g', 'b@g'], objects: ['a', 'b'], position: 1, ...leaf }])
})
