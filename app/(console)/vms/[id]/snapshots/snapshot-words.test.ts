import { expect, test } from 'vitest'
import type { OperationRow, VmRow, VmSnapshot } from '@/server/api/types'
import { workOn, workOnNew } from './snapshot-words'

const snapshot = (id: string, running: string[] = []): VmSnapshot => ({
  ...{ id, name: id, description: '', time: '', kind: 'disks', wasRunning: true, parent: null, disks: 1 },
  ...{ used: 1, allowed_operations: [], running, scheduled: false, tags: [], folder: '', fields: {} },
})
const operation = (action: string, snapshots?: string[]): OperationRow => ({
  ...{ id: '1', action, title: '', pool: 'p', object: { class: 'VM', id: 'vm', name: '' }, user: 'ann' },
  ...{ state: 'running', progress: 0.4, startedAt: '', finishedAt: null, error: null, task: null },
  ...(snapshots ? { snapshots } : {}),
})
const vm = (current_operations: Record<string, string>) => ({ current_operations }) as unknown as VmRow

test('those that an operation is done to say so with how far it is, before the pool does', () => {
  const deleting = operation('vm.deleteSnapshots', ['a', 'b'])
  expect(workOn(snapshot('a'), [deleting])).toEqual({ word: 'Deleting…', progress: 0.4 })
  expect(workOn(snapshot('c'), [deleting])).toBeUndefined()
  const reverting = operation('vm.revert', ['c'])
  expect(workOn(snapshot('c'), [reverting])).toEqual({ word: 'Reverting…', progress: 0.4 })
})

test('what others do is told as the pool tells it', () => {
  expect(workOn(snapshot('a', ['revert']), [])).toEqual({ word: 'Reverting…', progress: null })
  expect(workOnNew(vm({ t: 'checkpoint' }), [])).toEqual({ word: 'Taking a snapshot…', progress: null })
  expect(workOnNew(vm({ t: 'start' }), [])).toBeUndefined()
  expect(workOnNew(vm({}), [operation('vm.snapshot')])).toEqual({
    word: 'Taking a snapshot…',
    progress: 0.4,
  })
})
