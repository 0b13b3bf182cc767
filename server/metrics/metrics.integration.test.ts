import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlaces } from '@/server/access/places'
import type { HostRow, VmRow } from '@/server/inventory/rows'
import { accessAs } from '@/server/testing/access'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { parseEndpoint } from '@/server/xapi/endpoint'
import { TransportError } from '@/server/xapi/errors'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import { createMetrics } from './metrics'
import { busiestVms, measuredOf, poolLoad } from './seen-load'

let database: TestDatabase
let simulator: Simulator
let rooms: ReturnType<typeof openRooms>
let hosts: HostRow[]
let vms: VmRow[]
let pool: string

beforeAll(async () => {
  database = await startTestDatabase()
  simulator = await startSimulator({ tls: true, memberPort: 0 })
  rooms = openRooms(database)
  const { url: address, password, certificateSha256 } = simulator
  const accepted = [certificateSha256 ?? '']
  const given = { address, username: 'root', password, accepted, by: 'admin' }
  const soon = AbortSignal.timeout(15_000)
  pool = (await rooms.pools.connect(given, soon)).id
  await rooms.inventory.waitFor(() => rooms.pools.live(pool), soon)
  const rows = rooms.inventory.rows()
  hosts = rows.filter(row => row.class === 'host')
  vms = rows.filter(row => row.class === 'VM').filter(vm => vm.power_state === 'Running')
})
afterAll(async () => {
  await rooms.stop()
  await simulator.stop()
  await database.stop()
})

/** Metrics over the hosts as they answer here; those in `away` cannot be reached. */
function open(away: readonly string[] = []) {
  const asked: string[] = []
  let time = Date.now()
  const metrics = createMetrics({
    inventory: rooms.inventory,
    pools: rooms.pools,
    now: () => time,
    routes: async (session, _, { host }) => {
      const known = simulator.hosts.find(one => one.address === host)
      const { name = 'coordinator', url = session.endpoint.url } = known ?? {}
      asked.push(name)
      if (away.includes(name)) throw new TransportError('refused', `${name}:443`)
      return { endpoint: parseEndpoint(url), trust: session.trustOf(session.endpoint) }
    },
  })
  const see = (role: string, scope?: Parameters<typeof accessAs>[1]) => {
    const { view: sight, release } = rooms.sights.take(accessAs(role, scope, createPlaces(rooms.inventory)))
    release()
    return { metrics, inventory: rooms.inventory, sight }
  }
  return { metrics, asked, see, pass: (ms: number) => (time += ms) }
}

test('each host tells ten minutes of itself, and the last minute of every VM that runs there', async () => {
  const { metrics } = open()
  for (const host of hosts.filter(one => one.live)) {
    const { history, vms: loads } = await metrics.host(host.id)
    expect(history.length, host.name_label).toBeGreaterThan(100)
    expect(history.every(({ cpu }) => cpu !== null && cpu >= 0 && cpu <= 1)).toBe(true)
    for (const vm of vms.filter(one => one.host === host.id)) {
      expect(loads.get(vm.uuid)?.cpu, vm.name_label).toBeGreaterThanOrEqual(0)
    }
  }
})

test('who looks at the same time shares one fetch; later what is missing is added', async () => {
  const { metrics, pass } = open()
  const [host] = hosts
  if (!host) throw new Error('The pool has no hosts')
  const first = metrics.host(host.id)
  expect(metrics.host(host.id)).toBe(first)
  const { history } = await first
  pass(9_000)
  expect(metrics.host(host.id)).toBe(first)
  pass(2_000)
  const second = metrics.host(host.id)
  expect(second).not.toBe(first)
  const times = (await second).history.map(({ t }) => t)
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
  expect(times).toContain(history.at(-1)?.t)
})

test('the busiest VMs stand first by what is asked for; whole pools are told together', async () => {
  const { see } = open()
  const all = see('owner')
  const { vms: busiest, unknown } = await busiestVms(all, { by: 'cpu', limit: 5 })
  expect(unknown).toEqual([])
  expect(busiest).toHaveLength(5)
  const used = busiest.map(({ id, cpu }) => (cpu ?? 0) * (vms.find(vm => vm.id === id)?.vcpus ?? 0))
  expect(used).toEqual([...used].sort((a, b) => b - a))
  const byNetwork = (await busiestVms(all, { by: 'network', limit: 50 })).vms.map(vm => vm.network ?? 0)
  expect(byNetwork).toEqual([...byNetwork].sort((a, b) => b - a))
  const { history } = await poolLoad(all, pool)
  const known = history.flatMap(({ memory }) => memory ?? [])
  expect(known.length).toBeGreaterThan(50)
  const inUse = hosts.reduce((sum, host) => sum + host.memoryTotal - host.memoryFree, 0)
  expect(Math.abs((known.at(-1) ?? 0) - inUse) / inUse).toBeLessThan(0.1)
})

test('who sees one VM is told of that one, and of the host it runs on neither name nor id', async () => {
  const seen = vms.find(vm => hosts.some(host => host.id === vm.host && !host.coordinator))
  const host = hosts.find(one => one.id === seen?.host)
  if (!seen || !host) throw new Error('Nothing runs beside the coordinator')
  const scope = { kind: 'object', ref: seen.id } as const
  const one = await busiestVms(open().see('vm-operator', scope), { by: 'cpu', limit: 50 })
  expect(one.vms.map(vm => vm.id)).toEqual([seen.id])
  const away = open([host.name_label])
  const none = await busiestVms(away.see('vm-operator', scope), { by: 'cpu', limit: 50 })
  expect(none.vms).toEqual([])
  expect(none.unknown).toHaveLength(1)
  expect(JSON.stringify(none.unknown)).not.toContain(host.name_label)
  expect(none.unknown[0]?.host).toBeNull()
  expect(none.unknown[0]?.error.words).toBeUndefined()
  // Who sees all is told which host it is, and the rest all the same.
  const all = await busiestVms(away.see('owner'), { by: 'cpu', limit: 50 })
  expect(all.unknown.map(one => one.host)).toEqual([host.id])
  expect(all.unknown[0]?.error.words?.message).toBeDefined()
  expect(all.vms.length).toBeGreaterThan(0)
})

test('what is asked for is measured where it runs, and no other host is asked', async () => {
  const { see, asked } = open()
  const all = see('owner')
  const host = hosts.find(one => one.live && !one.coordinator && vms.some(vm => vm.host === one.id))
  if (!host) throw new Error('Nothing runs beside the coordinator')
  const here = vms.filter(vm => vm.host === host.id)
  const halted = rooms.inventory.rows().find(row => row.class === 'VM' && row.power_state === 'Halted')
  const ids = [host.id, ...here.map(vm => vm.id), halted?.id ?? '', 'no-such-object']
  const found = await measuredOf(all, ids)
  expect(new Set(asked)).toEqual(new Set([host.name_label]))
  expect(found.map(one => one.id)).toEqual([host.id, ...here.map(vm => vm.id)])
  const loads = new Map(found.map(one => [one.id, 'load' in one ? one.load : null]))
  const own = loads.get(host.id)
  const used = host.memoryTotal - host.memoryFree
  expect(Math.abs((own?.memory ?? 0) - used) / used).toBeLessThan(0.1)
  expect(own?.cpu).toBeGreaterThan(0)
  // What its VMs send and write goes through the host.
  const some = (what: 'network' | 'disk') =>
    Math.max(...here.map(vm => loads.get(vm.id)?.[what] ?? Number.NaN).filter(Number.isFinite))
  expect(some('disk')).toBeGreaterThan(0)
  expect(own?.disk).toBeGreaterThan(some('disk') / 2)
  expect(own?.network).toBeGreaterThanOrEqual(0)
  // The memory of a VM without a guest agent is not known; of the others it is less than they have.
  for (const vm of here) {
    const memory = loads.get(vm.id)?.memory ?? null
    if (memory === null) continue
    expect(memory, vm.name_label).toBeGreaterThan(0)
    expect(memory, vm.name_label).toBeLessThanOrEqual(vm.memory)
  }
  expect(here.some(vm => (loads.get(vm.id)?.memory ?? null) !== null)).toBe(true)
})

test('of what one does not see nothing is measured, and a hidden host that does not answer is not named', async () => {
  const seen = vms.find(vm => hosts.some(host => host.id === vm.host && !host.coordinator))
  const host = hosts.find(one => one.id === seen?.host)
  if (!seen || !host) throw new Error('Nothing runs beside the coordinator')
  const scope = { kind: 'object', ref: seen.id } as const
  const ids = [...vms.map(vm => vm.id), ...hosts.map(one => one.id)]
  const one = await measuredOf(open().see('vm-operator', scope), ids)
  expect(one.map(({ id }) => id)).toEqual([seen.id])
  expect(one[0]).toHaveProperty('load.cpu')
  const away = await measuredOf(open([host.name_label]).see('vm-operator', scope), ids)
  expect(away.map(({ id }) => id)).toEqual([seen.id])
  expect(away[0]).toHaveProperty('error')
  expect(JSON.stringify(away)).not.toContain(host.name_label)
})
