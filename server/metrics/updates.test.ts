import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hostMoments, lastMinute, vmLoads } from './host-load'
import { parseUpdates, UpdatesError } from './updates'

const host = 'AVERAGE:host:h:'
const vm = 'AVERAGE:vm:v:'
const legend = [`${host}cpu_avg`, `${host}memory_total_kib`, `${host}memory_free_kib`, `${vm}cpu0`]

test('numbers as texts, as plain numbers and without quotes at all come out alike, the oldest row first', () => {
  const texts = {
    meta: { start: '10', step: '5', end: '15', rows: '2', columns: '4', legend },
    data: [
      { t: '15', values: ['0.5', '1024', '24', 'NaN'] },
      { t: '10', values: ['0.25', '1024', '1024', '0.0'] },
    ],
  }
  const wanted = parseUpdates(JSON.stringify(texts))
  expect(wanted.step).toBe(5)
  expect(wanted.rows.map(row => row.t)).toEqual([10, 15])
  expect(wanted.rows[1]?.values).toEqual([0.5, 1024, 24, Number.NaN])
  expect(wanted.columns[3]).toEqual({ cf: 'AVERAGE', type: 'vm', uuid: 'v', name: 'cpu0' })
  const quoted = legend.map(entry => `"${entry}"`).join(',')
  const old = `{meta: {start:10,step:5,end:15,rows:2,columns:4,legend:[${quoted}]},data:[{t:15,values:[0.5,1024,24,NaN]},{t:10,values:[0.25,1024,1024,0.0]}]}`
  expect(parseUpdates(old)).toEqual(wanted)
  expect(
    parseUpdates(
      JSON.stringify({
        meta: { step: 5, legend },
        data: [
          { t: 10, values: [0.25, 1024, 1024, 0] },
          { t: 15, values: [0.5, 1024, 24, 'NaN'] },
        ],
      }),
    ),
  ).toEqual(wanted)
})

test('a key within a text is left alone', () => {
  const odd = `{meta:{step:5,legend:["AVERAGE:vm:v:a, step: NaN"]},data:[{t:5,values:[-Infinity]}]}`
  expect(parseUpdates(odd).columns[0]?.name).toBe('a, step')
  expect(parseUpdates(odd).rows[0]?.values).toEqual([Number.NEGATIVE_INFINITY])
})

test('what is no such answer is told', () => {
  for (const text of ['', '<xport/>', '{}', '{"meta":{"legend":[],"step":"5"}}', '[1,2']) {
    expect(() => parseUpdates(text), text).toThrow(UpdatesError)
  }
})

const example = '../shared/xenapi/examples/rrd_updates.8.2.unquoted.json'
test.skipIf(!existsSync(example))('what a host of 8.2 answered is read', () => {
  const updates = parseUpdates(readFileSync(example, 'utf8'))
  expect(updates.rows.length).toBeGreaterThan(0)
  expect(updates.rows.every(row => row.values.length === updates.columns.length)).toBe(true)
  const moments = hostMoments(updates)
  expect(moments.some(({ cpu, memory }) => cpu !== null && memory !== null && memory > 0)).toBe(true)
})

test('a host’s moments and a VM’s load are made of their columns; what was not measured is null', () => {
  const names = ['cpu0', 'cpu1', 'vif_0_rx', 'vif_0_tx', 'vif_0_rx_errors', 'vbd_xvda_read', 'vbd_xvda_write']
  const more = ['vbd_xvda_iops_read', 'vbd_xvda_read_latency']
  const columns = [...legend.slice(0, 3), ...[...names, ...more].map(name => `${vm}${name}`)]
  const updates = parseUpdates(
    JSON.stringify({
      meta: { step: 60, legend: [...columns, 'AVERAGE:vm:w:cpu_usage', 'AVERAGE:vm:w:cpu0'] },
      data: [
        { t: 120, values: [0.5, 2048, 1024, 1, 0.5, 100, 20, 9, 7, 3, 999, 999, 'NaN', 1] },
        { t: 60, values: ['NaN', 2048, 'NaN', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.3, 1] },
      ],
    }),
  )
  expect(hostMoments(updates)).toEqual([
    { t: 60, cpu: null, memory: null, network: null, disk: null },
    { t: 120, cpu: 0.5, memory: 1024 * 1024, network: null, disk: null },
  ])
  expect(vmLoads(updates)).toEqual(
    new Map([
      ['v', { cpu: 0.75, memory: null, network: 120, disk: 10 }],
      ['w', { cpu: 0.3, memory: null, network: null, disk: null }],
    ]),
  )
})

test('a host’s last minute is of its physical NICs and SRs; memory within a VM is known where its guest tells', () => {
  const ofHost = [
    'cpu_avg',
    'memory_total_kib',
    'memory_free_kib',
    'pif_aggr_rx',
    'pif_aggr_tx',
    'pif_eth0_rx',
  ]
  const ofStorage = ['read_0a1b2c3d', 'write_0a1b2c3d', 'read_latency_0a1b2c3d', 'iops_read_0a1b2c3d']
  const updates = parseUpdates(
    JSON.stringify({
      meta: {
        step: 5,
        legend: [
          ...[...ofHost, ...ofStorage].map(name => `${host}${name}`),
          ...['memory', 'memory_internal_free'].map(name => `${vm}${name}`),
        ],
      },
      data: [
        { t: 100, values: [0.9, 8, 1, 900, 900, 900, 900, 900, 9, 9, 4096, 1] },
        { t: 160, values: [0.5, 8, 4, 10, 2, 10, 100, 20, 9, 9, 4096, 1] },
        { t: 165, values: [0.25, 8, 'NaN', 20, 4, 20, 'NaN', 'NaN', 9, 9, 4096, 3] },
      ],
    }),
  )
  expect(lastMinute(hostMoments(updates))).toEqual({ cpu: 0.375, memory: 4096, network: 18, disk: 120 })
  expect(vmLoads(updates).get('v')?.memory).toBe(1024)
  expect(lastMinute([])).toEqual({ cpu: null, memory: null, network: null, disk: null })
})
