import { expect, it } from 'vitest'
import {
  customFieldValues,
  fieldSlug,
  formatDefinitions,
  formatFieldDate,
  parseDefinitions,
  parseFieldDate,
} from './custom-fields'

/** As XenCenter writes it, by XmlDocument.OuterXml. */
const written =
  '<CustomFieldDefinitions><CustomFieldDefinition name="Owner" type="String" defaultValue="" />' +
  '<CustomFieldDefinition name="R&amp;D &lt;due&gt;" type="Date" defaultValue="" /></CustomFieldDefinitions>'
const definitions = [
  { name: 'Owner', type: 'text' },
  { name: 'R&D <due>', type: 'date' },
] as const

it('reads and writes definitions as XenCenter does', () => {
  expect(parseDefinitions(written)).toEqual(definitions)
  expect(formatDefinitions(definitions)).toBe(written)
})

it.each([
  '',
  '<CustomFieldDefinitions />',
  '<CustomFieldDefinitions></CustomFieldDefinitions>',
  '<CustomFieldDefinition name="" type="String"/>',
  '<CustomFieldDefinition type="String"/>',
  'not xml <',
])('finds no definition in %j', text => {
  expect(parseDefinitions(text)).toEqual([])
})

it('keeps every name that can be typed', () => {
  for (const name of ['a"b', "it's", '<x/>', '&amp;', 'tab\there', 'Ä€𝄞', '&#65;']) {
    expect(parseDefinitions(formatDefinitions([{ name, type: 'text' }]))).toEqual([{ name, type: 'text' }])
  }
})

it('takes the values of custom fields out of other_config and leaves out empty ones', () => {
  expect(
    customFieldValues({
      'XenCenter.CustomFields.Owner': 'jane',
      'XenCenter.CustomFields.Empty': '',
      'XenCenter.CustomFieldsX': 'no',
      folder: '/Web',
    }),
  ).toEqual({ Owner: 'jane' })
})

it('writes dates in UTC to the second, and reads them back', () => {
  const moment = new Date('2026-08-21T10:05:06.789Z')
  expect(formatFieldDate(moment)).toBe('2026-08-21 10:05:06Z')
  expect(parseFieldDate('2026-08-21 10:05:06Z')?.toISOString()).toBe('2026-08-21T10:05:06.000Z')
  expect(parseFieldDate('2026-08-21T12:05+02:00')?.toISOString()).toBe('2026-08-21T10:05:00.000Z')
  expect(parseFieldDate('2026-08-21')?.toISOString()).toBe('2026-08-21T00:00:00.000Z')
  expect(parseFieldDate('soon')).toBeNull()
  expect(parseFieldDate('2026-19-41')).toBeNull()
})

it('makes a word of a name', () => {
  expect(fieldSlug('Cost centre (EU)')).toBe('cost-centre-eu')
})
