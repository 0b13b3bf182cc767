import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Moves } from '@/server/api/types'
import { roomFor, storageSums } from './storage-sums'

type Disk = Moves['vms'][number]['disks'][number]
const place = (id: string) => ({ id, name: id.toUpperCase() })
const disk = (given: Partial<Disk>): Disk => ({
  ...{ id: 'disk', name: 'disk', size: 100, carried: 40, snapshots: 0, from: place('a'), to: place('b') },
  ...given,
})
const vm = (...disks: Disk[]): Moves['vms'][number] => ({
  ...{ id: 'vm', name: 'vm', memory: 0, across: false, host: null, nics: [], disks },
})
const sr = (id: string, free: number) => ({ id, physicalSize: 1000, physicalUsed: 1000 - free })

it('adds up what comes to each storage from all VMs, and leaves out what stays', () => {
  const vms = [
    vm(disk({}), disk({ to: place('a'), carried: 0 }), disk({ to: null })),
    vm(disk({ size: 30, carried: 50 }), disk({ to: place('c'), carried: 0 })),
  ]
  expect(storageSums(vms, [sr('b', 120), { id: 'c', physicalSize: 0, physicalUsed: 0 }])).toEqual([
    { id: 'b', name: 'B', least: 90, most: 150, free: 120 },
    { id: 'c', name: 'C', least: 0, most: 100, free: null },
  ])
})

it('says where there is no room, and where there is only as long as disks are not full', () => {
  const of = (least: number, most: number, free: number | null) =>
    roomFor({ id: 'b', name: 'B', least, most, free })
  expect([of(90, 150, 80), of(90, 150, 120), of(90, 150, 150), of(90, 150, null)]).toEqual([
    'none',
    'thin',
    'all',
    'all',
  ])
})

it('counts each disk once, whatever the storage', () => {
  const one = fc.record({
    to: fc.constantFrom('a', 'b', 'c').map(place),
    size: fc.nat(1e6),
    carried: fc.integer({ min: 1, max: 1e6 }),
  })
  fc.assert(
    fc.property(fc.array(fc.array(one)), given => {
      const sums = storageSums(
        given.map(disks => vm(...disks.map(disk))),
        [],
      )
      const all = given.flat()
      expect(sums.reduce((sum, { least }) => sum + least, 0)).toBe(
        all.reduce((sum, { carried }) => sum + carried, 0),
      )
      expect(sums.reduce((sum, { most }) => sum + most, 0)).toBe(
        all.reduce((sum, { carried, size }) => sum + Math.max(size, carried), 0),
      )
      expect(new Set(sums.map(({ id }) => id)).size).toBe(sums.length)
    }),
  )
})
