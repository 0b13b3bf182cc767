import { describe, expect, test } from 'vitest'
import type { HostRow, SrRow, Template } from '@/server/api/types'
import { checkOf, nicLimit } from './check-values'
import { overcommitted } from './choose-storage'
import { firmwareIssue, firmwareOptions, vtpmObstacleText } from './firmware'
import { warningsOf } from './size-warnings'
import { inputOf, type NewVmValues, valuesOf } from './values'

const GiB = 2 ** 30

const debian: Template = {
  ...{ id: 'p.debian', name: 'Debian', description: '', suggested: 'Debian (1)', kind: 'default' },
  ...{ snapshotOf: null, family: 'Debian', hvm: true, bootParameters: null, firmware: 'bios' },
  installs: { disc: true, address: false, network: true, needed: true },
  obstacles: { bios: null, uefi: null, secure: null },
  ...{ vtpm: 'none', hasGpu: false, biosObstacle: null, vendorDevice: null, vcpus: { max: 1, first: 1 } },
  ...{ coresPerSocket: 1, hotplug: true, memory: 2 * GiB, memoryStaticMin: GiB, memoryLeast: 2 * GiB },
  ...{ memoryLimit: 2 * GiB, rangeObstacle: 'unknown', memoryRatio: 0.25 },
  limits: {
    ...{ memoryMin: GiB, memoryMax: 64 * GiB, vcpusMin: null, vcpusMax: 64, disks: 4, nics: 3 },
  },
  described: [{ position: '0', size: 10 * GiB, sr: null }],
  ...{ own: [], networks: [], home: null },
}
const host = (of: Partial<HostRow>): HostRow => ({
  ...{ class: 'host', id: 'p.host', pool: 'p', ref: '', uuid: 'host', name_label: 'host' },
  ...{ name_description: '', tags: [], allowed_operations: [], current_operations: {}, folder: '' },
  ...{ fields: {}, hostname: 'host', address: '', enabled: true, live: true, maintenance: false },
  ...{ coordinator: true, memoryTotal: 32 * GiB, memoryFree: 16 * GiB, cpus: 8, cpuModel: '', vms: 0 },
  ...{ product: '', bootTime: null, consoles: [] },
  ...of,
})
const sr = (id: string, of: Partial<SrRow> = {}): SrRow => ({
  ...{ class: 'SR', id, pool: 'p', ref: '', uuid: id, name_label: id, name_description: '', tags: [] },
  ...{ allowed_operations: [], current_operations: {}, folder: '', fields: {}, type: 'lvm', host: null },
  ...{ content_type: 'user', shared: true, physicalSize: 100 * GiB, physicalUsed: 0, virtualAllocation: 0 },
  ...{ vdis: 0, isDefault: false, hosts: 1, attached: 1, attachment: 'all' },
  ...of,
})
const storage = [sr('standard', { isDefault: true })]
const kept = {
  ...{ project: '', home: '', start: false, seed: false, userData: '', networkConfig: '' },
}
const begun = (template: Template, networks: string[] = ['p.lan']): NewVmValues =>
  valuesOf(template, { storage, home: '', automaticNetworks: networks, vtpm: true }, kept)
/** Field → what is wrong with it. */
function issuesOf(template: Template, values: NewVmValues, places = storage): Record<string, string> {
  const { error } = checkOf(template, places).safeParse({ ...values, media: 'network' })
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]))
}

describe('[NVM-09] CPU and memory of a new VM', () => {
  const typed = (template: Template, more: Partial<NewVmValues>) => ({ ...begun(template), ...more })
  const told = (template: Template, more: Partial<NewVmValues>) =>
    inputOf(typed(template, more), template, 'x')

  test('one amount, or a range with a limit of its own; what is as the template has it is not said', () => {
    const as = { from: 2 * GiB, least: null, limit: null }
    expect(told(debian, {}).memory).toEqual({ ...as, to: 2 * GiB })
    expect(told(debian, { memory: '4' }).memory).toEqual({ ...as, to: 4 * GiB })
    const range = { ranges: true, memory: '4', memoryLeast: '2', memoryLimit: '8' }
    expect(told(debian, range).memory).toEqual({ from: 2 * GiB, to: 4 * GiB, least: 2 * GiB, limit: 8 * GiB })
    const ranged = { ...debian, memoryLeast: GiB, memoryLimit: 4 * GiB }
    expect(begun(ranged)).toMatchObject({ ranges: true, memoryLeast: '1', memoryLimit: '4' })
    expect(told(ranged, {}).memory).toEqual({ ...as, to: 2 * GiB })
    const amount = { to: 2 * GiB, least: 2 * GiB, limit: 2 * GiB }
    expect(told(ranged, { ranges: false }).memory).toEqual({ from: 2 * GiB, ...amount })
  })

  test('a range is in order, not lower than its guest can do with, and for pools that have it', () => {
    const issues = (more: Partial<NewVmValues>, template = debian) =>
      issuesOf(template, typed(template, { ranges: true, memory: '4', memoryLeast: '2', ...more }))
    expect(issues({ memoryLimit: '8' })).toEqual({})
    expect(issues({ memoryLimit: '3' })).toEqual({ memoryLimit: 'Not less than it may have at most.' })
    expect(issues({ memoryLimit: '8', memoryLeast: '5' })).toEqual({
      memoryLeast: 'The least can’t be more than the most.',
    })
    expect(issues({ memoryLimit: '8', memoryLeast: '1' }).memoryLeast).toMatch(/^Its guest needs 25 %/)
    expect(issues({ memoryLimit: 'x', memoryLeast: '' })).toEqual({
      ...{ memoryLeast: 'Say how much memory', memoryLimit: 'Say how much memory' },
    })
    expect(issues({ memoryLimit: '8' }, { ...debian, rangeObstacle: 'licence' })).toEqual({
      memoryLeast: 'The pool’s licence does not include it: memory stays the same.',
    })
  })

  test('vCPUs up to what its system can do with, shared out over 16 sockets at most', () => {
    const issues = (vcpus: string, vcpusMax: string, coresPerSocket: string) =>
      issuesOf(debian, typed(debian, { vcpus, vcpusMax, coresPerSocket }))
    expect(issues('4', '8', '2')).toEqual({})
    expect(issues('4', '2', '1')).toEqual({ vcpusMax: 'Not less than it starts with.' })
    expect(issues('65', '65', '5')).toEqual({
      vcpusMax: 'Guests of this template can do with 64 at most.',
    })
    expect(issues('32', '32', '1').coresPerSocket).toBe('That many vCPUs can’t be shared out like this.')
    expect(issues('32', '32', '2')).toEqual({})
    expect(issues('8', '8', '3').coresPerSocket).toBeDefined()
    expect(issues('0', 'x', '1')).toMatchObject({ vcpus: 'A whole number, one or more.' })
  })

  test('warns of what no server has, of fewer vCPUs than are recommended, and of more than are trusted', () => {
    const hosts = [host({}), host({ id: 'p.small', memoryTotal: 8 * GiB, memoryFree: 4 * GiB, cpus: 2 })]
    const template = { ...debian, limits: { ...debian.limits, vcpusMin: 2 } }
    const warnings = (more: Partial<NewVmValues>) =>
      warningsOf({ values: typed(template, { vcpus: '2', vcpusMax: '2', ...more }), template, hosts })
    expect(warnings({})).toEqual([])
    expect(warnings({ memory: '33' })).toEqual(['No server has that much memory: it can’t start.'])
    expect(warnings({ memory: '17' })).toEqual([
      expect.stringMatching(/^No server has that much memory free now/),
    ])
    // It starts with less where it may be held to less.
    expect(warnings({ memory: '17', ranges: true, memoryLeast: '8', memoryLimit: '17' })).toEqual([])
    expect(warnings({ memory: '5', home: 'p.small' })).toHaveLength(1)
    expect(warnings({ vcpus: '1' })).toEqual(['Its system is recommended to have 2 vCPUs at least.'])
    expect(warnings({ vcpusMax: '9' })).toEqual([
      expect.stringMatching(/^It has more vCPUs than the server has CPUs/),
    ])
    expect(warnings({ vcpusMax: '33' })).toContainEqual(expect.stringMatching(/^More than 32 are for guests/))
  })
})

test('[NVM-07] says of each way to boot why it can’t be had, that certificates are missing, and why no vTPM can', () => {
  const reasons = (obstacles: Template['obstacles']) =>
    firmwareOptions({ obstacles }).map(({ label, reason }) => [label, reason])
  expect(reasons(debian.obstacles)).toEqual([
    ['BIOS', undefined],
    ['UEFI', undefined],
    ['UEFI with Secure Boot', undefined],
  ])
  expect(reasons({ bios: 'template', uefi: 'release', secure: 'paravirtual' }).map(([, why]) => why)).toEqual(
    ['the template does not support it', 'the pool’s release does not have it', 'it boots paravirtualised'],
  )
  expect(firmwareIssue('secure', { secureBootReady: false })).toMatch(/^The pool has no certificates/)
  expect(firmwareIssue('uefi', { secureBootReady: false })).toBeUndefined()
  expect(firmwareIssue('secure', { secureBootReady: true })).toBeUndefined()
  const vtpm = (of: Template['vtpm'], pool: 'release' | 'licence' | null, firmware: Template['firmware']) =>
    vtpmObstacleText({ vtpm: of }, { vtpmObstacle: pool }, firmware)
  expect(vtpm('there', null, 'uefi')).toMatch(/^The template has one/)
  expect(vtpm('needed', 'release', 'uefi')).toBe('The pool’s release has none.')
  expect(vtpm('needed', 'licence', 'uefi')).toBe('The pool’s licence does not include it.')
  expect(vtpm('none', null, 'bios')).toBe('It takes UEFI.')
  expect(vtpm('none', null, 'secure')).toBeUndefined()
})

test('[NVM-11] disks have a name, a size and a storage that fits, and say what is more than there is', () => {
  const values = begun(debian)
  expect(values.disks).toEqual([
    { name: 'Debian (1) 0', description: '', size: '10', sr: 'standard', moved: null },
  ])
  const [disk] = values.disks
  if (!disk) throw new Error('no disk')
  const issues = (disks: Partial<typeof disk>[], places = storage) =>
    issuesOf(debian, { ...values, disks: disks.map(more => ({ ...disk, ...more })) }, places)
  expect(issues([{}])).toEqual({})
  // None at all: it boots from the network.
  expect(issues([])).toEqual({})
  expect(issues([{ name: ' ', size: 'x' }])).toMatchObject({
    'disks.0.size': 'Say how large the disk is',
    'disks.0.name': expect.any(String),
  })
  expect(issues([{ sr: '' }])).toEqual({ 'disks.0.sr': 'Choose a storage' })
  expect(issues([{ sr: '' }], [])).toEqual({ 'disks.0.sr': 'No storage fits.' })
  expect(overcommitted([disk], storage)).toEqual([])
  const large = [disk, { ...disk, size: '95' }]
  expect(overcommitted(large, storage)).toEqual([{ sr: storage[0], asked: 105 * GiB }])
  // Those of a template of one's own are cloned or copied, enlarged or left out.
  const own = { position: '0', name: 'system', size: 10 * GiB, sr: 'standard' }
  const custom: Template = { ...debian, kind: 'custom', described: [], own: [own] }
  const first = begun(custom)
  expect(first).toMatchObject({ copyTo: '', own: [{ name: 'system', size: '10' }], disks: [] })
  const shrunk = { ...first, own: first.own.map(one => ({ ...one, size: '9' })) }
  expect(issuesOf(custom, shrunk)).toEqual({
    'own.0.size': 'A disk grows and does not shrink: what is at its end would be lost.',
  })
  expect(inputOf({ ...first, copyTo: 'standard' }, custom, 'x')).toMatchObject({
    ...{ copyTo: 'standard', own: [{ position: '0', from: 10 * GiB, to: 10 * GiB }] },
  })
})

test('[NVM-13] NICs are the template’s or the automatic networks, four at first, to the limit of its system', () => {
  const five = ['p.1', 'p.2', 'p.3', 'p.4', 'p.5']
  expect(begun(debian, five).nics.map(({ network }) => network)).toEqual(five.slice(0, 4))
  const ranked = { ...debian, networks: ['p.b', 'p.a'] }
  expect(begun(ranked, five).nics).toEqual([
    { network: 'p.b', mac: '' },
    { network: 'p.a', mac: '' },
  ])
  expect(nicLimit(debian)).toBe(3)
  expect(nicLimit({ ...debian, limits: { ...debian.limits, nics: null } })).toBe(7)
  const values = { ...begun(debian), nics: [{ network: '', mac: 'x' }] }
  expect(issuesOf(debian, values)).toEqual({
    ...{ 'nics.0.network': 'Choose a network' },
    'nics.0.mac': 'A MAC address has six bytes, as in 0a:1b:2c:3d:4e:5f.',
  })
  const nics = [{ network: 'p.lan', mac: '0A-00-00-00-00-01' }]
  expect(inputOf({ ...values, nics }, debian, 'x').nics).toEqual([
    { network: 'p.lan', mac: '0a:00:00:00:00:01' },
  ])
  expect(inputOf({ ...values, nics: [] }, debian, 'x').nics).toEqual([])
})
