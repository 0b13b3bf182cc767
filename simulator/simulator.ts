import { isIPv6 } from 'node:net'
import { type Clock, realClock } from './clock'
import { controlOf } from './control'
import { Faults } from './faults'
import { growPool } from './grow'
import { selfSigned } from './http/certificate'
import { connectConsole } from './http/console'
import { type Control, listenForControl } from './http/control'
import { type Role, serveRpc } from './http/rpc'
import { Screens } from './http/screens'
import { listen, type Port, type Requests, sendPage, sendXml } from './http/server'
import { beat } from './lifecycle/heartbeat'
import { coordinatorOf, type Pool } from './pool'
import type { Ground, Seed } from './seeds/builder'

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
  /** Faults can be asked for over HTTP, at `controlUrl`, from the machine itself. */
  readonly control?: boolean
}

export interface Simulator {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  readonly memberUrl: string | undefined
  /** Where faults are asked for, if they can be. */
  readonly controlUrl: string | undefined
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
    const address = `${reachable(host)}:${port.port}`
    const consoleBase = `${scheme}://${reachable(options.consoleHost ?? host)}:${port.port}`
    const pool = growPool({ ...options, clock, faults, consoleBase })
    const screens = new Screens(pool)
    const control = controlOf(pool, screens)
    const served = { pool, screens }
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
    const controlled = options.control ? await listenForControl(control) : undefined
    if (controlled) opened.push(controlled)
    if (options.heartbeat ?? true) beat(pool)
    ready(served)
    return {
      url: `${scheme}://${address}`,
      memberUrl: member && `${scheme}://${reachable(host)}:${member.port}`,
      controlUrl: controlled && `http://127.0.0.1:${controlled.port}`,
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
}

function requests(serving: Promise<Served>, role: Role = { coordinator: true }): Requests {
  return {
    post: async (request, response) => {
      const { pool } = await serving
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

/** How a client on this machine writes the address that is listened on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}

function hostsOf(pool: Pool): Simulator['hosts'] {
  const coordinator = coordinatorOf(pool)
  return [...pool.db.all('host')].map(([ref, { name_label, address }]) => ({
    name: name_label,
    address,
    coordinator: ref === coordinator,
  }))
}
