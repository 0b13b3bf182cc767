import { expect, it } from 'vitest'
import { guardOf, longestChain } from './snapshot-cost'

const GiB = 2 ** 30
const vm = (chain: number, scheduled: number) => ({
  ...{ id: 'a', name: 'a', chain, scheduled },
  disks: [{ sr: 's', size: 10 * GiB }],
})
const on = (type: string, free: number | null) => [{ id: 's', name: 's', type, free }]

it('counts the layers of a disk with those that others have made', () => {
  expect(guardOf({ vms: [vm(5, 3)], storages: [] }, 7).chains).toEqual([
    { id: 'a', name: 'a', now: 6, later: 10, tooLong: false },
  ])
  expect(guardOf({ vms: [vm(longestChain - 8, 0)], storages: [] }, 7).chains[0]?.tooLong).toBe(true)
})

it('tells storage that has no room for the next run from storage that may fill later', () => {
  const short = (type: string, free: number | null) =>
    guardOf({ vms: [vm(0, 0)], storages: on(type, free) }, 3).storages[0]?.short
  expect(short('lvm', 9 * GiB)).toBe('now')
  expect(short('nfs', 9 * GiB)).toBe('later')
  expect(short('lvm', 30 * GiB)).toBeNull()
  expect(short('nfs', null)).toBeNull()
})
