import { describe, expect, it } from 'vitest'
import type { OperationRow } from '@/server/api/types'
import { ended, failures, running } from './operation-list'

const operation = (id: string, state: OperationRow['state']): OperationRow => ({
  id,
  action: 'vm.start',
  title: `Start ${id}`,
  pool: 'p',
  object: { class: 'VM', id: `p.${id}`, name: id },
  user: 'admin',
  state,
  progress: null,
  startedAt: '2026-08-21T10:15:30Z',
  finishedAt: null,
  error: null,
  task: null,
})
const list = [
  operation('a', 'running'),
  operation('b', 'failed'),
  operation('c', 'unknown'),
  operation('d', 'succeeded'),
]
const ids = (operations: readonly OperationRow[]) => operations.map(({ id }) => id)

describe('the operations of the strip', () => {
  it('tells what is under way', () => expect(ids(running(list))).toEqual(['a']))
  it('keeps failures and unknown outcomes until they are put away', () => {
    expect(ids(failures(list, []))).toEqual(['b', 'c'])
    expect(ids(failures(list, ['b']))).toEqual(['c'])
  })
  it('announces only what was seen under way and has ended since', () => {
    const before = new Map([
      ['a', 'running'],
      ['b', 'running'],
      ['d', 'succeeded'],
    ] as const)
    expect(ids(ended(list, before))).toEqual(['b'])
  })
})
