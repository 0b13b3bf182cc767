import { describe, expect, it, vi } from 'vitest'
import type { Interests, ListWindow, LiveMessage, OperationRow, PoolRow, VmRow } from '@/server/api/types'
import type { FeedHandlers } from './feed'
import { LiveStore, type TrackedMessage } from './live-store'

function pool(id: string, over: Partial<PoolRow> = {}): PoolRow {
  return {
    class: 'pool',
    id,
    pool: id,
    ref: `OpaqueRef:${id}`,
    uuid: id,
    name_label: `pool ${id}`,
    name_description: '',
    allowed_operations: [],
    current_operations: {},
    tags: [],
    folder: '',
    fields: {},
    address: 'xen1',
    freshness: { state: 'live' },
    coordinator: null,
    hosts: 1,
    vms: 0,
    runningVms: 0,
    runningVcpus: 0,
    product: 'XCP-ng 8.3.0',
    apiVersion: '2.21',
    editions: [],
    sockets: null,
    tlsVerification: null,
    balanced: false,
    emptyFolders: [],
    fieldDefinitions: [],
    searches: [],
    ...over,
  }
}

function operation(id: string, startedAt: string, over: Partial<OperationRow> = {}): OperationRow {
  return {
    id,
    action: 'vm.start',
    title: 'Start web-01',
    pool: 'a',
    object: { class: 'VM', id: 'a.1', name: 'web-01' },
    user: 'ada',
    state: 'running',
    progress: null,
    startedAt,
    finishedAt: null,
    error: null,
    task: null,
    ...over,
  }
}

function vm(id: string, over: Partial<VmRow> = {}): VmRow {
  return {
    class: 'VM',
    id,
    pool: 'a',
    ref: `OpaqueRef:${id}`,
    uuid: id,
    name_label: id,
    name_description: '',
    allowed_operations: [],
    current_operations: {},
    tags: [],
    folder: '',
    fields: {},
    power_state: 'Halted',
    host: null,
    home: null,
    appliance: null,
    snapshotSchedule: null,
    vcpus: 1,
    memory: 0,
    disks: 0,
    diskBytes: 0,
    networks: [],
    addresses: [],
    os: '',
    family: 'other',
    tools: 'unknown',
    startTime: null,
    isHvm: true,
    consoles: [],
    trouble: null,
    protected: false,
    ha: false,
    blocked_operations: {},
    ...over,
  }
}

const query = { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } } as const
const part = (ids: string[], over: Partial<ListWindow> = {}): ListWindow => ({
  key: 'vms',
  query,
  total: ids.length,
  matched: ids.length,
  from: 0,
  ids,
  ...over,
})

function started() {
  const opened: (string | undefined)[] = []
  const asked: Interests[] = []
  let handlers: FeedHandlers<TrackedMessage> | undefined
  let refuse = false
  const store = new LiveStore(
    (given, lastEventId) => {
      handlers = given
      opened.push(lastEventId)
      return { unsubscribe: () => undefined }
    },
    interests => {
      asked.push(interests)
      return refuse ? Promise.reject(new Error('not reached')) : Promise.resolve()
    },
    () => '2026-08-21T14:00:00Z',
  )
  let pools = 0
  store.subscribe('pool', () => {
    pools += 1
  })
  const send = (over: Partial<LiveMessage> & { revision: string }) => {
    const data: LiveMessage = {
      fresh: false,
      seq: asked.at(-1)?.seq ?? 0,
      set: [],
      missing: [],
      dropped: [],
      lists: [],
      tree: null,
      counts: null,
      operations: [],
      operationsGone: [],
      may: null,
      veiled: null,
      requests: null,
      ...over,
    }
    handlers?.onData({ id: data.revision, data })
  }
  return {
    store,
    send,
    opened,
    asked,
    handlers: () => handlers,
    told: () => pools,
    setRefuse: (value: boolean) => {
      refuse = value
    },
  }
}

const first = (set: LiveMessage['set'], operations: OperationRow[] = []) => ({
  revision: '1',
  fresh: true,
  set,
  operations,
})

describe('LiveStore', () => {
  it('keeps a row the same object when a new beginning says the same', () => {
    const { store, send, told } = started()
    send(first([pool('a'), pool('b')]))
    const before = store.row('a')
    const tellings = told()
    send(first([pool('a'), pool('b')]))
    expect(store.row('a')).toBe(before)
    expect(told()).toBe(tellings)
  })

  it('puts, replaces and removes, and remembers what was removed', () => {
    const { store, send } = started()
    send(first([pool('a'), pool('b')]))
    send({ revision: '2', set: [pool('a', { vms: 7 })], missing: ['b'] })
    expect(store.rowsOf('pool').map(row => [row.id, row.vms])).toEqual([['a', 7]])
    expect(store.goneObject('b')).toEqual({ class: 'pool', name: 'pool b', at: '2026-08-21T14:00:00Z' })
    expect(store.isMissing('b')).toBe(true)
  })

  it('drops infrastructure that a new beginning no longer has', () => {
    const { store, send } = started()
    send(first([pool('a'), pool('b')]))
    send(first([pool('b')]))
    expect(store.rowsOf('pool').map(row => row.id)).toEqual(['b'])
    expect(store.row('a')).toBeUndefined()
  })

  it('keeps VMs on the screen after a new beginning until what is asked for has been answered', async () => {
    const { store, send, asked } = started()
    store.showList({ key: 'vms', query, from: 0, count: 200 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    send({ ...first([pool('a'), vm('web'), vm('db')]), lists: [part(['web', 'db'])] })
    send({ ...first([pool('a')]), seq: 0 })
    expect(store.list('vms')?.rows.map(row => row?.id)).toEqual(['web', 'db'])
    // The server did not know what is shown: it is told again.
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    send({ revision: '3', set: [vm('web')], lists: [part(['web'])] })
    expect(store.list('vms')?.rows.map(row => row?.id)).toEqual(['web'])
    expect(store.row('db')).toBeUndefined()
  })

  it('makes a list anew only when it or one of its rows changed', async () => {
    const { store, send } = started()
    let told = 0
    store.subscribe('list:vms', () => {
      told += 1
    })
    store.showList({ key: 'vms', query, from: 0, count: 200 })
    send({ ...first([vm('web'), vm('other')]), lists: [part(['web'])] })
    const before = store.list('vms')
    send({ revision: '2', set: [vm('other', { vcpus: 4 })] })
    expect(store.list('vms')).toBe(before)
    send({ revision: '3', set: [vm('web', { vcpus: 4 })] })
    expect(store.list('vms')?.rows).toMatchObject([{ id: 'web', vcpus: 4 }])
    expect(told).toBe(2)
  })

  it('asks for single objects as long as somebody looks at them, and not for what it has', async () => {
    const { store, send, asked } = started()
    send(first([pool('a')]))
    const leave = store.subscribe('row:a.web', () => undefined)
    store.subscribe('row:a', () => undefined)
    await vi.waitFor(() => expect(asked.at(-1)?.rows).toEqual(['a.web']))
    leave()
    await vi.waitFor(() => expect(asked.at(-1)?.rows).toEqual([]))
  })

  it('asks again when the server could not be told', async () => {
    const { store, asked, setRefuse } = started()
    setRefuse(true)
    store.showList({ key: 'vms', query, from: 0, count: 200 })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    setRefuse(false)
    await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 3000 })
    expect(asked[1]?.lists).toEqual(asked[0]?.lists)
  })

  it('merges operations, newest first', () => {
    const { store, send } = started()
    send(first([], [operation('x', '2026-08-21T10:00:00Z')]))
    send({
      revision: '2',
      operations: [
        operation('y', '2026-08-21T11:00:00Z'),
        operation('x', '2026-08-21T10:00:00Z', { state: 'succeeded' }),
      ],
    })
    expect(store.operations().map(o => [o.id, o.state])).toEqual([
      ['y', 'running'],
      ['x', 'succeeded'],
    ])
  })

  it('is loaded with the first message only', () => {
    const { store, send } = started()
    expect(store.loaded()).toBe(false)
    send(first([]))
    expect(store.loaded()).toBe(true)
  })

  it('says since when the server is lost, once, and heals with the next message', () => {
    const { store, send, handlers } = started()
    send(first([pool('a')]))
    handlers()?.onConnectionStateChange({ state: 'connecting', error: new Error('gone') })
    const lost = store.link()
    handlers()?.onConnectionStateChange({ state: 'connecting', error: new Error('still gone') })
    expect(store.link()).toBe(lost)
    expect(lost).toMatchObject({ state: 'lost', since: '2026-08-21T14:00:00Z' })
    expect(store.rowsOf('pool')).toHaveLength(1)
    send({ revision: '2' })
    expect(store.link()).toEqual({ state: 'live' })
  })

  it('tells how far a pool can be trusted only when that changes, however often its row does', () => {
    const { store, send, handlers } = started()
    let changes = 0
    store.subscribe('freshness', () => {
      changes += 1
    })
    expect(store.freshnessOf('a')).toEqual({ state: 'connecting' })
    send(first([pool('a')]))
    const live = store.freshnessOf('a')
    expect([live, changes]).toEqual([{ state: 'live' }, 1])
    send({ revision: '2', set: [pool('a', { runningVms: 7 })] })
    expect(store.freshnessOf('a')).toBe(live)
    expect(changes).toBe(1)

    const since = '2026-08-21T13:00:00Z'
    const stale = { state: 'stale', since, error: { code: 'pool-unreachable', message: 'gone' } } as const
    send({ revision: '3', set: [pool('a', { freshness: stale })], veiled: { b: stale } })
    expect([store.freshnessOf('a'), store.freshnessOf('b'), changes]).toEqual([stale, stale, 3])
    send({ revision: '4', set: [pool('a')] })
    handlers()?.onConnectionStateChange({ state: 'connecting', error: new Error('gone') })
    expect(store.freshnessOf('a')).toMatchObject({ state: 'stale', since: '2026-08-21T14:00:00Z' })
    expect(store.freshnessOf('c')).toBe(store.freshnessOf('a'))
    expect(store.freshnessByPool().get('a')).toEqual({ state: 'live' })
    send({ revision: '5', missing: ['a'] })
    expect(store.freshnessOf('a')).toEqual({ state: 'connecting' })
  })

  it('knows what has gone by its name, although it was dropped before the server heard that it is shown', () => {
    const { store, send } = started()
    send({ ...first([pool('a')]), set: [pool('a'), vm('a.1'), vm('a.2')] })
    store.subscribe('row:a.1', () => undefined)
    send({ revision: '2', dropped: ['a.1', 'a.2'] })
    expect(store.row('a.2')).toBeUndefined()
    send({ revision: '3', missing: ['a.1', 'a.2'] })
    expect(store.row('a.1')).toBeUndefined()
    expect(store.goneObject('a.1')).toMatchObject({ class: 'VM', name: vm('a.1').name_label })
    expect(store.goneObject('a.2')).toBeUndefined()
  })
})
