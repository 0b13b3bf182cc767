import { expect, test } from 'vitest'
import { withNewHidden } from './data-table-view'

const view = { sort: null, widths: {}, order: [], groups: [], closed: [] }
const columns = [{ id: 'name' }, { id: 'cpu', hidden: true }, { id: 'uuid', hidden: true }]

test('a column that came after a view was kept is hidden in it, where it is at first', () => {
  expect(withNewHidden({ ...view, hidden: ['uuid'], known: ['name', 'uuid'] }, columns).hidden).toEqual([
    'uuid',
    'cpu',
  ])
  expect(withNewHidden({ ...view, hidden: [] }, columns).hidden).toEqual(['cpu', 'uuid'])
})

test('a column that was shown stays shown', () => {
  const kept = { ...view, hidden: ['uuid'], known: ['name', 'cpu', 'uuid'] }
  expect(withNewHidden(kept, columns)).toBe(kept)
})
