import { type Clock, realClock } from './clock'
import { Failure } from './failure'
import { Faults } from './faults'
import { selfSigned } from './http/certificate'
import { connectConsole } from './http/console'
import { type Control, serveControl } from './http/control'
import { type Role, serveRpc } from './http/rpc'
import { Screens } from './http/screens'
import { listen, type Port, type Requests, sendPage, sendXml } from './http/server'
import { beat } from './lifecycle/heartbeat'
import { coordinatorOf, type Pool } from './pool'
import { seededRandom } from './random'
import type { Ground, Seed } from './seeds/builder'
import { demoPool } from './seeds/demo'
import { keepAllowedOperations } from './tables/allowed/recompute'
import { Database } from './tables/database'
import { Messages } from './tables/messages'
import type { Task } from './work/task'

export interface SimulatorOptions {
  /** 0 (default): a free one. */
  readonly port?: number
  readonly host?: string
  /** A second port that answers as another host of the pool; 0: a free one. */
  readonly memberPort?: number
  readonly tls?: boolean
  readonly username?: string
  readonly password?: string
  /** Name or address by which clients reach the consoles; the address listened on if not given. */
  readonly consoleHost?: string
  /** What the pool begins with: the demo pool if not given. */
  readonly seed?: (ground: Ground) => Seed
  /** Equal numbers make equal pools. */
  readonly randomSeed?: number
  /** The machine's clock if not given. */
  readonly clock?: Clock
  /** False: hosts do not report their memory, so that an idle pool is silent. */
  readonly heartbeat?: boolean
  /** Faults can be asked for by POST /control from the machine itself. */
  readonly control?: boolean
}

export interface Simulator {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  readonly memberUrl: string | undefined
  readonly username: string
  readonly password: string
  /** Fingerprint of the certificate with --tls, as upper-case hex pairs joined by colons. */
  readonly certificateSha256: string | undefined
  readonly hosts: readonly {
    readonly name: string
    readonly address: string
    readonly coordinator: boolean
  }[]
  readonly pool: Pool
  readonly clock: Clock
  readonly faults: Control
  stop(): Promise<void>
}

export const DEMO_PASSWORD = 'domus-demo'

/** Starts a pool and serves it. Rejects when a port cannot be had or the seed cannot be grown. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1'
  const clock = options.clock ?? realClock()
  const faults = new Faults()
  const certificate = options.tls
    ? selfSigned(options.consoleHost ?? host, ['localhost', '127.0.0.1'])
    : undefined
  const scheme = certificate ? 'https' : 'http'
  const opened: Port[] = []
  // The port must be known before the pool is made: its consoles say where they are.
  let ready: (served: Served) => void = () => {}
  const serving = new Promise<Served>(resolve => {
    ready = resolve
  })
  try {
    const port = await listen({ port: options.port ?? 0, host }, certificate, faults, requests(serving))
    opened.push(port)
    const address = `${host}:${port.port}`
    const consoleBase = `${scheme}://${options.consoleHost ?? host}:${port.port}`
    const pool = grow(options, clock, faults, consoleBase)
    const screens = new Screens(pool)
    const control = controlOf(pool, screens)
    const served = { pool, screens, control: options.control ? control : undefined }
    const member =
      options.memberPort === undefined
        ? undefined
        : await listen(
            { port: options.memberPort, host },
            certificate,
            faults,
            requests(Promise.resolve(served), { coordinator: false, address }),
          )
    if (member) opened.push(member)
    if (options.heartbeat ?? true) beat(pool)
    ready(served)
    return {
      url: `${scheme}://${address}`,
      memberUrl: member && `${scheme}://${host}:${member.port}`,
      ...pool.credentials,
      certificateSha256: certificate?.sha256,
      hosts: hostsOf(pool),
      pool,
      clock,
      faults: control,
      stop: async () => {
        clock.stop()
        screens.closeAll()
        faults.resume()
        await Promise.all(opened.map(one => one.close()))
      },
    }
  } catch (error) {
    await Promise.all(opened.map(one => one.close()))
    throw error
  }
}

interface Served {
  readonly pool: Pool
  readonly screens: Screens
  readonly control: Control | undefined
}

function requests(serving: Promise<Served>, role: Role = { coordinator: true }): Requests {
  return {
    post: async (request, response) => {
      const { pool, control } = await serving
      if (control && request.url === '/control') return serveControl(control, request, response)
      await pool.faults.answering()
      const served = await serveRpc(pool, role, request)
      await pool.faults.answering()
      if (served.kind === 'answer') sendXml(request, response, served.document)
      else if (served.kind === 'unreadable') sendPage(response, 500, served.detail)
      else request.socket.destroy()
    },
    connect: (request, socket) => {
      void serving.then(({ pool, screens }) => connectConsole(pool, screens, request, socket))
    },
  }
}

function grow(options: SimulatorOptions, clock: Clock, faults: Faults, consoleBase: string): Pool {
  const ground = { now: clock.now(), consoleBase, random: seededRandom(options.randomSeed ?? 1) }
  const seed = (options.seed ?? demoPool)(ground)
  const db = new Database(seed.generation)
  db.load(seed.drafts)
  keepAllowedOperations(db)
  const messages = new Messages()
  for (const message of seed.messages) messages.create(message, ground.random.uuid())
  for (const { vmUuid, operation, code, params } of seed.troubles)
    faults.failAlways(vmUuid, operation, code, params)
  const pool: Pool = {
    db,
    messages,
    clock,
    faults,
    guests: new Map(seed.guests),
    tasks: new Map<string, Task>(),
    arriving: new Map(),
    domids: new Map(),
    credentials: { username: options.username ?? 'root', password: options.password ?? DEMO_PASSWORD },
    consoleBase,
  }
  return pool
}

function hostsOf(pool: Pool): Simulator['hosts'] {
  const coordinator = coordinatorOf(pool)
  return [...pool.db.all('host')].map(([ref, { name_label, address }]) => ({
    name: name_label,
    address,
    coordinator: ref === coordinator,
  }))
}

/** Everything that can be made to go wrong. */
function controlOf(pool: Pool, screens: Screens): Control {
  const { faults, db } = pool
  return {
    failNext: (vmUuid, code, params = []) => {
      db.byUuid('VM', vmUuid)
      faults.failNext(vmUuid, code, params)
    },
    heal: vmUuid => faults.heal(vmUuid),
    cutConnections: () => faults.cutConnections(),
    pause: () => faults.pause(),
    resume: () => faults.resume(),
    loseEvents: () => {
      for (const [, table] of db.tables()) table.deletions = []
    },
    endSessions: () => {
      for (const [ref] of [...db.all('session')]) db.destroy('session', ref)
    },
    hostDown: name => {
      const found = [...db.all('host')].find(([, host]) => host.name_label === name || host.uuid === name)
      if (!found) throw new Failure('UUID_INVALID', 'host', name)
      const [ref, host] = found
      for (const vm of host.resident_VMs) screens.close(vm)
      db.update('host_metrics', host.metrics, { live: false })
      // Nobody else answers for the pool.
      if (ref === coordinatorOf(pool)) {
        faults.pause()
        faults.cutConnections()
      }
    },
    hostUp: name => {
      const found = [...db.all('host')].find(([, host]) => host.name_label === name || host.uuid === name)
      if (!found) throw new Failure('UUID_INVALID', 'host', name)
      db.update('host_metrics', found[1].metrics, { live: true })
      if (found[0] === coordinatorOf(pool)) faults.resume()
    },
  }
}
