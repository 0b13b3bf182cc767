import { expect, it } from 'vitest'
import { queryKeys } from '@/server/shared/query-keys'
import { fieldsOf } from './fields'

it.each([
  ['vm', fieldsOf.VM],
  ['host', fieldsOf.host],
  ['pool', fieldsOf.pool],
  ['network', fieldsOf.network],
  ['storage', fieldsOf.SR],
] as const)('knows the keys that a %s is filtered by', (kind, fields) => {
  expect([...queryKeys[kind]].sort()).toEqual(Object.keys(fields).sort())
})
