import { expect, it } from 'vitest'
import { runText } from './run-text'

it('names the VMs that a run failed for, with why', () => {
  const body = [
    "VM:web 01 UUID:0f-1 Error:['SR_BACKEND_FAILURE_44', 'no room', ''],",
    "VM:db UUID:0f-2 Error:['VM_BAD_POWER_STATE', 'OpaqueRef:1'],",
    'something else',
  ].join('\n')
  expect(runText('VMSS_SNAPSHOT_FAILED', body)).toEqual({
    status: 'trouble',
    title: 'Failed for web 01, db',
    failures: [
      { vm: 'web 01', code: 'SR_BACKEND_FAILURE_44', params: ['no room', ''] },
      { vm: 'db', code: 'VM_BAD_POWER_STATE', params: ['OpaqueRef:1'] },
    ],
  })
  expect(runText('VMSS_SNAPSHOT_FAILED', '')).toMatchObject({ title: 'Snapshots failed', failures: [] })
  expect(runText('VM_STARTED', body)).toBeUndefined()
})
