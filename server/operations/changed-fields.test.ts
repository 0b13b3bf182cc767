import { expect, it } from 'vitest'
import { changedFields } from './changed-fields'

const nameOf = (ref: string) => (ref === 'OpaqueRef:1' ? 'xen1' : undefined)

it('tells each field that differs, references by name, and leaves out what passes', () => {
  const before = {
    power_state: 'Halted',
    resident_on: 'OpaqueRef:NULL',
    tags: ['a'],
    allowed_operations: ['start'],
    other_config: { a: '1' },
  }
  const after = {
    ...before,
    power_state: 'Running',
    resident_on: 'OpaqueRef:1',
    tags: ['a'],
    allowed_operations: [],
    other_config: { a: '2' },
  }
  expect(changedFields(before, after, nameOf)).toEqual({
    power_state: { before: 'Halted', after: 'Running' },
    resident_on: { before: null, after: 'xen1' },
    other_config: { before: { a: '1' }, after: { a: '2' } },
  })
})

it('says of an object that is gone which it was', () =>
  expect(changedFields({ uuid: 'u', name_label: 'x' }, null, nameOf)).toEqual({ uuid: { before: 'u' } }))
