import { describe, expect, it } from 'vitest'
import { freeMemory } from '../lifecycle/memory'
import { pause } from '../lifecycle/pause'
import { start } from '../lifecycle/start'
import { hardShutdown } from '../lifecycle/stop'
import { type TestPool, testPool } from '../test-pool'
import { archiveFor, archives, newestRow } from './archives'
import { dumpAsJson, dumpAsXml } from './dump'
import type { Measurement } from './measurements'
import { Moment } from './moment'
import { wave } from './noise'
import { writeNumber, writeSample } from './numbers'
import { updatesAsJson, updatesAsXml, updatesOf } from './updates'

const now = (test: TestPool) => test.clock.now() / 1000

function valueAt(measurement: Measurement | undefined, name: string, moment: Moment): number {
  const source = measurement?.sources.find(one => one.name === name)
  if (!source) throw new Error(`There is no series ${name}`)
  return source.value(moment)
}

async function done(test: TestPool, name: string, vm: string): Promise<void> {
  test.begin(name, task =>
    name === 'start'
      ? start(test.pool, task, test.vm(vm), { paused: false })
      : hardShutdown(test.pool, task, test.vm(vm)),
  )
  await test.clock.advance(10)
}

describe('curves', () => {
  it('depend on seed and time alone, are smooth, and have the mean that a wider row has', () => {
    expect(wave(7, 1000.5, 5)).toBe(wave(7, 1000.5, 5))
    expect(wave(7, 1000.5, 5)).not.toBe(wave(8, 1000.5, 5))
    for (let at = 0; at < 5000; at += 5) {
      expect(Math.abs(wave(3, at + 1, 5) - wave(3, at, 5))).toBeLessThan(0.1)
      expect(wave(3, at, 5)).toBeGreaterThanOrEqual(0)
      expect(wave(3, at, 5)).toBeLessThan(1)
    }
    const fine = Array.from({ length: 720 }, (_, index) => wave(5, index * 5, 5))
    const mean = fine.reduce((sum, one) => sum + one, 0) / fine.length
    expect(Math.abs(mean - wave(5, 1800, 3600))).toBeLessThan(0.2)
  })
})

describe('numbers', () => {
  it.each([
    [0, '0.0'],
    [34, '34'],
    [2_147_483_648, '2147483648'],
    [0.158872291445732, '0.158872291445732'],
    [1_088_624.125, '1088624.125'],
    [-0.5, '-0.5'],
    [1e-5, '1e-05'],
    [2.5e17, '2.5e+17'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('%d', (value, text) => {
    expect(writeNumber(value)).toBe(text)
  })

  it('lose what four bytes cannot hold as samples', () => {
    expect(writeSample(0.1)).toBe('0.100000001490116')
  })
})

describe('archives', () => {
  it('are chosen by how wide a row must be and how far back it must reach', () => {
    const newest = 1_800_000_000
    const samples = (start: number, interval: number) => archiveFor(start, interval, newest).samples
    expect(samples(newest - 30, 0)).toBe(1)
    expect(samples(newest - 599, 5)).toBe(1)
    expect(samples(newest - 600, 5)).toBe(12)
    expect(samples(newest - 30, 60)).toBe(12)
    expect(samples(newest - 30, 61)).toBe(12)
    expect(samples(newest - 30, 3600)).toBe(720)
    expect(samples(newest - 86_400 * 30, 5)).toBe(17_280)
    expect(samples(0, 5)).toBe(17_280)
    expect(archives.map(one => newestRow(one, 1_800_000_005) % (one.samples * 5))).toEqual([0, 0, 0, 0])
  })
})

describe('series', () => {
  it('of a VM exist where it ran: none before its start, much to do while it boots', async () => {
    const test = testPool()
    const { measurements } = test.pool
    const vm = test.vm('desk-07')
    expect(measurements.vm(vm)).toBeUndefined()
    await done(test, 'start', 'desk-07')
    const [life] = measurements.lives.of(vm)
    const from = life?.from ?? 0
    await test.clock.advance(600)
    const cpu = (at: number) => valueAt(measurements.vm(vm), 'cpu_usage', new Moment(at, 5))
    expect(cpu(from - 10)).toBeNaN()
    expect(cpu(from + 8)).toBeGreaterThan(0.8)
    expect(cpu(from + 500)).toBeLessThan(0.8)
    await done(test, 'stop', 'desk-07')
    await test.clock.advance(60)
    expect(cpu(now(test))).toBeNaN()
    // What it did before is still known.
    expect(cpu(from + 8)).toBeGreaterThan(0.8)
  })

  it('of a VM that is paused are still', async () => {
    const test = testPool()
    const vm = test.vm('web-01')
    test.begin('pause', task => pause(test.pool, task, vm))
    await test.clock.advance(60)
    const at = new Moment(now(test), 5)
    const measurement = test.pool.measurements.vm(vm)
    for (const name of ['cpu0', 'cpu_usage', 'vif_0_rx', 'vbd_xvda_read']) {
      expect(valueAt(measurement, name, at)).toBe(0)
    }
    expect(valueAt(measurement, 'memory', at)).toBe(test.pool.db.get('VM', vm).memory_target)
  })

  it('of a host are the sum of what its VMs do, and its free memory what the records say', async () => {
    const test = testPool()
    const { db, measurements } = test.pool
    for (const [ref, host] of db.all('host')) {
      const at = new Moment(now(test), 5)
      const vms = measurements.vmsOn(ref)
      const total = vms.reduce((sum, vm) => {
        const cpus = vm.sources.filter(one => /^cpu\d+$/.test(one.name))
        return sum + cpus.reduce((all, cpu) => all + cpu.value(at), 0)
      }, 0)
      const cpus = host.host_CPUs.length
      const average = valueAt(measurements.host(ref), 'cpu_avg', at)
      expect(average).toBeGreaterThanOrEqual(Math.min(1, total / cpus) - 0.01)
      expect(average).toBeLessThan(total / cpus + 0.02)
      const single = Array.from({ length: cpus }, (_, number) =>
        valueAt(measurements.host(ref), `cpu${number}`, at),
      )
      expect(single.reduce((sum, one) => sum + one, 0) / cpus).toBeCloseTo(average, 6)
      expect(valueAt(measurements.host(ref), 'memory_free_kib', at)).toBeCloseTo(
        freeMemory(test.pool, ref) / 1024,
        0,
      )
    }
  })
})

describe('updates', () => {
  const host = (test: TestPool) => {
    const [first] = test.pool.db.all('host')
    if (!first) throw new Error('The pool has no host')
    return test.pool.measurements.host(first[0])
  }
  const query = { interval: 0, consolidation: 'AVERAGE' as const }

  it('begin one row after the time asked for and are newest first', async () => {
    const test = testPool()
    const at = 1_800_000_001
    const found = await updatesOf([host(test)], { ...query, start: at - 30 }, at)
    expect(found?.rows.map(row => row.at)).toEqual([
      1_800_000_000, 1_799_999_995, 1_799_999_990, 1_799_999_985, 1_799_999_980, 1_799_999_975,
    ])
    expect(found).toMatchObject({ start: 1_799_999_975, step: 5, end: 1_800_000_000 })
    expect((await updatesOf([host(test)], { ...query, start: -20 }, at))?.rows).toHaveLength(4)
    const minutes = await updatesOf([host(test)], { ...query, start: at - 200, interval: 60 }, at)
    expect(minutes).toMatchObject({ start: 1_799_999_820, step: 60, end: 1_800_000_000 })
    expect((await updatesOf([host(test)], { ...query, start: 1 }, at))?.rows).toHaveLength(366)
  })

  it('have no rows of the future, and are none where nothing is recorded', async () => {
    const test = testPool()
    const at = 1_800_000_001
    const future = await updatesOf([host(test)], { ...query, start: at + 500 }, at)
    expect(future).toMatchObject({ start: 1_800_000_505, end: 1_800_000_000, rows: [] })
    expect(future && updatesAsXml(future)).toMatch(/<\/legend><\/meta><data\/><\/xport>$/)
    expect(await updatesOf([], { ...query, start: at }, at)).toBeUndefined()
    expect(await updatesOf([host(test)], { ...query, start: at, consolidation: 'MAX' }, at)).toBeUndefined()
  })

  it('are the same in both forms, every number of JSON a text', async () => {
    const test = testPool()
    const found = await updatesOf([host(test)], { ...query, start: -15 }, Math.floor(now(test)))
    if (!found) throw new Error('Nothing was measured')
    const read: {
      meta: { rows: string; columns: string; legend: string[] }
      data: { t: string; values: string[] }[]
    } = JSON.parse(updatesAsJson(found))
    expect(read.meta).toMatchObject({ rows: '3', columns: String(found.legend.length) })
    const xml = updatesAsXml(found)
    const [first] = read.data
    expect(xml).toContain(
      `<row><t>${first?.t}</t>${first?.values.map(value => `<v>${value}</v>`).join('')}</row>`,
    )
    expect(xml).toContain(`<entry>${read.meta.legend[0]}</entry>`)
  })

  it('have the least and the most of each row where the pool wants them', async () => {
    const test = testPool()
    const [[pool] = []] = test.pool.db.all('pool')
    test.pool.db.update('pool', pool ?? '', { other_config: { create_min_max_in_new_VM_RRDs: 'true' } })
    const vm = test.pool.measurements.vm(test.vm('web-01'))
    if (!vm) throw new Error('web-01 was not measured')
    const found = await updatesOf(
      [vm],
      { start: -300, interval: 60, consolidation: undefined },
      Math.floor(now(test)),
    )
    const column = (name: string) => found?.legend.indexOf(`${name}:vm:${vm.uuid}:cpu_usage`) ?? -1
    for (const { values } of found?.rows ?? []) {
      const [low, mean, high] = ['MIN', 'AVERAGE', 'MAX'].map(name => Number(values[column(name)]))
      expect(low).toBeLessThan(mean ?? 0)
      expect(high).toBeGreaterThan(mean ?? 1)
    }
  })
})

describe('a dump', () => {
  it('has every archive with its rows, oldest first, in both forms', () => {
    const test = testPool()
    const vm = test.pool.measurements.vm(test.vm('web-01'))
    if (!vm) throw new Error('web-01 was not measured')
    const at = Math.floor(now(test))
    const read: { ds: { name: string }[]; rra: { pdp_per_row: string; database: string[][] }[] } = JSON.parse(
      [...dumpAsJson(vm, at)].join(''),
    )
    expect(read.rra.map(one => one.database.length)).toEqual([120, 120, 168, 366])
    const names = read.ds.map(one => one.name)
    expect(names).toEqual(vm.sources.filter(vm.isRecorded).map(one => one.name))
    expect(read.rra[0]?.database.at(-1)?.[names.indexOf('cpu_usage')]).toBe(
      writeSample(valueAt(vm, 'cpu_usage', new Moment(at - (at % 5), 5))),
    )
    const xml = [...dumpAsXml(vm, at)].join('')
    expect(xml.match(/<rra>/g)).toHaveLength(4)
    expect(xml.match(/<row>/g)).toHaveLength(120 + 120 + 168 + 366)
  })
})
