import type { APIRequestContext } from '@playwright/test'
import { connectBehind, signedInApi } from '../../e2e/support/api'
import { type Pool, startPool } from '../../e2e/support/domus'
import { Inspector } from './inspector'
import { type BenchDomus, benchDomus } from './lent'
import { type Heard, type OpenTab, openTab } from './tab'

/** A Domus that follows pools, each in a process of its own, and can be looked into. */
export interface Lab {
  readonly domus: BenchDomus
  readonly api: APIRequestContext
  readonly inspector: Inspector
  readonly pools: readonly Pool[]
  /** Connects one more; resolves when all of it is known. */
  connect(flags: readonly string[]): Promise<Pool>
  /** Connects a pool that another lab has started, and stops; resolves when all of it is known. */
  follow(pool: Pool): Promise<void>
  /** Opens tabs up to so many. */
  tabs(count: number): Promise<void>
  readonly heard: Heard
  stop(): Promise<void>
}

export async function openLab(): Promise<Lab> {
  const domus = await benchDomus(['--inspect=127.0.0.1:0'])
  const pools: Pool[] = []
  const open: OpenTab[] = []
  const heard: Heard = { bytes: 0, messages: 0 }
  let followed = 0
  try {
    const api = await signedInApi(domus)
    const inspector = await Inspector.open(domus.inspector)
    const follow = async (pool: Pool) => {
      await connectBehind(api, domus, pool)
      followed += 1
      await allLive(api, domus, followed)
    }
    return {
      domus,
      api,
      inspector,
      pools,
      heard,
      async connect(flags) {
        const pool = await startPool([...flags])
        pools.push(pool)
        await follow(pool)
        return pool
      },
      follow,
      async tabs(count) {
        while (open.length < count) open.push(await openTab(api, domus.url, open.length, heard))
      },
      async stop() {
        for (const tab of open) tab.close()
        inspector.close()
        await api.dispose()
        await stopAll()
      },
    }
  } catch (error) {
    await stopAll()
    throw error
  }

  async function stopAll(): Promise<void> {
    await domus.stop()
    await Promise.all(pools.map(pool => pool.stop()))
  }
}

/** Resolves when so many pools are known whole: a tab is told how each of them stands. */
export async function allLive(api: APIRequestContext, domus: BenchDomus, count: number): Promise<void> {
  const states = new Map<string, string>()
  let enough = () => {}
  const live = new Promise<void>(resolve => {
    enough = resolve
  })
  const tab = await openTab(api, domus.url, 0, { bytes: 0, messages: 0 }, event => {
    for (const { id, state } of poolsOf(event)) states.set(id, state)
    if ([...states.values()].filter(state => state === 'live').length >= count) enough()
  })
  await Promise.race([
    live,
    tab.ended.then(() => {
      throw new Error('The stream ended before the pools were known.')
    }),
  ])
  tab.close()
}

/** The pools of a message and how fresh they are. */
export function poolsOf(event: string): { id: string; state: string }[] {
  // A sign of life has no data.
  const data = event.split('\n').find(line => line.startsWith('data: {'))
  if (!data) return []
  const parsed: unknown = JSON.parse(data.slice(6))
  const set: unknown = Object(parsed).set
  return Array.isArray(set)
    ? set.flatMap(row => (row.class === 'pool' ? [{ id: row.id, state: row.freshness.state }] : []))
    : []
}
