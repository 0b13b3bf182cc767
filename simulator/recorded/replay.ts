import { messageFacts } from '../../server/xapi/facts'
import { typeOf } from '../../server/xapi/type-text'
import { isStruct, type Wire, type WireStruct } from '../../server/xapi/wire'
import { manualClock } from '../clock'
import { type Simulator, startSimulator } from '../simulator'
import { refOf } from '../tables/row'
import { rowsBefore, seedOf } from './baseline'
import { type Reply, WireClient } from './client'
import { Comparison, type Difference, type Unsure } from './compare'
import { compareBatch, compareEvents } from './event-answer'
import { type Baseline, listOf, type Scenario, type Step, structOf } from './recording'
import { steered } from './steer'
import { Symbols } from './symbols'
import { type Check, World } from './world'

export type Verdict = 'equal' | 'different' | 'left out'

export interface Outcome {
  readonly step: Step
  readonly verdict: Verdict
  readonly differences: readonly Difference[]
}

const USER = 'root'
const PASSWORD = 'xenroot'
const ORIGINATOR = 'recorder'
/** What the pool does after a call was answered, before events are looked at. */
const SETTLE_SECONDS = 0.4
const LONGEST_TASK_SECONDS = 120
const LONGEST_UNTIL_SECONDS = 60
/** A recorder gives up on a call that blocks. */
const PATIENCE_SECONDS = 30

/** What differs before the first step: what a pool makes of the rows it was given. */
export async function differencesAtStart(
  baseline: Baseline,
  scenario: Scenario,
): Promise<readonly Difference[]> {
  return staged(baseline, scenario, async ({ world }) => world.differencesAtStart())
}

/** Plays a scenario against a pool of its own over HTTP and tells how each step came out. */
export async function replay(baseline: Baseline, scenario: Scenario): Promise<Outcome[]> {
  return staged(baseline, scenario, async ({ player, steer }) => {
    const outcomes: Outcome[] = []
    for (const step of scenario.steps) {
      steer(step.n)
      outcomes.push(await player.play(step))
    }
    return player.finish(outcomes)
  })
}

async function staged<T>(
  baseline: Baseline,
  scenario: Scenario,
  act: (on: { world: World; player: Player; steer: (n: number) => void }) => Promise<T>,
): Promise<T> {
  const clock = manualClock(Date.now())
  const symbols = new Symbols()
  const rows = rowsBefore(baseline, scenario)
  const steer = steered(scenario, symbols)
  const simulator = await startSimulator({
    clock,
    heartbeat: false,
    username: USER,
    password: PASSWORD,
    memberPort: 0,
    ownAddresses: true,
    chooseHost: steer.chooseHost,
    seed: () => seedOf(rows, symbols),
  })
  const client = new WireClient(clock)
  try {
    const world = new World(symbols)
    for (const { cls, name, fields } of rows) world.begin(cls, name, fields)
    const player = new Player({ simulator, client, symbols, world, clock })
    await player.begin(!scenario.name.startsWith('sessions-'))
    return await act({ world, player, steer: steer.at })
  } finally {
    client.close()
    await simulator.stop()
  }
}

interface Stage {
  readonly simulator: Simulator
  readonly client: WireClient
  readonly symbols: Symbols
  readonly world: World
  readonly clock: ReturnType<typeof manualClock>
}

interface Late {
  readonly step: number
  readonly checks: readonly Check[]
}

class Player {
  readonly #stage: Stage
  /** The session that looks at events, which is nobody's in the recording. */
  #watcher = ''
  #token = ''
  /** What did not hold when it was looked at, and may yet. */
  #late: Late | undefined
  #unsure: Unsure[] = []
  readonly #lateFailures = new Map<number, Difference[]>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async begin(signedIn: boolean): Promise<void> {
    const { symbols, world } = this.#stage
    this.#watcher = await this.#login('events')
    if (signedIn) symbols.bind('$session', await this.#login(ORIGINATOR))
    world.fill(await this.#look())
  }

  async play(step: Step): Promise<Outcome> {
    if (step.call === '@end') return { step, verdict: 'left out', differences: [] }
    const { symbols } = this.#stage
    symbols.inventFree([...step.params])
    symbols.hear([...step.params])
    const differences: Difference[] = []
    // What failed there for a reason of that place would be done here.
    if (step.artefact) {
      await this.#events(step)
      return { step, verdict: 'left out', differences: [] }
    }
    const unknown = symbols.unknownIn([...step.params])
    if (unknown !== undefined) differences.push({ path: 'params', expected: unknown, got: 'not known here' })
    else differences.push(...(await this.#act(step)))
    const checks = await this.#events(step)
    differences.push(...this.#settleSets())
    if (step.call === '@inject' || step.call === '@compare')
      return { step, verdict: 'left out', differences: [] }
    this.#late = { step: step.n, checks: checks.filter(check => check() !== undefined) }
    return { step, verdict: differences.length > 0 ? 'different' : 'equal', differences }
  }

  /** The verdicts once the last late effects have been looked at. */
  async finish(outcomes: readonly Outcome[]): Promise<Outcome[]> {
    await this.#stage.clock.advance(1)
    this.#stage.world.follow([], await this.#look())
    this.#settle()
    return outcomes.map(outcome => {
      const late = this.#lateFailures.get(outcome.step.n)
      if (!late || outcome.verdict === 'left out') return outcome
      return { ...outcome, verdict: 'different', differences: [...outcome.differences, ...late] }
    })
  }

  async #act(step: Step): Promise<Difference[]> {
    const { symbols, clock } = this.#stage
    switch (step.call) {
      case '@sleep':
        await clock.advance(Number(step.params[0]))
        return []
      case '@until':
        return this.#until(step)
      case '@wait_task':
        return this.#task(step, String(symbols.resolve(step.params[0] ?? '')))
      case '@count': {
        const [method = '', ...params] = step.params
        const reply = await this.#send({ ...step, call: String(method), params })
        const count = reply.kind === 'result' && Array.isArray(reply.value) ? reply.value.length : -1
        return count === Number(step.result) ? [] : [{ path: 'count', expected: step.result, got: count }]
      }
    }
    if (step.call.startsWith('@')) return []
    // Lists of names were sorted where they were written down, those of parameters too: which session asked is lost.
    const sorted = step.params.length > 1 && step.params.every(one => /^\$session(:\d+)?$/.test(String(one)))
    const differences = await this.#compareReply(step, await this.#send(step), sorted)
    if (differences.length === 0 || !sorted) return differences
    const turned = { ...step, params: [...step.params].reverse() }
    return this.#compareReply(step, await this.#send(turned))
  }

  async #send(step: Step): Promise<Reply> {
    const { client, symbols, simulator } = this.#stage
    const at = step.host === undefined ? simulator.url : (simulator.memberUrl ?? simulator.url)
    const params = step.params.map(param => symbols.resolve(param))
    return client.call(at, step.call, params, step.transport ? PATIENCE_SECONDS : LONGEST_TASK_SECONDS)
  }

  /** `trying`: names mean what they are found to mean only when nothing differs. */
  async #compareReply(step: Step, reply: Reply, trying = false): Promise<Difference[]> {
    const { symbols } = this.#stage
    if (step.transport) {
      const silent = reply.kind === 'none' || reply.kind === 'blocked'
      return silent ? [] : [{ path: 'transport', expected: 'no answer', got: 'an answer' }]
    }
    if (reply.kind === 'none' || reply.kind === 'blocked')
      return [{ path: 'transport', expected: step.error?.[0] ?? 'a result', got: reply.kind }]
    if (step.error || reply.kind === 'error') {
      const got = reply.kind === 'error' ? [...reply.description] : 'success'
      if (!step.error || !Array.isArray(got))
        return [{ path: 'error', expected: step.error ? [...step.error] : 'success', got }]
      const comparison = new Comparison(symbols)
      comparison.refusal(step.error, got)
      comparison.settleAll()
      symbols.learn(comparison.bindings)
      return comparison.differences.length === 0 ? [] : [{ path: 'error', expected: [...step.error], got }]
    }
    // A new object is known by its name from here on, so that its events can be told.
    const lone = typeof step.result === 'string' && typeof reply.value === 'string'
    if (lone && symbols.bound(String(step.result)) === undefined) this.#result(step, reply.value)
    const differences =
      step.task && typeof reply.value === 'string' ? await this.#task(step, reply.value) : []
    this.#result(step, reply.value, differences, trying)
    return differences
  }

  #result(step: Step, value: Wire, differences: Difference[] = [], trying = false): void {
    const { symbols } = this.#stage
    const comparison = new Comparison(symbols)
    if (step.call === 'event.from' && isBatch(step.result))
      compareBatch(comparison, step.result, structOf(value))
    else if (step.call === 'event.next')
      compareEvents(comparison, structsOf(step.result), structsOf(value), 'result')
    else comparison.value(typeOf(resultType(step.call)), step.result, value, 'result')
    this.#unsure.push(...comparison.unsure)
    if (!trying || comparison.differences.length === 0) symbols.learn(comparison.bindings)
    differences.push(...comparison.differences)
  }

  /** Which new object is which in sets has shown by now; where it has not, any may be any. */
  #settleSets(): Difference[] {
    const comparison = new Comparison(this.#stage.symbols)
    for (const { expected, got, path } of this.#unsure) comparison.refs(expected, got, path)
    this.#unsure = []
    this.#stage.symbols.learn(comparison.bindings)
    return [...comparison.differences]
  }

  async #task(step: Step, ref: string): Promise<Difference[]> {
    const { client, simulator, clock, symbols } = this.#stage
    for (let waited = 0; waited < LONGEST_TASK_SECONDS; waited += 0.5) {
      await clock.advance(0.5)
      const reply = await client.call(simulator.url, 'task.get_record', [this.#watcher, ref])
      if (reply.kind !== 'result' || !isStruct(reply.value))
        return [{ path: 'task', expected: 'a task', got: reply.kind }]
      if (reply.value.status === 'pending') continue
      const compared: WireStruct = {}
      const expected: WireStruct = {}
      for (const field of COMPARED) {
        compared[field] = reply.value[field] ?? ''
        expected[field] = step.task?.[field] ?? ''
      }
      const comparison = new Comparison(symbols)
      comparison.record('task', expected, compared, 'task')
      comparison.settleAll()
      symbols.learn(comparison.bindings)
      return comparison.differences
    }
    return [{ path: 'task', expected: 'an end', got: 'pending' }]
  }

  async #until(step: Step): Promise<Difference[]> {
    const { client, simulator, clock, symbols } = this.#stage
    const [cls, ref, field, value] = step.params
    const params = [this.#watcher, symbols.resolve(ref ?? '')]
    let got: Wire | undefined
    for (let waited = 0; waited < LONGEST_UNTIL_SECONDS; waited += 0.2) {
      const reply = await client.call(simulator.url, `${cls}.get_${field}`, params)
      got = reply.kind === 'result' ? reply.value : undefined
      const comparison = new Comparison(symbols)
      comparison.value(typeOf('wire'), value, got, 'until')
      comparison.settleAll()
      if (comparison.differences.length === 0) {
        symbols.learn(comparison.bindings)
        return []
      }
      await clock.advance(0.2)
    }
    return [{ path: `${cls}.${field}`, expected: value, got }]
  }

  /** Follows the events of a step if the recording did; what was late before is judged now. */
  async #events(step: Step): Promise<readonly Check[]> {
    if (step.events === undefined) return []
    const { clock, world } = this.#stage
    await clock.advance(SETTLE_SECONDS)
    const checks = world.follow(step.events, await this.#look())
    this.#settle()
    return checks
  }

  #settle(): void {
    const late = this.#late
    if (!late) return
    this.#late = undefined
    const failed = late.checks.flatMap(check => check() ?? [])
    if (failed.length > 0) this.#lateFailures.set(late.step, failed)
  }

  /** Whoever recorded wrote to the pool row before each look, so as to know when all had been seen. */
  async #look(): Promise<Wire> {
    const { client, simulator } = this.#stage
    const [pool] = simulator.pool.db.table('pool').entries.keys()
    await client.call(simulator.url, 'event.inject', [this.#watcher, 'pool', pool ?? ''])
    const reply = await client.call(simulator.url, 'event.from', [this.#watcher, ['*'], this.#token, 0])
    if (reply.kind !== 'result' || !isStruct(reply.value)) return {}
    this.#token = String(reply.value.token)
    return reply.value
  }

  async #login(originator: string): Promise<string> {
    const { client, simulator } = this.#stage
    const reply = await client.call(simulator.url, 'session.login_with_password', [
      USER,
      PASSWORD,
      '1.0',
      originator,
    ])
    if (reply.kind !== 'result') throw new Error('The simulator lets nobody in')
    return refOf<'session'>(String(reply.value))
  }
}

/** A batch of which more than the number of its members is shown. */
function isBatch(value: Wire | undefined): value is WireStruct {
  return isStruct(value) && value.events !== undefined
}

function structsOf(value: Wire | undefined): WireStruct[] {
  return listOf(value).map(structOf)
}

function resultType(call: string): string {
  return call.startsWith('Async.') ? 'ref task' : (messageFacts(call)?.r ?? 'wire')
}

const COMPARED = [
  'status',
  'result',
  'error_info',
  'progress',
  'allowed_operations',
  'current_operations',
  'name_label',
  'type',
]
