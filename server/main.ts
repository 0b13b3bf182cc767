import path from 'node:path'
import { createAttempts } from '@/server/access/attempts'
import { type AuthDeps, createAuthOptions } from '@/server/access/auth-options'
import { provideAuthOptions } from '@/server/access/bridge'
import { keepRefreshed } from '@/server/access/directory/refresh'
import { askDirectories } from '@/server/access/directory/sign-in'
import { openIdProvider } from '@/server/access/openid/provider'
import { signInByOpenId } from '@/server/access/openid/sign-in'
import { createPasskeys } from '@/server/access/passkeys'
import { createPlaces } from '@/server/access/places'
import { createQuotas } from '@/server/access/projects/quotas'
import { createProviders } from '@/server/access/providers'
import { createRequestNews } from '@/server/access/requests/request-news'
import { createRights } from '@/server/access/rights'
import { assertSameSecret } from '@/server/access/same-secret'
import { createSecondFactors } from '@/server/access/second-factors'
import { createSecretBox, installationSecret } from '@/server/access/secrets'
import { createSecuritySetting } from '@/server/access/security-settings'
import { createSessions } from '@/server/access/sessions'
import { createSights } from '@/server/access/sight/sights'
import { signIn } from '@/server/access/sign-in'
import { giveSecondFactor, signInByPasskey } from '@/server/access/sign-in-factors'
import { createTickets } from '@/server/access/tickets'
import { createTokens, tokenEnded } from '@/server/access/tokens'
import { createTotp } from '@/server/access/totp'
import { ensureAdmin } from '@/server/access/users'
import { createLiveFeed } from '@/server/api/live-feed'
import { auditKeys } from '@/server/audit/keys'
import { createAuditLog } from '@/server/audit/record'
import { createSinks } from '@/server/audit/sinks/sinks'
import { createViewers } from '@/server/console/viewers'
import { openDatabase } from '@/server/db/client'
import { startEmbedded } from '@/server/db/embedded'
import { lockFolder } from '@/server/db/lock'
import { migrate } from '@/server/db/migrate'
import { openNotices } from '@/server/db/notices'
import { restrictedUrl } from '@/server/db/restricted-role'
import { readEnv } from '@/server/env'
import { describeForLater } from '@/server/errors'
import { createConsoles } from '@/server/http/consoles'
import { openHttpServer } from '@/server/http/server'
import { systemClock } from '@/server/inventory/clock'
import { createInventory } from '@/server/inventory/inventory'
import { createSnapshots } from '@/server/inventory/snapshot/snapshots'
import { keepClean } from '@/server/jobs/clean-up'
import { hearOthers } from '@/server/jobs/hear-others'
import { keepAudit, sendAudit } from '@/server/jobs/keep-audit'
import { keepRequests } from '@/server/jobs/keep-requests'
import { keepReservations } from '@/server/jobs/keep-reservations'
import { keepSchedules } from '@/server/jobs/keep-schedules'
import { openLeader } from '@/server/jobs/leader'
import { createMetrics } from '@/server/metrics/metrics'
import { adoptOrphans } from '@/server/operations/adopt'
import { createOperations } from '@/server/operations/operations'
import { createActors } from '@/server/pools/actors'
import { createConnections } from '@/server/pools/connections'
import { keepDemoConnection } from '@/server/pools/demo'
import { createHostRoutes } from '@/server/pools/host-routes'
import { createPoolCredentials, poolCredentialChanged } from '@/server/pools/pool-credentials'
import { createPools } from '@/server/pools/pools'
import { reachOf } from '@/server/pools/reach-of'
import { say } from '@/server/shared/text'
import { limitReach } from '@/server/xapi/reach'

export interface Started {
  /** "http://127.0.0.1:3000" */
  url: string
  /** There when an administrator was made just now; the password only if it was generated. */
  admin: { username: string; generatedPassword?: string } | undefined
  stop(): Promise<void>
}

/**
 * Starts everything in one process, in the order things lean on one another, and stops it in the reverse order.
 * What was started before a failure is stopped again. `root` is the folder of the program.
 */
export async function start(root: string, version: string): Promise<Started> {
  const env = readEnv()
  limitReach(reachOf(env))
  const log = (line: string) => console.error(line)
  const report = (what: string, error: unknown) =>
    console.error(`${what}:`, error instanceof Error ? error.message : error)
  const undo: (() => void | Promise<void>)[] = []
  const stop = async () => {
    for (const act of undo.splice(0).reverse()) {
      try {
        await act()
      } catch (error) {
        console.error('Something did not stop as it should:', error instanceof Error ? error.message : error)
      }
    }
  }
  try {
    undo.push(lockFolder(env.DATA_DIR).release)
    let databaseUrl = env.DATABASE_URL
    if (!databaseUrl) {
      const database = await startEmbedded(env.DATA_DIR, log)
      undo.push(database.stop)
      databaseUrl = database.url
    }
    await migrate(databaseUrl, path.join(root, 'prisma'))
    const box = createSecretBox(installationSecret(env.DATA_DIR, env.SECRET_KEY))
    databaseUrl = await restrictedUrl(databaseUrl, box.derive('database role'), log)
    const db = openDatabase(databaseUrl)
    undo.push(() => db.$disconnect())

    await assertSameSecret(db, box)
    const notices = await openNotices(databaseUrl, db, report)
    undo.push(() => notices.stop())
    const signing = auditKeys(box)
    const audit = createAuditLog(db, signing, Date.now, notices.process)
    await audit.open()
    undo.push(() => audit.idle())
    const sinks = createSinks({ db, box })
    const security = createSecuritySetting(db)
    await security.load()
    const sessions = createSessions(db, Date.now, security.current)
    undo.push(() => sessions.stop())
    const tokens = createTokens(db, sessions)
    undo.push(() => tokens.stop())
    notices.on(tokenEnded, ({ id }) => tokens.endedElsewhere(id))
    const providers = createProviders(db, box)
    const tickets = createTickets(db, {
      stands: async id => (await sessions.stands(id)) || (await tokens.stands(id)),
    })
    const attempts = createAttempts(db)
    const totp = createTotp({ db, box })
    const passkeys = createPasskeys(db)
    const factors = createSecondFactors({ db, sessions, security, attempts, totp, passkeys })
    const admin = await ensureAdmin(db, env.ADMIN_USERNAME, env.ADMIN_PASSWORD)

    const snapshots = createSnapshots({
      folder: path.join(env.DATA_DIR, 'inventory'),
      key: Buffer.from(box.derive('what is kept of pools'), 'hex'),
      log,
    })
    const inventory = createInventory({ describe: describeForLater, snapshots })
    const connections = createConnections(db, box)
    await keepDemoConnection(db, connections, env.DEMO_POOL)
    const pools = createPools(connections, inventory, {
      snapshots,
      graceMs: env.POOL_GRACE_MINUTES * 60_000,
    })
    undo.push(() => pools.stop())
    const poolCredentials = createPoolCredentials(db, box)
    const actors = createActors({ pools, connections, credentials: poolCredentials })
    undo.push(() => actors.stop())
    notices.on(poolCredentialChanged, ({ user, connection }) => actors.changed(user, connection))
    const placesOf = createPlaces(inventory)
    const rights = createRights({ db, placesOf })
    undo.push(() => rights.stop())
    const requests = createRequestNews({ db, rights, placesOf })
    undo.push(() => requests.stop())
    const sights = createSights(inventory, systemClock, pools.hold)
    undo.push(() => sights.stop())
    await rights.refresh()
    await requests.refresh()
    const quotas = createQuotas({ db, inventory, rights })
    const routes = createHostRoutes({ inventory, demo: env.DEMO_POOL })
    const operations = createOperations({
      ...{ db, inventory, pools, routes, audit, actors, sights, rights, quotas },
    })
    undo.push(() => operations.stop())
    const live = createLiveFeed({ inventory, operations, sessions, sights, rights, requests, notices })
    undo.push(() => live.stop())
    const metrics = createMetrics({ inventory, pools, routes })
    const viewers = createViewers(db, notices, (what, error) => console.error(`${what}:`, error))
    undo.push(async () => viewers.stop())
    const consoles = createConsoles({
      db,
      inventory,
      pools,
      actors,
      routes,
      sessions,
      tickets,
      audit,
      rights,
      viewers,
      publicUrl: env.PUBLIC_URL,
    })
    undo.push(() => consoles.closeAll())

    const deps = { db, attempts, sessions, audit, security }
    const secure = env.PUBLIC_URL?.startsWith('https:') ?? false
    const authDeps: AuthDeps = {
      secure,
      secret: box.derive('next-auth'),
      sessions,
      publicUrl: env.PUBLIC_URL,
      ways: {
        password: (given, from) =>
          signIn(
            { ...deps, directories: (given, only) => askDirectories({ db, audit, providers }, given, only) },
            given,
            from,
          ),
        passkey: (given, from) => signInByPasskey({ ...deps, passkeys }, given, from),
        secondFactor: (token, given, from) =>
          giveSecondFactor({ sessions, audit, factors }, token, given, from),
      },
      signedOut: async token => {
        const user = await sessions.find(token)
        if (!user) return
        await sessions.revoke(user.userId, user.sessionId)
        const { userId, username: userName, sessionId } = user
        await audit.note({
          userId,
          userName,
          sessionId,
          address: '',
          action: 'session.signOut',
          sentence: say('Sign out'),
          result: 'succeeded',
        })
      },
      openIdProviders: async () =>
        (await providers.enabled('openid')).flatMap(one =>
          one.kind === 'openid' ? openIdProvider(one) : [],
        ),
      signInByOpenId: (from, caller) =>
        signInByOpenId({ db, sessions, audit, security, providers, box }, from, caller),
    }
    provideAuthOptions(headers => createAuthOptions(authDeps, headers))
    const services = {
      db,
      inventory,
      pools,
      metrics,
      operations,
      live,
      rights,
      sights,
      sessions,
      audit,
      auditKeys: signing,
      sinks,
      tickets,
      tokens,
      providers,
      box,
      poolCredentials,
      actors,
      quotas,
      attempts,
      security,
      totp,
      passkeys,
      factors,
      version,
    }
    const leader = await openLeader(databaseUrl, report)
    undo.push(() => leader.stop())
    const http = await openHttpServer({ env, root, secure, services, consoles, leader })
    undo.push(http.close)

    undo.push(hearOthers({ notices, sessions, security, rights, requests, pools, operations }))
    await Promise.all([rights.refresh(), requests.refresh()])
    await pools.start()
    await operations.readElsewhere({ since: new Date() })
    // For background work: the others follow what is looked at through them.
    leader.whileLeader(signal => pools.holdAll(signal))
    leader.whileLeader(signal => adoptOrphans({ audit, inventory, pools, quotas, notices }, signal))
    leader.whileLeader(signal => keepRefreshed({ db, audit, providers, sessions }, signal))
    leader.whileLeader(signal => keepRequests({ db, audit, inventory, pools }, signal))
    leader.whileLeader(signal => keepReservations(db, signal))
    leader.whileLeader(signal => keepSchedules({ db, audit, inventory, pools, rights, operations }, signal))
    leader.whileLeader(signal => keepClean(db, signal))
    leader.whileLeader(signal => keepAudit({ db, audit, keys: signing }, signal))
    leader.whileLeader(signal => sendAudit(sinks, signal))
    await http.prepare().catch(error => report('No page could be prepared', error))
    return { url: http.url, admin, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
