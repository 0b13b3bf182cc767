import { afterEach, expect, it } from 'vitest'
import { counted } from './counted'
import { readPageIn, textKey } from './text'

afterEach(() => readPageIn({ language: 'en', texts: {} }))

it('says how many there are, one and several, each in its own words', () => {
  expect([counted('SR', 1), counted('SR', 2)]).toEqual(['1 storage', '2 storages'])
  expect([counted('VMSS', 1), counted('VMSS', 12)]).toEqual(['1 snapshot schedule', '12 snapshot schedules'])
})

it('says it in the reader’s language, whose plural is another', () => {
  const disks = '{n, plural, one {# disk} other {# disks}}'
  const told = '{n, plural, one {# Festplatte} other {# Festplatten}}'
  readPageIn({ language: 'de', texts: { [textKey(disks)]: told } })
  expect([counted('VDI', 1), counted('VDI', 2)]).toEqual(['1 Festplatte', '2 Festplatten'])
})
