import { createAttempts } from '@/server/access/attempts'
import { createPasskeys } from '@/server/access/passkeys'
import { createPlaces } from '@/server/access/places'
import type { Principal } from '@/server/access/policy'
import { createQuotas } from '@/server/access/projects/quotas'
import { createProviders } from '@/server/access/providers'
import { createRequestNews } from '@/server/access/requests/request-news'
import { createRights } from '@/server/access/rights'
import { createSecondFactors } from '@/server/access/second-factors'
import { createSecretBox } from '@/server/access/secrets'
import { createSecuritySetting } from '@/server/access/security-settings'
import { createSessions } from '@/server/access/sessions'
import { createSights } from '@/server/access/sight/sights'
import { createTickets } from '@/server/access/tickets'
import { createTokens } from '@/server/access/tokens'
import { createTotp } from '@/server/access/totp'
import { createLiveFeed } from '@/server/api/live-feed'
import { auditKeys } from '@/server/audit/keys'
import { createAuditLog } from '@/server/audit/record'
import { createSinks } from '@/server/audit/sinks/sinks'
import type { Notices } from '@/server/db/notices'
import { describe } from '@/server/errors'
import { systemClock } from '@/server/inventory/clock'
import { createInventory } from '@/server/inventory/inventory'
import type { VmRow } from '@/server/inventory/rows'
import type { Snapshots } from '@/server/inventory/snapshot/snapshots'
import { hearOthers } from '@/server/jobs/hear-others'
import { createMetrics } from '@/server/metrics/metrics'
import { createOperations } from '@/server/operations/operations'
import { createActors } from '@/server/pools/actors'
import { createConnections } from '@/server/pools/connections'
import { createHostRoutes } from '@/server/pools/host-routes'
import { createPoolCredentials } from '@/server/pools/pool-credentials'
import { createPools } from '@/server/pools/pools'
import { accessAs } from './access'
import { type TestDatabase, testSecret } from './database'
import { addUser } from './users'

/**
 * The rooms of one server on a test's database, without HTTP; with `notices` they hear of others. `stop` leaves the
 * database as a crash would.
 */
export function openRooms(
  { db }: Pick<TestDatabase, 'db'>,
  notices?: Notices,
  snapshots?: Snapshots,
  graceMs?: number,
) {
  const box = createSecretBox(testSecret)
  const keys = auditKeys(box)
  const audit = createAuditLog(db, keys, Date.now, notices?.process ?? null)
  const security = createSecuritySetting(db)
  const sessions = createSessions(db, Date.now, security.current)
  const attempts = createAttempts(db)
  const providers = createProviders(db, box)
  const totp = createTotp({ db, box })
  const passkeys = createPasskeys(db)
  const factors = createSecondFactors({ db, sessions, security, attempts, totp, passkeys })
  const inventory = createInventory({ describe, ...(snapshots && { snapshots }) })
  const connections = createConnections(db, box)
  const pools = createPools(connections, inventory, { snapshots, graceMs })
  const poolCredentials = createPoolCredentials(db, box)
  const actors = createActors({ pools, connections, credentials: poolCredentials })
  const placesOf = createPlaces(inventory)
  const rights = createRights({ db, placesOf })
  const requests = createRequestNews({ db, rights, placesOf })
  const sights = createSights(inventory, systemClock, pools.hold)
  const quotas = createQuotas({ db, inventory, rights })
  const routes = createHostRoutes({ inventory })
  const operations = createOperations({
    ...{ db, inventory, pools, routes, audit, actors, sights, rights, quotas },
  })
  const tokens = createTokens(db, sessions)
  const tickets = createTickets(db, sessions)
  const live = createLiveFeed({
    inventory,
    operations,
    sessions,
    sights,
    rights,
    requests,
    ...(notices && { notices }),
  })
  const stopHearing =
    notices && hearOthers({ notices, sessions, security, rights, requests, pools, operations })
  return {
    db,
    audit,
    auditKeys: keys,
    sinks: createSinks({ db, box }),
    sessions,
    security,
    attempts,
    totp,
    passkeys,
    factors,
    origin: 'http://localhost:3000',
    inventory,
    connections,
    pools,
    metrics: createMetrics({ inventory, pools, routes }),
    operations,
    live,
    rights,
    requests,
    sights,
    quotas,
    tickets,
    tokens,
    providers,
    box,
    poolCredentials,
    actors,
    /** A user with one role over everything, known to all at once. Returns the id. */
    async addUser(...user: Parameters<typeof addUser> extends [unknown, ...infer Rest] ? Rest : never) {
      const id = await addUser(db, ...user)
      await rights.refresh()
      return id
    },
    /** The row of a VM, once it is as it should be. */
    vm: (name: string, is: (row: VmRow) => boolean = () => true) =>
      inventory.waitFor(() => {
        const row = inventory.rows().find(one => one.class === 'VM' && one.name_label === name)
        return row?.class === 'VM' && is(row) ? row : undefined
      }, AbortSignal.timeout(15_000)),
    /** The audit line of a run, once it is settled. */
    async outcome(id: string) {
      const signal = AbortSignal.timeout(15_000)
      while (!signal.aborted) {
        const settled = new Promise<void>(resolve => {
          const stop = operations.subscribe(row => {
            if (row.id !== id) return
            stop()
            resolve()
          })
        })
        const line = await db.auditEntry.findUniqueOrThrow({ where: { id: BigInt(id) } })
        if (line.result !== 'started') return line
        await settled
      }
      throw new Error('not settled in time')
    },
    async stop() {
      stopHearing?.()
      tokens.stop()
      live.stop()
      requests.stop()
      rights.stop()
      sights.stop()
      operations.stop()
      await actors.stop()
      await pools.stop()
      await audit.idle()
    },
  }
}

export const administrator: Principal = {
  sessionId: '6f1f9a5e-55c1-4a2f-8d52-000000000001',
  userId: '6f1f9a5e-55c1-4a2f-8d52-000000000002',
  username: 'admin',
  access: accessAs('owner'),
  mustChangePassword: false,
  method: 'password',
  authenticatedAt: Date.now(),
  secondFactor: 'not-needed',
}
