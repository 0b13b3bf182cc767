import { expect, test } from 'vitest'
import { readDescribedDisks, readRecommendations } from './recommendations'

test('limits and flags are read in all the spellings that templates have', () => {
  const xml = `<restrictions><restriction field="memory-static-max" max="34359738368" /><restriction max="32" field="vcpus-max"/><restriction field="vcpus-min" min="2"/>
    <restriction property="number-of-vbds" max="7"/><restriction property='number-of-vifs' max='3'/>
    <restriction field="memory-static-min" min="1073741824" />
    <restriction field="supports-uefi" value="no"/><restriction field="has-vendor-device" value="true"/></restrictions>`
  expect(readRecommendations(xml)).toEqual({
    ...{ memoryMin: 2 ** 30, memoryMax: 2 ** 35, vcpusMin: 2, vcpusMax: 32, disks: 7, nics: 3 },
    flags: { 'supports-uefi': false, 'has-vendor-device': true },
  })
})

test('what says nothing, or nothing that can be read, is no limit', () => {
  const none = {
    memoryMin: null,
    memoryMax: null,
    vcpusMin: null,
    vcpusMax: null,
    disks: null,
    nics: null,
    flags: {},
  }
  expect(readRecommendations('')).toEqual(none)
  expect(readRecommendations('<restrictions><restriction field="vcpus-max" max="many"')).toEqual(none)
  expect(readRecommendations('<restriction field="vcpus-max" max="-1"/>')).toEqual(none)
})

test('disks that a template describes', () => {
  expect(readDescribedDisks(undefined)).toEqual([])
  expect(
    readDescribedDisks(
      `<provision><disk device="0" size="8589934592" sr="" bootable="true" type="system"/><disk device='1' size='x'/></provision>`,
    ),
  ).toEqual([{ position: '0', size: 2 ** 33, sr: '', bootable: true }])
})
