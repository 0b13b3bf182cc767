import { describe, expect, it } from 'vitest'
import type { OperationRow } from '@/server/api/types'
import { historyOf, mergeRuns, type TaskFilter } from './task-filter'

const run = (id: string, more: Partial<OperationRow> = {}): OperationRow => ({
  id,
  action: 'vm.start',
  title: `Start ${id}`,
  pool: 'p',
  object: { class: 'VM', id: `p.${id}`, name: id },
  user: 'ann',
  state: 'succeeded',
  progress: 1,
  startedAt: `2026-08-21T10:00:0${id}Z`,
  finishedAt: null,
  error: null,
  task: null,
  ...more,
})
const everything: TaskFilter = { state: '', pool: '', user: '', from: '', to: '' }

describe('[EVT-01] the list of tasks', () => {
  it('puts what comes live and what the log has together, the newer word counting', () => {
    const live = [run('2', { state: 'failed' }), run('3', { state: 'running' })]
    const kept = [run('1'), run('2', { state: 'running' })]
    expect(mergeRuns(live, kept, {}).map(({ id, state }) => `${id} ${state}`)).toEqual([
      '3 running',
      '2 failed',
      '1 succeeded',
    ])
  })

  it('takes out what no longer is as was asked for', () => {
    const query = historyOf({ ...everything, state: 'running' })
    expect(mergeRuns([run('1')], [run('1', { state: 'running' })], query)).toEqual([])
  })

  it('filters by pool, person and day', () => {
    const runs = [run('1', { pool: 'q' }), run('2', { user: 'ben' }), run('3')]
    const ids = (filter: Partial<TaskFilter>) =>
      mergeRuns(runs, [], historyOf({ ...everything, ...filter })).map(({ id }) => id)
    expect(ids({ pool: 'q' })).toEqual(['1'])
    expect(ids({ user: 'ben' })).toEqual(['2'])
    expect(ids({ from: '2026-08-22' })).toEqual([])
    expect(ids({ from: '2026-08-20', to: '2026-08-22' })).toEqual(['3', '2', '1'])
    expect(ids({ to: '2026-08-19' })).toEqual([])
  })
})
