import { expect, it } from 'vitest'
import { shareWith } from './share'

it('takes over what is equal and leaves what differs', () => {
  const before = { name: 'web-01', tags: ['a'], memory: { free: '1' }, vcpus: 2, parent: null }
  const after = { name: 'web-01', tags: ['a'], memory: { free: '2' }, vcpus: 3, parent: null, more: ['b'] }
  const { memory, more } = after
  shareWith(before, after)
  expect(after).toEqual({
    name: 'web-01',
    tags: ['a'],
    memory: { free: '2' },
    vcpus: 3,
    parent: null,
    more: ['b'],
  })
  expect(after.tags).toBe(before.tags)
  expect(after.memory).toBe(memory)
  expect(after.more).toBe(more)
})
