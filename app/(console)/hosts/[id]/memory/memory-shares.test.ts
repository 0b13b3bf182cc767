import { expect, test } from 'vitest'
import type { HostDetail } from '@/server/api/types'
import { sharesOf } from './memory-shares'

const vm = (id: string, now: number, least: number, most: number) => ({
  ...{ id, name: id, now, least, most },
  limit: most,
})
const host = (memory: HostDetail['memory']) => sharesOf({ memoryTotal: 100 }, { memoryOverhead: 2, memory })

test('what VMs may still ask for is held against what there is, the host’s own included', () => {
  const vms = [vm('a', 20, 10, 40), vm('b', 30, 30, 30)]
  const unnamed = { now: 5, promised: { least: 5, most: 25 } }
  expect(host({ ownDomains: 8, vms, unnamed })).toMatchObject({
    vmsNow: 50,
    others: 5,
    promised: { least: 45, most: 95, share: 1.05, over: 5 },
  })
  expect(host({ ownDomains: 8, vms: [], unnamed })?.promised).toMatchObject({ share: 0.35, over: 0 })
})

test('who does not see all VMs is told nothing of what they were promised', () => {
  expect(
    host({ ownDomains: 8, vms: [vm('a', 20, 10, 40)], unnamed: { now: 5, promised: null } }),
  ).toMatchObject({
    others: 5,
    promised: null,
  })
})
