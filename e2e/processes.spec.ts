import { type APIRequestContext, expect, test } from '@playwright/test'
import { WebSocket } from 'ws'
import type { AnyRow } from '@/server/inventory/rows'
import type { LiveMessage } from '@/server/inventory/views'
import { connectBehind, signedInApi } from './support/api'
import { type Domus, startPool } from './support/domus'
import { type EventStream, openStream } from './support/event-stream'
import { type Fleet, startFleet } from './support/fleet'

let fleet: Fleet
test.beforeAll(async () => {
  test.setTimeout(180_000)
  fleet = await startFleet(3)
})
test.afterAll(() => fleet.stop())

interface PoolAt {
  id: string
  freshness: { state: string }
}
async function query<T>(api: APIRequestContext, domus: Domus, path: string, input?: unknown): Promise<T> {
  const given = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return (await (await api.get(`${domus.url}/api/trpc/${path}${given}`)).json()).result.data
}
const poolAt = async (api: APIRequestContext, domus: Domus) =>
  (await query<PoolAt[]>(api, domus, 'pool.list'))[0]

async function leads(domus: Domus): Promise<boolean> {
  return (await (await fetch(`${domus.url}/api/health`)).json()).leading
}
/** Resolves when a WebSocket is open, and closes it. Rejects with the refusal. */
function opened(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, 'binary')
    socket.once('error', reject)
    socket.once('open', () => {
      socket.close()
      resolve()
    })
  })
}
/** Milliseconds until `is`. */
async function timed(is: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await is()
  return Math.round(performance.now() - begun)
}

test('three processes serve the same people as one, and two go on when one is killed', async () => {
  test.setTimeout(180_000)
  const lab = await startPool(['--speed', '0.25'])
  const took: Record<string, number> = {}
  const streams: EventStream<LiveMessage>[] = []
  try {
    await expect.poll(async () => Promise.all(fleet.processes.map(leads))).toContain(true)
    const leading = await Promise.all(fleet.processes.map(leads))
    expect(leading.filter(Boolean)).toHaveLength(1)
    const first = fleet.processes[leading.indexOf(true)]
    const [second, third] = fleet.processes.filter(one => one !== first)
    if (!first || !second || !third) throw new Error('There are not three processes.')
    const watch = async (who: APIRequestContext, domus: Domus, tab: string) => {
      const stream = await openStream<LiveMessage>(who, domus, 'live.changes', { tab })
      streams.push(stream)
      await stream.find(() => true)
      return stream
    }

    // One sign-in is good everywhere, and what one process connects the others follow.
    const api = await signedInApi(first)
    await connectBehind(api, first, lab)
    const followed = async (domus: Domus) => (await poolAt(api, domus))?.freshness.state
    took['a pool connected at one until the others list it'] = await timed(() =>
      expect
        .poll(() => Promise.all([second, third].map(followed)), { intervals: [20] })
        .not.toContain(undefined),
    )
    took['and until it is live there'] = await timed(() =>
      expect
        .poll(() => Promise.all([second, third].map(followed)), { intervals: [20] })
        .toEqual(['live', 'live']),
    )

    // What a tab shows comes to one process, its stream is at another.
    const tab = await watch(api, second, 'a-tab')
    const rows: AnyRow[] = []
    const vms = {
      key: 'vms',
      query: { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } },
      from: 0,
      count: 500,
    }
    took['interests handed to the process with the stream'] = await timed(async () => {
      const data = { tab: 'a-tab', interests: { seq: 1, lists: [vms], tree: null, rows: [] } }
      expect((await api.post(`${third.url}/api/trpc/live.show`, { data })).status()).toBe(200)
      rows.push(...(await tab.find(message => message.lists.length === 1)).set)
    })
    const idOf = (name: string) => rows.find(row => row.name_label === name)?.id ?? ''

    // A session that is ended at one process ends its streams at the others.
    const guest = await signedInApi(second)
    const [atFirst, atThird] = [await watch(guest, first, 'guest-1'), await watch(guest, third, 'guest-3')]
    const sessions = await query<{ id: string; current: boolean }[]>(guest, second, 'session.list')
    const { id = '' } = sessions.find(session => session.current) ?? {}
    took['a session revoked at one until its streams at two others have ended'] = await timed(async () => {
      await api.post(`${second.url}/api/trpc/session.revoke`, { data: { id } })
      await Promise.all([atFirst.ended, atThird.ended])
    })
    expect((await guest.get(`${third.url}/api/trpc/session.me`)).status()).toBe(401)

    // A console's ticket opens the console at any process, once.
    const answer = await api.post(`${second.url}/api/trpc/console.ticket`, { data: { id: idOf('web-01') } })
    const { ticket, path }: { ticket: string; path: string } = (await answer.json()).result.data
    const address = `${third.url.replace('http', 'ws')}${path}?ticket=${ticket}`
    await opened(address)
    await expect(opened(address)).rejects.toThrow('401')

    // An operation runs at the leader, everybody sees it, the leader is killed: its true outcome is found out.
    const seer = await watch(api, third, 'seer')
    const run = await api.post(`${first.url}/api/trpc/operation.run`, {
      data: { action: 'vm.start', object: idOf('rds-03') },
    })
    expect(run.status()).toBe(200)
    const operation: string = (await run.json()).result.data.id
    const shown = (state: string) => (message: LiveMessage) =>
      message.operations.some(row => row.id === operation && row.state === state)
    await seer.find(shown('running'))
    await first.kill()
    took['the leader killed until another leads'] = await timed(() =>
      expect
        .poll(async () => Promise.all([second, third].map(leads)), { timeout: 15_000, intervals: [50] })
        .toContain(true),
    )
    await seer.find(shown('succeeded'))
    const audit = await query<{ rows: { sentence: string; result: string }[] }>(api, second, 'audit.list', {
      object: 'rds-03',
    })
    expect(audit.rows.map(row => `${row.sentence}: ${row.result}`)).toEqual(['Start rds-03: succeeded'])

    // One that hangs leads no longer, and does not when it wakes.
    const [hung, heir] = (await leads(second)) ? [second, third] : [third, second]
    hung.freeze()
    try {
      took['the leader frozen until another leads'] = await timed(() =>
        expect.poll(() => leads(heir), { timeout: 15_000, intervals: [50] }).toBe(true),
      )
    } finally {
      hung.thaw()
    }
    await expect.poll(() => leads(hung)).toBe(false)
    expect(await leads(heir)).toBe(true)
    expect((await poolAt(api, hung))?.freshness.state).toBe('live')
  } finally {
    for (const stream of streams) stream.close()
    await lab.stop()
    await test
      .info()
      .attach('milliseconds', { body: JSON.stringify(took, null, 1), contentType: 'application/json' })
  }
})
