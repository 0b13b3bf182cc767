import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { APIRequestContext } from '@playwright/test'
import { WebSocket } from 'ws'
import { signedInApi } from '../../e2e/support/api'
import type { Cable } from '../../e2e/support/cable'
import type { Pool } from '../../e2e/support/domus'
import { openStream } from '../../e2e/support/event-stream'
import type { BenchDomus } from '../domus/lent'
import { type Heard, type OpenTab, openTab } from '../domus/tab'

/** What the actors do it to, and what they did. */
export interface Stage {
  readonly domus: BenchDomus
  readonly pool: Pool
  readonly api: APIRequestContext
  /** Between the browsers' streams and Domus. */
  readonly cable: Cable
  readonly heard: Heard
  /** How often each thing was done. */
  readonly done: Map<string, number>
  readonly over: AbortSignal
  /** Ids of VMs with a console. */
  readonly vms: readonly string[]
}

type Actor = (stage: Stage) => Promise<void>

function count({ done }: Stage, what: string): void {
  done.set(what, (done.get(what) ?? 0) + 1)
}

const between = (low: number, high: number) => low + Math.random() * (high - low)
const anyOf = <T>(items: readonly T[]): T => {
  const found = items[Math.floor(Math.random() * items.length)]
  if (found === undefined) throw new Error('There is nothing to choose from')
  return found
}

/** Waits unless all of it is over. */
async function pass(seconds: number, { over }: Stage): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal: over }).catch((error: unknown) => {
    if (!over.aborted) throw error
  })
}

/** A browser's tab is opened, looked at for a while, and closed, or cut off, or left by its server. */
const tab: Actor = async stage => {
  const number = Math.floor(between(0, 100))
  const opened = await onCable(() => openTab(stage.api, stage.cable.url, number, stage.heard))
  if (!opened) return pass(1, stage)
  count(stage, 'tabs')
  await Promise.race([pass(between(0.5, 20), stage), opened.ended])
  opened.close()
  await opened.ended
}

/** The page of a VM is opened and left. */
const detail: Actor = async stage => {
  const stream = await openStream<{ id: string }>(stage.api, stage.domus, 'live.vm', { id: anyOf(stage.vms) })
  await pass(between(0.5, 5), stage)
  stream.close()
  await stream.ended
  count(stage, 'pages of a VM')
}

/** Somebody signs in, opens a tab, and signs out, which ends it. */
const person: Actor = async stage => {
  const api = await signedInApi(stage.domus)
  let opened: OpenTab | undefined
  try {
    opened = await openTab(api, stage.domus.url, 1, stage.heard)
    await pass(between(1, 4), stage)
    const { csrfToken } = await (await api.get('/api/auth/csrf')).json()
    const answer = await api.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })
    if (!answer.ok()) throw new Error(`Signing out failed: ${answer.status()}`)
    await endedSoon(opened)
    count(stage, 'sign-ins and sign-outs')
  } finally {
    opened?.close()
    await api.dispose()
  }
  await pass(between(1, 4), stage)
}

/** Rejects when a tab outlives its sign-in. */
async function endedSoon(tab: OpenTab): Promise<void> {
  const late = new AbortController()
  const seconds = 20
  try {
    await Promise.race([
      tab.ended,
      sleep(seconds * 1000, undefined, { signal: late.signal }).then(() => {
        throw new Error(`A tab outlived its sign-in by ${seconds} s.`)
      }),
    ])
  } finally {
    late.abort()
  }
}

/** A console is opened, looked at, and dropped without a word. */
const viewer: Actor = async stage => {
  const { api, domus, vms } = stage
  const answer = await api.post('/api/trpc/console.ticket', { data: { id: anyOf(vms) } })
  if (answer.status() === 400) throw new Error(`A console was asked for wrongly: ${await answer.text()}`)
  // The pool is away, or the VM was shut down meanwhile.
  if (!answer.ok()) return pass(2, stage)
  const { result } = await answer.json()
  const { ticket, path } = result.data
  const socket = new WebSocket(`${domus.url.replace('http', 'ws')}${path}?ticket=${ticket}`, ['binary'], {
    origin: domus.url,
  })
  // One that is cut off while it opens tells of an error first; being cut off is what this is about.
  const closed = new Promise(resolve => socket.once('close', resolve))
  socket.on('error', () => socket.terminate())
  await Promise.race([once(socket, 'message').catch(() => undefined), closed, pass(10, stage)])
  await pass(between(0.2, 3), stage)
  if (Math.random() < 0.5) socket.terminate()
  else socket.close()
  await closed
  count(stage, 'consoles')
}

/** The way between browsers and Domus is cut. */
const outage: Actor = async stage => {
  await pass(between(10, 25), stage)
  if (stage.over.aborted) return
  await stage.cable.pull()
  await sleep(between(200, 3000))
  await stage.cable.plug()
  count(stage, 'cuts between browsers and Domus')
}

/** The way between Domus and the pool is cut, or the pool forgets who is there. */
const trouble: Actor = async stage => {
  await pass(between(10, 25), stage)
  if (stage.over.aborted) return
  const { pool } = stage
  const fault = (name: string) => pool.fault({ fault: name })
  switch (anyOf(['cut', 'sessions', 'events', 'silence', 'death'])) {
    case 'cut':
      await fault('cutConnections')
      break
    case 'sessions':
      await fault('endSessions')
      await fault('cutConnections')
      break
    case 'events':
      await fault('loseEvents')
      break
    case 'silence':
      await fault('pause')
      await sleep(between(500, 4000))
      await fault('resume')
      break
    case 'death':
      await fault('die')
      await sleep(between(500, 4000))
      await fault('comeBack')
  }
  count(stage, 'troubles of the pool')
}

/** How many of each are at work at once. */
const cast: readonly (readonly [Actor, number])[] = [
  [tab, 50],
  [detail, 4],
  [person, 2],
  [viewer, 4],
  [outage, 1],
  [trouble, 1],
]

/** Everybody does what they do again and again until it is over. Rejects when one meets what should not be. */
export async function play(stage: Stage): Promise<void> {
  const again = async (actor: Actor) => {
    while (!stage.over.aborted) {
      try {
        await actor(stage)
      } catch (error) {
        // The server ends a connection that was idle just when a call is sent on it: browsers send it again.
        if (Object(error).code !== 'ECONNRESET') throw error
        count(stage, 'connections ended under a call')
      }
    }
  }
  await Promise.all(cast.flatMap(([actor, many]) => Array.from({ length: many }, () => again(actor))))
}

/** Undefined where the cable was pulled in the middle of it. */
async function onCable<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    const code: unknown = Object(error).code
    if (code === 'ECONNRESET' || code === 'ECONNREFUSED') return undefined
    throw error
  }
}
