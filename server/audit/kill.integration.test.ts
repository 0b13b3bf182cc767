import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecretBox } from '@/server/access/secrets'
import { startTestDatabase, type TestDatabase, testSecret } from '@/server/testing/database'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import { auditKeys } from './keys'
import { killAgainAndAgain } from './testing/kill-story'
import { verifyLog } from './verify'

/** The long form, `npm run audit:kill`, kills 200 times. */
const kills = Number(process.env.AUDIT_KILLS ?? 8)

/** The long form is watched by whoever runs it. */
const say = (line: string) => void process.stdout.write(`${line}\n`)

let database: TestDatabase
beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())

const results: Record<string, string> = { success: 'succeeded', failure: 'failed', cancelled: 'cancelled' }

it(
  `has a line for every change in the pool and an outcome for every line, after Domus was killed ${kills} times`,
  async () => {
    const simulator = await startSimulator({ clock: realClock(10), heartbeat: false })
    const { tasks, changes, stop } = watchPool(simulator.pool.db)
    try {
      await killAgainAndAgain(database, simulator, kills, line => say(`${line}, ${tasks.size} tasks`))
    } finally {
      stop()
      await simulator.stop()
    }
    const written = await database.db.auditEntry.findMany({ where: { action: { startsWith: 'vm.' } } })
    const lines = new Map(written.map(line => [String(line.id), line]))
    expect(tasks.size).toBeGreaterThan(kills)

    // Each task of the pool was begun for a line, which tells how it ended.
    for (const { line: id, uuid, status } of tasks.values()) {
      const line = lines.get(id ?? '')
      expect(line, `the line ${id} of a task`).toBeDefined()
      expect(line?.objectUuid).toBe(uuid)
      expect(line?.result, `line ${id}`).toBe(results[status])
    }
    // Nothing else changed a VM: the lines that succeeded account for each change.
    const accounted = new Map<string, number>()
    for (const { objectUuid, result } of written) {
      if (objectUuid && result === 'succeeded')
        accounted.set(objectUuid, (accounted.get(objectUuid) ?? 0) + 1)
    }
    expect(accounted).toEqual(changes)
    // A line without a task was begun for nothing: the pool, which runs since before, knows of none.
    const begun = new Set([...tasks.values()].map(task => task.line))
    const rest = written.filter(line => !begun.has(String(line.id)))
    expect(rest.filter(line => !['cancelled', 'failed', 'refused'].includes(line.result))).toEqual([])
    expect(written.filter(line => line.result === 'started')).toEqual([])
    say(
      `${kills} kills: ${tasks.size} tasks, ${written.length} lines, ${rest.length} never begun at the pool`,
    )
    const { findings } = await verifyLog(database.db, auditKeys(createSecretBox(testSecret)))
    expect(findings).toEqual([])
  },
  60_000 + kills * 15_000,
)

/** Notes every task there ever was, and every change of a VM's state. */
function watchPool(db: Simulator['pool']['db']) {
  const tasks = new Map<string, { line: string | undefined; uuid: string | undefined; status: string }>()
  const states = new Map<string, string>()
  const changes = new Map<string, number>()
  const look = () => {
    for (const [ref, task] of db.all('task')) {
      if (!task.name_label.startsWith('Async.VM.')) continue
      const tag = decodeURIComponent(task.other_config['http:tag'] ?? '')
      const [, line, uuid] = /^domus\/(\d+)\/(.+)$/.exec(tag) ?? []
      tasks.set(ref, { line, uuid, status: task.status })
    }
    for (const [, vm] of db.all('VM')) {
      const before = states.get(vm.uuid)
      if (before === vm.power_state) continue
      states.set(vm.uuid, vm.power_state)
      if (before !== undefined) changes.set(vm.uuid, (changes.get(vm.uuid) ?? 0) + 1)
    }
  }
  look()
  return { tasks, changes, stop: db.watch(look) }
}
