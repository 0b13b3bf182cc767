import { AuditLog } from './audit'
import type { Clock } from './clock'
import type { Faults } from './faults'
import { selfSigned } from './http/certificate'
import { silentGuest } from './lifecycle/guest'
import { reportMemory } from './lifecycle/heartbeat'
import type { ChooseHost, Pool } from './pool'
import { seededRandom } from './random'
import { Measurements } from './rrd/measurements'
import type { Ground, Seed } from './seeds/builder'
import { demoPool } from './seeds/demo'
import { usualDriver } from './storage/disks'
import { keepAllowedOperations } from './tables/allowed/recompute'
import { Database } from './tables/database'
import { Messages } from './tables/messages'
import { Disks } from './transfer/disks'

export interface PoolOptions {
  readonly clock: Clock
  readonly faults: Faults
  readonly consoleBase: string
  readonly username?: string
  readonly password?: string
  /** What the pool begins with: the demo pool if not given. */
  readonly seed?: (ground: Ground) => Seed
  /** Equal numbers make equal pools. */
  readonly randomSeed?: number
  /** The certificate that hosts show, as PEM; one is made when somebody asks if not given. */
  readonly certificate?: () => string
  /** Where VMs go that could go to several hosts; if not given, to the one with most memory free. */
  readonly chooseHost?: ChooseHost
}

export const DEMO_PASSWORD = 'domus-demo'

/** A pool from its seed. Throws when the seed cannot be grown. */
export function growPool(options: PoolOptions): Pool {
  const { clock, faults, consoleBase } = options
  const ground = { now: clock.now(), consoleBase, random: seededRandom(options.randomSeed ?? 1) }
  const seed = (options.seed ?? demoPool)(ground)
  const db = new Database(seed.generation)
  db.load(seed.drafts)
  // Sessions of the local superuser are of a user that only this table tells of.
  const { random } = ground
  if (db.table('user').entries.size === 0) {
    const root = { uuid: random.uuid(), short_name: 'root', fullname: 'superuser' }
    db.create('user', root, `OpaqueRef:${random.uuid()}`)
  }
  keepAllowedOperations(db)
  const messages = new Messages()
  for (const message of seed.messages) messages.create(message, random.uuid(), `OpaqueRef:${random.uuid()}`)
  for (const { uuid, operation, code, params } of seed.troubles) {
    faults.failAlways(uuid, operation, code, params)
  }
  const pool: Pool = {
    db,
    messages,
    clock,
    faults,
    measurements: new Measurements({ db, clock }),
    disks: new Disks(db),
    audit: new AuditLog(clock),
    guests: new Map(seed.guests),
    tasks: new Map(),
    arriving: new Map(),
    domids: new Map(),
    credentials: { username: options.username ?? 'root', password: options.password ?? DEMO_PASSWORD },
    consoleBase,
    endpoints: new Map(),
    localSessions: new Map(),
    certificate: options.certificate ?? storedCertificate(),
    chooseHost: options.chooseHost ?? (() => undefined),
    driver: seed.driver ?? usualDriver,
    plugins: new Set(seed.plugins ?? []),
    counters: new Map(),
    directory: seed.directory,
    forgotten: new Map(),
    hidden: new Map(),
    lost: new Map(),
    memberOf: undefined,
    stranger: seed.stranger ?? silentGuest,
  }
  // A pool that was made up has not measured yet; one that was recorded brings what it measured.
  if (seed.generation === 0) reportMemory(pool, () => 0)
  return pool
}

/** A host has a certificate also where it is not asked for one: making it takes a while. */
function storedCertificate(): () => string {
  let stored: string | undefined
  return () => {
    stored ??= selfSigned('localhost', []).cert
    return stored
  }
}
