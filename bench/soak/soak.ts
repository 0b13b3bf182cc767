/**
 * Whether Domus comes back to where it began: a pool of 64 hosts and 5,000 VMs that changes all the time; tabs, pages,
 * people and consoles that come and go; connections that are cut on both sides. Heap after collection, open handles,
 * sockets and descriptors of the server are looked at when all is quiet before, on the way, and when all is quiet after.
 *
 * `npm run soak [minutes] [vms] [changes a second]`; 30, 5,000 and 200 if not given. It is looked at first after a while
 * of the same, so that what is made once and kept (compiled code, prepared statements, pages) is there. Ends with failure
 * when something did not come back.
 */
import '../open-things'
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { layCable } from '../../e2e/support/cable'
import { openLab } from '../domus/lab'
import { play, type Stage } from './actors'
import { differences, look, told } from './standing'

const [minutes = '30', vms = '5000', churn = '200'] = process.argv.slice(2)
const ms = Number(minutes) * 60_000
const warmMs = Math.min(120_000, ms / 3)
/** A tab that was closed may come back for a minute, and until then is kept. */
const quietMs = 80_000
const lookMs = 30_000

const lab = await openLab()
const cable = await layCable(lab.domus.url)
const begun = performance.now()
const note = (what: string) => console.log(`${clock(performance.now() - begun)}  ${what}`)
try {
  const pool = await lab.connect(['--hosts', '64', '--vms', vms, '--churn', `${churn}/s`])
  console.log(
    `64 hosts, ${vms} VMs, ${churn} changes a second, ${minutes} minutes; Node ${process.version}\n`,
  )
  const done = new Map<string, number>()
  const scene = {
    domus: lab.domus,
    api: lab.api,
    pool,
    cable,
    heard: lab.heard,
    done,
    vms: await withConsoles(),
  }
  note('warming up')
  await perform(scene, warmMs)
  const before = await rest('at rest before')
  done.clear()
  await perform(scene, ms)
  const after = await rest('at rest after')
  console.log(`\n${[...done].map(([what, count]) => `${count} ${what}`).join(', ')}`)
  const wrong = differences(before, after)
  for (const sentence of wrong) console.error(`Not as it was. ${sentence}`)
  if (wrong.length === 0) console.log('All came back to where it began.')
  process.exitCode = wrong.length > 0 ? 1 : 0
} finally {
  await cable.pull()
  await lab.stop()
}

async function perform(scene: Omit<Stage, 'over'>, forMs: number): Promise<void> {
  const over = new AbortController()
  // Everybody listens.
  setMaxListeners(0, over.signal)
  const looking = setInterval(() => {
    void look(lab.domus, lab.inspector).then(held => note(told(held)))
  }, lookMs)
  const timer = setTimeout(() => over.abort(), forMs)
  try {
    await play({ ...scene, over: over.signal })
  } finally {
    clearTimeout(timer)
    clearInterval(looking)
  }
}

async function rest(what: string) {
  await sleep(quietMs)
  const held = await look(lab.domus, lab.inspector)
  note(`${what}: ${told(held)}`)
  return held
}

/** The VMs at the top of the list that run. */
async function withConsoles(): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ text: 'state:running', limit: 50 }))
  // The server may end a connection that was idle just when it is asked.
  const answer = await lab.api.get(`/api/trpc/inventory.search?input=${input}`, { maxRetries: 2 })
  const { result } = await answer.json()
  return result.data.rows.flatMap((row: { id: string; class: string }) =>
    row.class === 'VM' ? [row.id] : [],
  )
}

function clock(passed: number): string {
  const seconds = Math.round(passed / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(6)
}
