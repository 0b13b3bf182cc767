import { describe, expect, it } from 'vitest'
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
    ['<StringListContainsQuery property="tags" contains="yes" query="broken" />', 'tag:=broken'],
    ['<EnumPropertyQuery property="power_state" equals="yes" query="Running" />', 'state:Running'],
    [
      '<CustomFieldQuery query="i" type="contains"><CustomFieldDefinition name="Cost Centre" type="String" defaultValue="" /></CustomFieldQuery>',
      'cost-centre:i',
    ],
    [
      '<GroupQuery type="And"><EnumPropertyQuery property="power_state" equals="no" query="Halted" /><StringListContainsQuery property="tags" contains="yes" query="a" /></GroupQuery>',
      '-state:Halted tag:=a',
    ],
    [
      '<GroupQuery type="Nor"><StringListContainsQuery property="tags" contains="yes" query="a" /></GroupQuery>',
      '-tag:=a',
    ],
    [
      '<StringPropertyQuery property="label" casesensitive="no" query="Oracle" type="startswith" />',
      'name:Oracle*',
    ],
    ['<DatePropertyQuery property="start_time" query="20090504" type="exact" />', 'started:2009-05-04'],
    ['<DatePropertyQuery property="start_time" query="20090504" type="lastweek" />', 'started:last-week'],
    [
      '<GroupQuery type="Or"><StringListContainsQuery property="tags" contains="yes" query="a" /><GroupQuery type="Nor"><IntPropertyQuery property="memory" query="1073741824" type="gt" /><BooleanQuery property="in_any_appliance" query="yes" /></GroupQuery></GroupQuery>',
      'any(tag:=a none(memory:>1073741824 has:vapp))',
    ],
    [
      '<RecursiveXMOListPropertyQuery property="host"><GroupQuery type="Or"><StringPropertyQuery property="label" casesensitive="no" query="x" type="endswith" /><StringListContainsQuery property="tags" contains="no" query="old" /></GroupQuery></RecursiveXMOListPropertyQuery>',
      'host(any(name:*x -tag:=old))',
    ],
    [
      '<RecursiveXMOPropertyQuery property="folder"><StringPropertyQuery property="uuid" casesensitive="no" query="/Web" type="exactmatch" /></RecursiveXMOPropertyQuery>',
      'folder:=/Web',
    ],
    ['<ListEmptyQuery property="tags" empty="yes" />', '-has:tag'],
  ])('reads %s', (query, filter) => {
    expect(read(search(query))).toEqual({ id: '1', name: 'Mine', kind: 'vm', filter })
  })

  it.each([
    '<EnumPropertyQuery property="virtualisation_status" equals="yes" query="OPTIMIZED" />',
    '<GroupQuery type="Or"><StringListContainsQuery property="tags" contains="yes" query="a" /><NullQuery property="pool" query="yes" /></GroupQuery>',
    '<StringPropertyQuery property="label" casesensitive="no" query="x" type="soundslike" />',
  ])('lists what has no like here, and does not pretend to know it: %s', query => {
    expect(read(search(query))).toEqual({ id: '1', name: 'Mine', kind: 'vm', filter: null })
  })

  it.each([
    ['<Server /><DisconnectedServer />', 'host', ''],
    ['<Server />', 'host', ''],
    ['<Pool />', 'pool', ''],
    ['<Network />', 'network', ''],
    ['<RemoteSR /><LocalSR />', 'storage', ''],
    ['<LocalSR />', 'storage', 'shared:no'],
    ['<UserTemplate />', 'template', 'kind:custom'],
    ['<UserTemplate /><DefaultTemplate />', 'template', ''],
    // What goes over several kinds is over VMs where they are among them, and else nowhere here.
    ['<Pool /><VM /><LocalSR />', 'vm', ''],
    ['<Server /><Network />', 'host', null],
  ])('knows what %s goes over', (scope, kind, own) => {
    expect(read(search('', 'Mine', scope))).toEqual({ id: '1', name: 'Mine', kind, filter: own })
    const tagged = search(
      '<StringListContainsQuery property="tags" contains="yes" query="a" />',
      'Mine',
      scope,
    )
    expect(read(tagged)?.filter).toBe(own === null ? null : `${own} tag:=a`.trim())
  })

  it('leaves out what is over nothing that has a list here, and what is broken', () => {
    expect(read(search('', 'Folders', '<Folder />'))).toBeUndefined()
    expect(read(search('', 'Disks', '<VDI />'))).toMatchObject({ kind: 'disk', filter: '' })
    expect(read(search('', 'Old ones', '<Snapshot />'))).toMatchObject({ kind: 'snapshot', filter: '' })
    expect(read('<Search><Query></Search>')).toBeUndefined()
    expect(savedSearches({ 'XenCenter.CustomFields': search('') })).toEqual([])
    expect(savedSearches({ '[xensearch].Search-7': search('') })).toHaveLength(1)
  })
})

/** What XenCenter would keep of a search once it has written it anew: not what it passes over. */
const withoutOurs = (xml: string) => xml.replace(/ domus_filter="[^"]*"/, '')

describe('searches that Domus writes', () => {
  const owner = [{ name: 'Owner', type: 'text' }] as const
  const written = (filter: string) => formatSearch({ id: '1', name: 'R&D "x"', kind: 'vm', filter }, owner)

  it('come back as they were typed, whatever XenCenter can say of them', () => {
    for (const filter of ['', 'web -tag:"a b" state:running', 'host:xen1 memory:>8G', 'owner:jane', '<&>']) {
      expect(read(written(filter))).toEqual({ id: '1', name: 'R&D "x"', kind: 'vm', filter })
    }
  })

  it.each([
    'any(tag:=a all(name:web* -os:="Debian 12"))',
    'none(host:xen1 network(any(name:=LAN tag:=x)))',
    'memory:>1073741824 -memory:<2147483648',
    'started:<=2026-11-01 started:today -has:tag has:folder has:vapp',
    'storage:nfs disk:data vapp:shop folder:=/Web infolder:=/Lab ha:restart',
    'pool(ha:yes) storage(shared:yes) owner:=jane -owner:joe',
    'address:10.0.0.7 state:Halted',
  ])('come back from XenCenter’s words alone: %s', filter => {
    expect(onlyHere(filter, 'vm', owner)).toEqual([])
    expect(read(withoutOurs(written(filter)))?.filter).toBe(filter)
  })

  it('say in XenCenter’s words what it has words for, and which terms it has none for', () => {
    const root = parseXml(written('web state:running vcpus:4 owner:jane'))
    const [query] = root?.children ?? []
    expect(query?.children.map(child => child.name)).toEqual(['QueryScope', 'GroupQuery'])
    expect(query?.children[1]?.children.map(child => child.name)).toEqual([
      'StringPropertyQuery',
      'EnumPropertyQuery',
      'CustomFieldQuery',
    ])
    expect(onlyHere('web state:running vcpus:4 any(tag:a uptime:>7d) owner:jane', 'vm', owner)).toEqual([
      'vcpus:4',
      'any(tag:a uptime:>7d)',
    ])
  })
})

describe('searches over other things than VMs', () => {
  it.each([
    ['host', '-name:xen1 tag:=a pool(ha:yes)'],
    ['pool', 'has:folder name:Fra*'],
    ['network', 'pool:Frankfurt -tag:=a'],
    ['storage', 'name:nfs -has:tag host(tag:=a)'],
    ['template', 'any(name:debian* uuid:=7)'],
  ] as const)('come back from XenCenter’s words: over %s, %s', (kind, filter) => {
    const xml = formatSearch({ id: '1', name: 'Mine', kind, filter }, [])
    expect(read(xml)).toEqual({ id: '1', name: 'Mine', kind, filter })
    expect(onlyHere(filter, kind, [])).toEqual([])
    const again = read(withoutOurs(xml))
    expect(again?.kind).toBe(kind)
    expect(again?.filter).toBe(filter)
  })

  it('ask XenCenter for nothing that it knows of VMs alone', () => {
    expect(onlyHere('memory:>8G state:maintenance name:x', 'host', [])).toEqual([
      'memory:>8G',
      'state:maintenance',
    ])
    expect(onlyHere('host(state:maintenance) host(tag:=a)', 'vm', [])).toEqual(['host(state:maintenance)'])
  })
})

it('runs searches that are always there', () => {
  for (const { filter } of defaultSearches) expect(filter).toMatch(/^(\w+:("[^"]+"|\S+) ?)+$/)
})
