import { expect, it } from 'vitest'
import { noFilter, queryOf } from './audit-filter'

it('asks for nothing when nothing is chosen', () => expect(queryOf(noFilter)).toEqual({}))

it('takes both days in, by the calendar of the reader', () => {
  const { from, to } = queryOf({ ...noFilter, from: '2026-10-24', to: '2026-10-25' })
  expect(from).toBe(new Date(2026, 9, 24).toISOString())
  // The clocks may change in between: the next midnight, not 24 hours more.
  expect(to).toBe(new Date(2026, 9, 26).toISOString())
})

it('leaves out what an address made up', () =>
  expect(queryOf({ ...noFilter, result: 'won', from: 'yesterday', object: '  ' })).toEqual({}))
