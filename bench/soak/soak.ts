/**
 * Whether Domus comes back to where it began: a pool of 64 hosts and 5,000 VMs that changes all the time; tabs, pages,
 * people and consoles that come and go; connections that are cut on both sides. Heap after collection, open handles,
 * sockets and descriptors of the server are looked at when all is quiet before, on the way, and when all is quiet after.
 *
 * `npm run soak [minutes] [vms] [changes a second]`; 30, 5,000 and 200 if not given. It is looked at first after a while
 * of the same, so that what is made once and kept (compiled code, prepared statements, pages) is there. What the pool has
 * more of by the end, any process holds: the heap is held against that of another Domus, which has begun to follow the
 * same pool only then, after as long a while of the same. Ends with failure when something did not come back.
 */
import '../open-things'
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { layCable } from '../../e2e/support/cable'
import type { Pool } from '../../e2e/support/domus'
import { type Lab, openLab } from '../domus/lab'
import { play, type Stage } from './actors'
import { differences, type Held, look, told } from './standing'

const [minutes = '30', vms = '5000', churn = '200'] = process.argv.slice(2)
const ms = Number(minutes) * 60_000
const warmMs = Math.min(120_000, ms / 3)
/** A tab that was closed may come back for a minute, and until then is kept. */
const quietMs = 80_000
const lookMs = 30_000

const begun = performance.now()
const note = (what: string) => console.log(`${clock(performance.now() - begun)}  ${what}`)
const lab = await openLab()
try {
  const pool = await lab.connect(['--hosts', '64', '--vms', vms, '--churn', `${churn}/s`])
  console.log(
    `64 hosts, ${vms} VMs, ${churn} changes a second, ${minutes} minutes; Node ${process.version}\n`,
  )
  const { before, after, done } = await withStage(lab, pool, async scene => {
    note('warming up')
    await perform(lab, scene, warmMs)
    const before = await rest(lab, 'at rest before')
    scene.done.clear()
    await perform(lab, scene, ms)
    return { before, after: await rest(lab, 'at rest after'), done: scene.done }
  })
  const other = await openLab()
  let fresh: Held
  try {
    note('another Domus begins')
    await other.follow(pool)
    fresh = await withStage(other, pool, async scene => {
      await perform(other, scene, warmMs)
      return rest(other, 'another, at rest')
    })
  } finally {
    await other.stop()
  }
  console.log(`\n${[...done].map(([what, count]) => `${count} ${what}`).join(', ')}`)
  const wrong = differences(before, after, fresh)
  for (const sentence of wrong) console.error(`Not as it was. ${sentence}`)
  if (wrong.length === 0) console.log('All came back to where it began.')
  process.exitCode = wrong.length > 0 ? 1 : 0
} finally {
  await lab.stop()
}

/** Where it plays: a Domus, behind a cable that can be pulled. */
async function withStage<T>(
  at: Lab,
  pool: Pool,
  work: (scene: Omit<Stage, 'over'>) => Promise<T>,
): Promise<T> {
  const cable = await layCable(at.domus.url)
  try {
    const { domus, api, heard } = at
    return await work({ domus, api, pool, cable, heard, done: new Map(), vms: await withConsoles(at) })
  } finally {
    await cable.pull()
  }
}

async function perform(at: Lab, scene: Omit<Stage, 'over'>, forMs: number): Promise<void> {
  const over = new AbortController()
  // Everybody listens.
  setMaxListeners(0, over.signal)
  const looking = setInterval(() => {
    void look(at.domus, at.inspector).then(held => note(told(held)))
  }, lookMs)
  const timer = setTimeout(() => over.abort(), forMs)
  try {
    await play({ ...scene, over: over.signal })
  } finally {
    clearTimeout(timer)
    clearInterval(looking)
  }
}

async function rest(at: Lab, what: string): Promise<Held> {
  await sleep(quietMs)
  const held = await look(at.domus, at.inspector)
  note(`${what}: ${told(held)}`)
  return held
}

/** The VMs at the top of the list that run. */
async function withConsoles({ api }: Lab): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ text: 'state:running', limit: 50 }))
  // The server may end a connection that was idle just when it is asked.
  const answer = await api.get(`/api/trpc/inventory.search?input=${input}`, { maxRetries: 2 })
  const { result } = await answer.json()
  return result.data.rows.flatMap((row: { id: string; class: string }) =>
    row.class === 'VM' ? [row.id] : [],
  )
}

function clock(passed: number): string {
  const seconds = Math.round(passed / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(6)
}
