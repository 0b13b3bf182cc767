import { describe, expect, it } from 'vitest'
import type { LiveMessage, OperationRow, PoolRow } from '@/server/api/types'
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
    address: 'xen1',
    freshness: { state: 'live' },
    coordinator: null,
    hosts: 1,
    vms: 0,
    runningVms: 0,
    product: 'XCP-ng 8.3.0',
    apiVersion: '2.21',
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

function started() {
  const opened: (string | undefined)[] = []
  let handlers: FeedHandlers<TrackedMessage> | undefined
  const store = new LiveStore(
    (given, lastEventId) => {
      handlers = given
      opened.push(lastEventId)
      return { unsubscribe: () => undefined }
    },
    () => '2026-08-21T14:00:00Z',
  )
  let pools = 0
  store.subscribe('pool', () => {
    pools += 1
  })
  const send = (data: LiveMessage) => handlers?.onData({ id: data.revision, data })
  return { store, send, opened, handlers: () => handlers, told: () => pools }
}

const snapshot = (revision: string, rows: PoolRow[], operations: OperationRow[] = []): LiveMessage => ({
  type: 'snapshot',
  revision,
  rows,
  operations,
})

describe('LiveStore', () => {
  it('keeps a row the same object when a new snapshot says the same', () => {
    const { store, send, told } = started()
    send(snapshot('1', [pool('a'), pool('b')]))
    const before = store.row('a')
    const tellings = told()
    send(snapshot('2', [pool('a'), pool('b')]))
    expect(store.row('a')).toBe(before)
    expect(told()).toBe(tellings)
  })

  it('puts, replaces and removes, and remembers what was removed', () => {
    const { store, send } = started()
    send(snapshot('1', [pool('a'), pool('b')]))
    send({
      type: 'changes',
      revision: '2',
      set: [pool('a', { vms: 7 })],
      gone: [{ class: 'pool', id: 'b' }],
      operations: [],
    })
    expect(store.rowsOf('pool').map(row => [row.id, row.vms])).toEqual([['a', 7]])
    expect(store.goneObject('b')).toEqual({ class: 'pool', name: 'pool b', at: '2026-08-21T14:00:00Z' })
  })

  it('drops what a snapshot no longer has', () => {
    const { store, send } = started()
    send(snapshot('1', [pool('a'), pool('b')]))
    send(snapshot('9', [pool('b')]))
    expect(store.rowsOf('pool').map(row => row.id)).toEqual(['b'])
    expect(store.row('a')).toBeUndefined()
  })

  it('merges operations, newest first', () => {
    const { store, send } = started()
    send(snapshot('1', [], [operation('x', '2026-08-21T10:00:00Z')]))
    send({
      type: 'changes',
      revision: '2',
      set: [],
      gone: [],
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

  it('is loaded with the first snapshot only', () => {
    const { store, send } = started()
    expect(store.loaded()).toBe(false)
    send(snapshot('1', []))
    expect(store.loaded()).toBe(true)
  })

  it('says since when the server is lost, once, and heals with the next message', () => {
    const { store, send, handlers } = started()
    send(snapshot('1', [pool('a')]))
    handlers()?.onConnectionStateChange({ state: 'connecting', error: new Error('gone') })
    const lost = store.link()
    handlers()?.onConnectionStateChange({ state: 'connecting', error: new Error('still gone') })
    expect(store.link()).toBe(lost)
    expect(lost).toMatchObject({ state: 'lost', since: '2026-08-21T14:00:00Z' })
    expect(store.rowsOf('pool')).toHaveLength(1)
    send({ type: 'changes', revision: '2', set: [], gone: [], operations: [] })
    expect(store.link()).toEqual({ state: 'live' })
  })
})
