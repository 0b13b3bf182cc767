import { describe, expect, it } from 'vitest'
import type { VmRow } from '@/server/api/types'
import type { ConsoleSnapshot } from './console-session'
import { vmSituation } from './console-situation'

const vm: VmRow = {
  class: 'VM',
  id: 'p.u',
  pool: 'p',
  ref: 'OpaqueRef:1',
  uuid: 'u',
  name_label: 'web-01',
  name_description: '',
  allowed_operations: [],
  current_operations: {},
  blocked_operations: {},
  tags: [],
  folder: '',
  fields: {},
  power_state: 'Running',
  host: 'p.h',
  home: null,
  appliance: null,
  snapshotSchedule: null,
  vcpus: 2,
  memory: 0,
  disks: 0,
  diskBytes: 0,
  networks: [],
  addresses: [],
  os: '',
  family: 'linux',
  tools: 'installed',
  startTime: null,
  isHvm: true,
  consoles: ['screen'],
  trouble: null,
  protected: false,
  ha: false,
}
const quiet: ConsoleSnapshot = {
  phase: 'idle',
  problem: null,
  next: null,
  viewOnly: false,
  viewers: [],
  self: null,
  guestText: null,
  typing: null,
}

describe('what stands in place of the picture', () => {
  it('is nothing while there is one', () => {
    expect(vmSituation(vm, { ...quiet, phase: 'connected' })).toBeNull()
  })

  it.each([
    ['Halted', 'vm.start'],
    ['Suspended', 'vm.resume'],
    ['Paused', 'vm.unpause'],
  ])('offers the way back from %s', (power_state, action) => {
    // A console that is still connected in that moment is no reason to say nothing.
    const situation = vmSituation({ ...vm, power_state }, { ...quiet, phase: 'connected' })
    expect(situation).toMatchObject({ kind: 'inactive', step: { action } })
    expect(situation?.title).toBe(`web-01 is ${power_state.toLowerCase()}`)
  })

  it.each([
    ['Halted', 'start', 'web-01 is starting'],
    ['Running', 'clean_reboot', 'web-01 is restarting'],
    ['Running', 'pool_migrate', 'web-01 is moving to another host'],
  ])('says what goes on: %s, %s', (power_state, operation, title) => {
    const row = { ...vm, power_state, current_operations: { 'OpaqueRef:t': operation } }
    expect(
      vmSituation(row, { ...quiet, phase: 'waiting', problem: 'The host closed the console.' }),
    ).toMatchObject({
      kind: 'pending',
      title,
      step: null,
    })
  })

  it('keeps the picture of a guest that is being shut down', () => {
    const row = { ...vm, current_operations: { 'OpaqueRef:t': 'clean_shutdown' } }
    expect(vmSituation(row, { ...quiet, phase: 'connected' })).toBeNull()
  })

  it('tells a console that is missing from one that failed', () => {
    expect(vmSituation({ ...vm, consoles: [] }, quiet)).toMatchObject({ kind: 'missing', step: 'retry' })
    const failed = { ...quiet, phase: 'closed' as const, problem: 'Someone else has it.', next: 'Wait.' }
    expect(vmSituation(vm, failed)).toEqual({
      kind: 'failed',
      title: 'Someone else has it.',
      text: 'Wait.',
      step: 'retry',
    })
  })
})
