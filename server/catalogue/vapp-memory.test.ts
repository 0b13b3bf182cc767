import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomFor } from './vapp-memory'

test('VMs that were placed on hosts with room for them are never said to be short of memory', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(100)), { maxLength: 6 }), hosts => {
      const free = hosts.map(vms => vms.reduce((sum, one) => sum + one, 0))
      expect(roomFor(hosts.flat(), free)).toMatchObject({ short: false, needs: roomFor(free, []).needs })
    }),
  )
})

test.each([
  ['more than all hosts have', [4, 4, 4], [6, 5], true],
  ['one that is larger than the largest host', [7], [6, 6], true],
  ['no host at all', [1], [], true],
  ['what may fit', [4, 4], [6, 5], false],
  ['nothing', [], [], false],
])('%s', (_, needs, free, short) => expect(roomFor(needs, free).short).toBe(short))
