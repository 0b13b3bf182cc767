import { expect, test } from 'vitest'
import { Fill } from './fill'
import { Store } from './store'
import { eventOf } from './testing/fake-pool'
import { record, ref } from './testing/records'

const vm = (name: string, name_label = name) =>
  eventOf({
    class: 'VM',
    ref: ref('VM', name),
    operation: 'add',
    snapshot: record('VM', { uuid: name, name_label }),
  })
const gone = (name: string) => eventOf({ class: 'VM', ref: ref('VM', name), operation: 'del' })

test('a change carries the record before and after', () => {
  const store = new Store()
  const [added] = store.apply([vm('a')])
  expect(added).toMatchObject({ class: 'VM', before: undefined, after: { name_label: 'a' } })
  const [renamed] = store.apply([vm('a', 'b')])
  expect(renamed).toMatchObject({ before: { name_label: 'a' }, after: { name_label: 'b' } })
  const [removed] = store.apply([gone('a')])
  expect(removed).toMatchObject({ before: { name_label: 'b' }, after: undefined })
  expect(store.revision).toBe(3)
})

test('what changes nothing is no change, and the record stays the same object', () => {
  const store = new Store()
  store.apply([vm('a')])
  const held = store.get('VM', ref('VM', 'a'))
  expect(store.apply([vm('a'), gone('unknown')])).toEqual([])
  expect(store.get('VM', ref('VM', 'a'))).toBe(held)
  expect(store.revision).toBe(1)
})

test('records cannot be written to', () => {
  const store = new Store()
  store.apply([vm('a')])
  expect(Object.isFrozen(store.get('VM', ref('VM', 'a')))).toBe(true)
})

test('a fill takes away what it does not name, and ignores deletions of the past', () => {
  const store = new Store()
  store.apply([vm('a'), vm('b')])
  const fill = new Fill(store, ['VM'])
  for (const _ of fill.ofEvents([gone('a'), vm('a'), vm('c')]));
  const changes = fill.taken()
  expect(changes.map(change => [change.ref, change.after !== undefined])).toEqual([
    [ref('VM', 'c'), true],
    [ref('VM', 'b'), false],
  ])
})

test('an object is found by its uuid, also after it came back under another reference', () => {
  const store = new Store()
  store.apply([vm('a')])
  expect(store.refOf('VM', 'a')).toBe(ref('VM', 'a'))
  const moved = eventOf({
    class: 'VM',
    ref: ref('VM', 'other'),
    operation: 'add',
    snapshot: record('VM', { uuid: 'a' }),
  })
  store.apply([moved, gone('a')])
  expect(store.refOf('VM', 'a')).toBe(ref('VM', 'other'))
})

test('links are found backwards, and forgotten with the row', () => {
  const store = new Store()
  const vbd = (name: string, to: string) =>
    eventOf({
      class: 'VBD',
      ref: ref('VBD', name),
      operation: 'mod',
      snapshot: record('VBD', { uuid: name, VM: ref('VM', to) }),
    })
  store.apply([vbd('x', 'a'), vbd('y', 'a')])
  expect([...store.pointingAt('VBD', 'VM', ref('VM', 'a'))]).toEqual([ref('VBD', 'x'), ref('VBD', 'y')])
  store.apply([vbd('x', 'b'), eventOf({ class: 'VBD', ref: ref('VBD', 'y'), operation: 'del' })])
  expect(store.pointingAt('VBD', 'VM', ref('VM', 'a')).size).toBe(0)
  expect(store.pointingAt('VBD', 'VM', ref('VM', 'b')).size).toBe(1)
})

test('a record that is replaced goes on sharing what did not change, however it came', () => {
  const store = new Store()
  const came = (free: string) =>
    eventOf({
      class: 'VM',
      ref: ref('VM', 'a'),
      operation: 'mod',
      snapshot: record('VM', {
        uuid: 'a',
        tags: ['x'],
        allowed_operations: ['start'],
        name_description: free,
      }),
    })
  store.apply([came('1')])
  const before = store.get('VM', ref('VM', 'a'))
  store.apply([came('2')])
  const after = store.get('VM', ref('VM', 'a'))
  expect([before?.name_description, after?.name_description]).toEqual(['1', '2'])
  expect([after?.allowed_operations, after?.tags]).toEqual([['start'], ['x']])
  expect(after?.allowed_operations).toBe(before?.allowed_operations)
  expect(after?.tags).toBe(before?.tags)
})
