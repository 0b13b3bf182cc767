import { describe, expect, it } from 'vitest'
import { vmFilterKeys } from '@/server/catalogue/searches'
import { vmFields } from '@/server/inventory/query/vm-fields'
import { defaultSearches } from './default-searches'
import { formatSearch, onlyHere, savedSearches } from './saved-searches'
import { parseXml } from './xml-tree'

const search = (query: string, name = 'Mine', scope = '<VM />') =>
  `<Search uuid="1" name="${name}" major_version="2" minor_version="0" show_expanded="yes"><Query><QueryScope>${scope}</QueryScope>${query}</Query><columns><column name="name" width="250" /></columns><sorting /></Search>`
const read = (xml: string) => savedSearches({ 'xensearch.Search-1': xml })[0]

describe('searches that XenCenter has written', () => {
  it.each([
    ['', ''],
    [
      '<StringPropertyQuery property="label" casesensitive="no" query="web 1" type="contains" />',
      'name:"web 1"',
    ],
    [
      '<StringPropertyQuery property="label" casesensitive="no" query="Linux" type="notcontain" />',
      '-name:Linux',
    ],
    ['<StringListContainsQuery property="tags" contains="yes" query="broken" />', 'tag:broken'],
    ['<EnumPropertyQuery property="power_state" equals="yes" query="Running" />', 'state:Running'],
    [
      '<CustomFieldQuery query="i" type="contains"><CustomFieldDefinition name="Cost Centre" type="String" defaultValue="" /></CustomFieldQuery>',
      'cost-centre:i',
    ],
    [
      '<GroupQuery type="And"><EnumPropertyQuery property="power_state" equals="no" query="Halted" /><StringListContainsQuery property="tags" contains="yes" query="a" /></GroupQuery>',
      '-state:Halted tag:a',
    ],
    [
      '<GroupQuery type="Nor"><StringListContainsQuery property="tags" contains="yes" query="a" /></GroupQuery>',
      '-tag:a',
    ],
  ])('reads %s', (query, filter) => {
    expect(read(search(query))).toEqual({ id: '1', name: 'Mine', filter })
  })

  it.each([
    '<StringPropertyQuery property="label" casesensitive="no" query="Oracle" type="startswith" />',
    '<DatePropertyQuery property="start_time" query="20090504" type="exact" />',
    '<GroupQuery type="Or"><StringListContainsQuery property="tags" contains="yes" query="a" /><StringListContainsQuery property="tags" contains="yes" query="b" /></GroupQuery>',
  ])('lists what has no like here, and does not pretend to know it: %s', query => {
    expect(read(search(query))).toEqual({ id: '1', name: 'Mine', filter: null })
  })

  it('leaves out what is not over VMs, and what is broken', () => {
    expect(read(search('', 'Hosts', '<Server />'))).toBeUndefined()
    expect(read('<Search><Query></Search>')).toBeUndefined()
    expect(savedSearches({ 'XenCenter.CustomFields': search('') })).toEqual([])
    expect(savedSearches({ '[xensearch].Search-7': search('') })).toHaveLength(1)
  })
})

describe('searches that Domus writes', () => {
  const owner = [{ name: 'Owner', type: 'text' }] as const
  const written = (filter: string) => formatSearch({ id: '1', name: 'R&D "x"', filter }, vmFilterKeys, owner)

  it('come back as they were typed, whatever XenCenter can say of them', () => {
    for (const filter of ['', 'web -tag:"a b" state:running', 'host:xen1 memory:>8G', 'owner:jane', '<&>']) {
      expect(read(written(filter))).toEqual({ id: '1', name: 'R&D "x"', filter })
    }
  })

  it('say in XenCenter’s words what it has words for, and which terms it has none for', () => {
    const root = parseXml(written('web state:running host:xen1 owner:jane'))
    const [query] = root?.children ?? []
    expect(query?.children.map(child => child.name)).toEqual(['QueryScope', 'GroupQuery'])
    expect(query?.children[1]?.children.map(child => child.name)).toEqual([
      'StringPropertyQuery',
      'EnumPropertyQuery',
      'CustomFieldQuery',
    ])
    expect(onlyHere('web state:running host:xen1 memory:>8G owner:jane', vmFilterKeys, owner)).toEqual([
      'host:xen1',
      'memory:>8g',
    ])
  })
})

it('knows the keys that the server filters VMs by', () => {
  expect([...vmFilterKeys].sort()).toEqual(Object.keys(vmFields).sort())
  for (const { filter } of defaultSearches) expect(filter).toMatch(/^(\w+:("[^"]+"|\S+) ?)+$/)
})
