import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { planOfRecord } from '@/server/xapi/narrow'
import type { Wire } from '@/server/xapi/wire'
import { type FollowedClass, followedClasses } from './classes'
import { dependents } from './dependents'
import { hostDetail } from './detail/host'
import { vmDetail } from './detail/vm'
import { Fill } from './fill'
import { keptFields } from './kept-fields'
import { RowSet } from './row-set'
import type { AnyRow, RowClass, Rows } from './rows'
import type { PoolEvent } from './source'
import { Store } from './store'
import { eventOf } from './testing/fake-pool'
import { anyRef, asKept } from './testing/records'

const file = new URL('../../../shared/xenapi/recordings/baseline.json', import.meta.url)
const there = existsSync(file)
if (!there) console.warn(`Not tested: the recording of a real pool is missing (${file.pathname}).`)

const wire: z.ZodType<Wire> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(wire), z.record(z.string(), wire)]),
)
const recording = z.object({ classes: z.record(z.string(), z.record(z.string(), wire)) })

function recordedPool() {
  const { classes } = recording.parse(JSON.parse(readFileSync(file, 'utf8')))
  const store = new Store()
  const view = { store, pool: 'p', name: '', address: '', freshness: { state: 'live' as const } }
  const rows = new RowSet()
  const events = followedClasses.flatMap(cls => addsOf(cls, classes[cls] ?? {}))
  const fill = new Fill(store, followedClasses)
  for (const _ of fill.ofEvents(events));
  rows.update(view, dependents(store, fill.taken()))
  return { view, rows }
}

function addsOf<C extends FollowedClass>(cls: C, objects: Record<string, Wire>): PoolEvent[] {
  const plan = planOfRecord(cls, keptFields)
  return Object.entries(objects).map(([ref, object]) =>
    eventOf({ class: cls, ref: anyRef<C>(ref), operation: 'add', snapshot: asKept<C>(plan.decode(object)) }),
  )
}

function ofClass<C extends RowClass>(rows: RowSet, cls: C): Rows[C][] {
  return [...rows.values()].filter((row): row is AnyRow & Rows[C] => row.class === cls)
}

test.skipIf(!there)('a real pool is shown as it was', () => {
  const { view, rows } = recordedPool()
  expect(ofClass(rows, 'pool')).toMatchObject([
    { name_label: 'Lab pool', hosts: 2, vms: 5, runningVms: 3, product: 'XCP-ng 8.3.0', apiVersion: '2.23' },
  ])
  expect(ofClass(rows, 'host')).toMatchObject([
    { coordinator: true, live: true, enabled: true, cpus: 16, address: '192.168.77.10' },
    { coordinator: false, live: true },
  ])
  expect(ofClass(rows, 'network').map(row => [row.devices, row.vms])).toEqual([
    [['eth0'], 5],
    [['eth1'], 0],
  ])
  expect(ofClass(rows, 'SR').map(row => [row.type, row.shared, row.attached, row.hosts])).toEqual(
    expect.arrayContaining([['iso', true, 2, 2]]),
  )
  const vms = new Map(ofClass(rows, 'VM').map(row => [row.name_label, row]))
  expect([...vms.keys()].sort()).toEqual(['build01', 'desk-17', 'web01', 'web02', 'win-dc1'])
  expect(vms.get('build01')).toMatchObject({
    power_state: 'Running',
    isHvm: false,
    family: 'linux',
    os: 'Debian GNU/Linux 12 (bookworm)',
    addresses: ['192.168.77.101'],
    tools: 'installed',
    memory: 2 ** 28,
    disks: 1,
    consoles: ['screen'],
    trouble: null,
  })
  expect(vms.get('desk-17')).toMatchObject({
    power_state: 'Halted',
    family: 'windows',
    host: null,
    tools: 'unknown',
  })
  expect(view.store.count('VM')).toBe(68)
})

test.skipIf(!there)('every VM and host of a real pool has its page', () => {
  const { view } = recordedPool()
  for (const [ref, host] of view.store.all('host')) {
    const detail = hostDetail(view, ref)
    expect(detail).toMatchObject({ cpu: { sockets: 2, threads: 16, speedMhz: 2400, flagsHvm: true } })
    expect(detail?.nics.map(nic => nic.device)).toEqual(['eth0', 'eth1'])
    expect(detail?.nics[0]).toMatchObject({ management: true, ip: host.address, vlan: null })
  }
  for (const [ref, vm] of view.store.all('VM')) {
    const detail = vmDetail(view, ref)
    expect(detail === null).toBe(vm.is_a_template || vm.is_a_snapshot || vm.is_control_domain)
    if (detail === null) continue
    expect(detail.disks.map(disk => [disk.position, disk.type, disk.missing])).toEqual([
      ['0', 'Disk', false],
      ['3', 'CD', false],
    ])
    expect(detail.nics).toMatchObject([
      { device: '0', network: { name: 'Pool-wide network associated with eth0' } },
    ])
  }
})
