import { expect, test, vi } from 'vitest'
import type { AnyRow, Plan } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import type { Action } from '@/server/catalogue/define'
import { hostDrop } from './host-drop'

const plan = (more: Partial<Plan>): Plan => ({
  ...{ title: '', will: '', consequences: [], can: 0, names: [], cannot: [], changes: [] },
  ...more,
})
const rows: Record<string, Partial<AnyRow>> = {
  'p.web': { class: 'VM', host: 'p.one', name_label: 'web' },
  'p.two': { class: 'host', name_label: 'two' },
  'p.off': { class: 'VM', host: null },
  'p.nfs': { class: 'SR' },
}
// A row has more than these, which are all that is looked at.
const rowOf = (id: string) => rows[id] as AnyRow | undefined

async function act(id: string, use: (action: Action) => void): Promise<void> {
  const action = actionById(id)
  if (action) use(action)
}

function drops(answer: Partial<Plan>) {
  const ask = vi.fn(() => Promise.resolve(plan(answer)))
  const askMany = vi.fn()
  return { ask, askMany, drop: hostDrop({ askMany, rowOf, ask, act }) }
}

test('what is asked of the pool is said, then its answer, and it is asked once', async () => {
  const { ask, drop } = drops({ cannot: [{ id: 'p.web', name: 'web', reason: 'It runs there already.' }] })
  expect(drop.reason(['p.web'], 'p.one')).toContain('is being asked')
  await Promise.resolve()
  expect(drop.reason(['p.web'], 'p.one')).toBe('It runs there already.')
  expect(ask.mock.calls).toEqual([['vm.migrate', ['p.web'], 'p.one']])
})

test('a running VM is to move, a halted one gets a home, and both are asked for before they are done', async () => {
  const { ask, askMany, drop } = drops({ can: 1 })
  drop.reason(['p.web'], 'p.two')
  await Promise.resolve()
  expect(drop.reason(['p.web'], 'p.two')).toBeUndefined()
  expect(drop.what?.(['p.web'], 'p.two')).toBe('Migrate web to two')
  drop.drop(['p.web'], 'p.two')
  drop.drop(['p.off'], 'p.two')
  expect(askMany.mock.calls.map(([action, , known]) => [action.id, known])).toEqual([
    ['vm.migrate', { host: 'p.two' }],
    ['vm.setHome', { host: 'p.two' }],
  ])
  expect(ask).toHaveBeenCalledTimes(1)
})

test('[NAV-08] dropped onto a server of another pool VMs are to be moved there, whether they run or not', async () => {
  const { ask, askMany, drop } = drops({ can: 1 })
  drop.reason(['p.off', 'p.web'], 'q.two')
  await Promise.resolve()
  expect(drop.reason(['p.off', 'p.web'], 'q.two')).toBeUndefined()
  expect(ask.mock.calls).toEqual([['vm.move', ['p.off', 'p.web'], 'q.two']])
  drop.drop(['p.off'], 'q.two')
  expect(askMany.mock.calls.map(([action, , known]) => [action.id, known])).toEqual([
    ['vm.move', { host: 'q.two' }],
  ])
})

test('nothing but VMs goes onto a server', () => {
  const { ask, drop } = drops({})
  expect(drop.reason(['p.nfs'], 'p.one')).toBe('Only VMs can be dropped onto a server.')
  expect(drop.reason(['folder /a'], 'p.one')).toBe('A folder can’t be dropped onto a server.')
  expect(ask).not.toHaveBeenCalled()
})
