import type { Rights } from '@/server/access/rights'
import type { Sessions } from '@/server/access/sessions'
import type { Tickets } from '@/server/access/tickets'
import type { AuditLog } from '@/server/audit/record'
import { type ConsoleGateway, createConsoleGateway } from '@/server/console/gateway'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { PoolId } from '@/server/inventory/rows'
import type { Actors } from '@/server/pools/actors'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import { worded } from '@/server/shared/text'
import { openConsole } from '@/server/xapi/console'
import { addressOf, sameOrigin } from './front-door'

/** The console gateway on this server's tickets, pools and audit log. */
export function createConsoles({
  db,
  inventory,
  pools,
  actors,
  routes,
  sessions,
  tickets,
  audit,
  rights,
  publicUrl,
}: {
  db: Db
  inventory: Inventory
  pools: Pools
  actors: Pick<Actors, 'actAs' | 'nameAt'>
  routes: HostRoutes
  sessions: Sessions
  tickets: Tickets
  audit: AuditLog
  rights: Pick<Rights, 'of' | 'onChange'>
  publicUrl: string | undefined
}): ConsoleGateway {
  const isLost = ({ userId, vm }: { userId: string; vm: string }) => {
    const held = rights.of(userId).on({ id: vm })
    return !held.has('vm.console') || !held.has('vm.read')
  }
  const gateway = createConsoleGateway({
    async redeem(ticket) {
      const grant = await tickets.redeem(ticket)
      if (grant) {
        const letGo = pools.hold(new Set([grant.pool]))
        await pools.ready(new Set([grant.pool]), 'work').finally(letGo)
      }
      const user = grant && !isLost(grant) && (await db.user.findUnique({ where: { id: grant.userId } }))
      return user ? { ...grant, username: user.username } : null
    },
    originAllowed: request => sameOrigin(request, publicUrl),
    async open({ userId, pool, vm }, signal) {
      if (isLost({ userId, vm })) throw appError('not-found', 'This VM is gone.')
      const { session } = await actors.actAs(userId, pool)
      const location = locationOf(inventory, pool, vm)
      const { stream, head } = await openConsole(session, location, {
        signal,
        resolveEndpoint: host => routes(session, pool, host),
      })
      return { stream, head }
    },
    async onOpened({ userId, sessionId, username, pool, vm }, request) {
      const row = inventory.row(vm)
      const name = row?.name_label ?? vm
      const id = await audit.begin({
        userId,
        userName: username,
        sessionId,
        address: addressOf(request),
        action: 'console.open',
        sentence: `Open the console of ${name}`,
        pool: { id: pool, name: (await pools.find(pool))?.name ?? '' },
        poolUser: await actors.nameAt(userId, pool),
        ...(row ? { object: { class: row.class, uuid: row.uuid, ref: row.ref, name } } : {}),
      })
      const letGo = pools.hold(new Set([pool]))
      return {
        closed: end => {
          letGo()
          return audit.finish(
            id,
            end.opened
              ? { result: 'succeeded' }
              : { result: 'failed', errorCode: `console-${end.code}`, errorText: end.reason },
          )
        },
      }
    },
    log: (message, error) => console.error(message, error instanceof Error ? error.message : error),
  })
  sessions.onEnd(sessionId => gateway.closeSession(sessionId))
  // Rights go with grants, and with the place of a VM that is moved out of sight.
  const endLost = () => {
    if (gateway.size > 0) gateway.closeLost(isLost)
  }
  rights.onChange(endLost)
  inventory.table.follow(endLost)
  return gateway
}

/** Where the pool says the VM's picture is. */
function locationOf(inventory: Inventory, pool: PoolId, vm: string): string {
  const found = inventory.record('VM', vm)
  const store = inventory.store(pool)
  if (!found || !store) throw appError('not-found', 'This VM is gone.')
  for (const [, console] of store.recordsAt('console', 'VM', found.ref)) {
    if (console.protocol === 'rfb' && console.location) return console.location
  }
  throw appError('refused', worded('{name} has no console now.', { name: found.record.name_label }))
}
