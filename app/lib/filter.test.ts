import { expect, it } from 'vitest'
import { type FilterFields, matchesFilter } from './filter'

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
