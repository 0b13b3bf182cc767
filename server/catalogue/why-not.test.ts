import { expect, it } from 'vitest'
import { vmSetMemoryRange, vmSetMemoryRestarting } from './vm-memory'
import { lackedBy } from './why-not'

it('an action that does something of others too needs what those need', () => {
  const resizes = { permissions: new Set(['vm.resize']) }
  expect(lackedBy(vmSetMemoryRange, resizes)).toBeUndefined()
  expect(lackedBy(vmSetMemoryRestarting, resizes)).toBe('vm.power')
  const all = { permissions: new Set(['vm.resize', 'vm.power', 'vm.force', 'vm.migrate']) }
  expect(lackedBy(vmSetMemoryRestarting, all)).toBeUndefined()
  expect(lackedBy(vmSetMemoryRestarting, { permissions: new Set(['vm.power']) })).toBe('vm.resize')
})
