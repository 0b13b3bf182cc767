import { isIPv6 } from 'node:net'
import type { Ref } from '../server/xapi/model/records'
import { churn } from './churn'
import { type Clock, realClock } from './clock'
import { controlOf } from './control'
import { Failure } from './failure'
import { Faults } from './faults'
import { growPool } from './grow'
import { watchHosts } from './ha/failover'
import { selfSigned } from './http/certificate'
import { type Control, type Controls, listenForControl } from './http/control'
import type { Served } from './http/handlers/serve'
import { requestsOf } from './http/requests'
import { Screens } from './http/screens'
import { listen, type Port } from './http/server'
import { watchGroups } from './lifecycle/groups'
import { beat } from './lifecycle/heartbeat'
import { keepSchedules } from './lifecycle/schedules'
import { announce, withdraw } from './neighbours'
import { type ChooseHost, coordinatorOf, type Pool } from './pool'
import type { Ground, Seed } from './seeds/builder'

export interface SimulatorOptions {
  /** 0 (default): a free one. */
  readonly port?: number
  readonly host?: string
  /** The other hosts of the pool answer too, on ports from this one on; 0: on free ones. */
  readonly memberPort?: number
  /** Where VMs go that could go to several hosts. */
  readonly chooseHost?: ChooseHost
  /** Members name the coordinator by the address in its row, not by where it answers here. */
  readonly ownAddresses?: boolean
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
  /** Rows written each second by what goes on in the pool; nothing does if not given. */
  readonly churn?: number
  /** Faults can be asked for over HTTP, at `controlUrl`, from the machine itself. */
  readonly control?: boolean
}

export interface Simulator {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  /** The first of the other hosts, if they answer. */
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
    /** Where it answers, if it does. */
    readonly url: string | undefined
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
  const certify = () => selfSigned(options.consoleHost ?? host, ['localhost', '127.0.0.1'])
  const certificate = options.tls ? certify() : undefined
  let shown = certificate
  const scheme = certificate ? 'https' : 'http'
  const opened: Port[] = []
  const alone = new Map<Ref<'host'>, Port>()
  let controlled: Controls | undefined
  // The port must be known before the pool is made: its consoles say where they are.
  let ready: (served: Served) => void = () => {}
  const serving = new Promise<Served>(resolve => {
    ready = resolve
  })
  try {
    const port = await listen({ port: options.port ?? 0, host }, certificate, faults, requestsOf(serving))
    opened.push(port)
    const address = `${reachable(host)}:${port.port}`
    const consoleBase = `${scheme}://${reachable(options.consoleHost ?? host)}:${port.port}`
    const pool = growPool({
      ...options,
      clock,
      faults,
      consoleBase,
      ...(certificate && { certificate: () => shown?.cert ?? certificate.cert }),
    })
    const screens = new Screens(pool)
    watchGroups(pool)
    watchHosts(pool)
    keepSchedules(pool)
    const control = controlOf(pool, screens, {
      ports: opened,
      own: ref => alone.get(ref),
      renew: () => {
        if (!certificate) throw new Failure('TLS_CONNECTION_FAILED', host, String(port.port))
        shown = certify()
        for (const one of opened) one.present(shown)
        return shown
      },
    })
    const coordinator = coordinatorOf(pool)
    const answers = (ref: Ref<'host'>, at: number) => {
      const known = pool.db.get('host', ref).address
      const own = `${reachable(host)}:${at}`
      pool.endpoints.set(ref, { address: options.ownAddresses ? known : own, url: `${scheme}://${own}` })
      announce(own, { pool, host: ref })
    }
    answers(coordinator, port.port)
    if (options.memberPort !== undefined) {
      let next = options.memberPort
      alone.set(coordinator, port)
      for (const [ref] of pool.db.all('host')) {
        if (ref === coordinator) continue
        const served = Promise.resolve({ pool, screens, host: ref })
        const member = await listen({ port: next, host }, certificate, faults, requestsOf(served))
        opened.push(member)
        alone.set(ref, member)
        answers(ref, member.port)
        if (next !== 0) next++
      }
    }
    controlled = options.control ? await listenForControl(control) : undefined
    if (options.heartbeat ?? true) beat(pool)
    if (options.churn) churn(pool, options.churn, options.randomSeed ?? 1)
    ready({ pool, screens, host: coordinator })
    const hosts = hostsOf(pool)
    return {
      url: `${scheme}://${address}`,
      memberUrl: hosts.find(one => !one.coordinator && one.url)?.url,
      controlUrl: controlled && `http://127.0.0.1:${controlled.port}`,
      ...pool.credentials,
      certificateSha256: certificate?.sha256,
      hosts,
      pool,
      clock,
      faults: control,
      stop: async () => {
        withdraw(pool)
        clock.stop()
        screens.closeAll()
        faults.resume()
        faults.line.slow()
        await Promise.all([...opened, ...(controlled ? [controlled] : [])].map(one => one.close()))
      },
    }
  } catch (error) {
    await Promise.all(opened.map(one => one.close()))
    throw error
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
    url: pool.endpoints.get(ref)?.url,
  }))
}
