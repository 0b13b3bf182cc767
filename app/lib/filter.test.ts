import { expect, it } from 'vitest'
import { type FilterFields, matchesFilter, surrounding } from './filter'

interface Machine {
  name: string
  state: string
  tags: string[]
  ip: string
}
const fields: FilterFields<Machine> = {
  name: row => row.name,
  state: row => row.state,
  tag: row => row.tags,
  address: row => row.ip,
}
const web: Machine = { name: 'web-01 data base', state: 'Running', tags: ['prod', 'eu'], ip: 'fe80::1' }

it.each([
  ['', true],
  ['WEB', true],
  ['web running', true],
  ['state:running', true],
  ['State:RUN tag:prod', true],
  ['state:halted', false],
  ['-state:halted', true],
  ['-web', false],
  ['tag:eu -tag:us', true],
  ['"data base"', true],
  ['name:"data base"', true],
  ['"base data"', false],
  // A half-typed term does not empty the list.
  ['state:', true],
  // An address has colons but no known key.
  ['fe80::1', true],
  ['address:fe80', true],
])('%s', (filter, found) => expect(matchesFilter(web, filter, fields)).toBe(found))

it('nests groups, compares numbers, and finds words by their key alone', () => {
  const numbered: FilterFields<Machine & { memory: number }> = {
    ...fields,
    memory: row => row.memory,
    shared: () => 'no',
    has: row => (row.tags.length > 0 ? ['tag'] : []),
  }
  const big = { ...web, memory: 2 ** 34 }
  const holds = (filter: string) => matchesFilter(big, filter, numbered)
  expect(holds('any(state:halted tag:prod) none(tag:us)')).toBe(true)
  expect(holds('any(state:halted all(tag:prod -has:tag))')).toBe(false)
  expect(holds('memory:>8G memory:16G')).toBe(true)
  expect(holds('memory:<=8G')).toBe(false)
  expect(holds('17179869184')).toBe(false)
  expect(holds('no')).toBe(false)
  expect(holds('shared:no')).toBe(true)
  expect(holds('has:ta')).toBe(false)
  expect(holds('name:web* -name:=web')).toBe(true)
  expect(holds('host(state:enabled)')).toBe(false)
})

it('asks what a row belongs to where that is here too, with the words of its own kind', () => {
  const racks = new Map([['web', { name: 'frankfurt', tags: ['prod'] }]])
  const around = {
    pool: surrounding<Machine, { name: string; tags: string[] }>(row => [racks.get(row.name.slice(0, 3))], {
      name: rack => rack.name,
      tag: rack => rack.tags,
    }),
  }
  const holds = (filter: string, row = web) => matchesFilter(row, filter, fields, around)
  expect(holds('pool(tag:prod)')).toBe(true)
  expect(holds('pool(tag:eu)')).toBe(false)
  expect(holds('pool(any(tag:eu name:frank)) state:running')).toBe(true)
  expect(holds('-pool(tag:prod)')).toBe(false)
  // One that belongs to nothing belongs to nothing that is so.
  expect(holds('pool(-tag:prod)', { ...web, name: 'db-01' })).toBe(false)
  // Of what is not here nothing can be said.
  expect(holds('vm(state:running)')).toBe(false)
})
