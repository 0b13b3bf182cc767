import type { IncomingMessage } from 'node:http'
import type { Rights } from '@/server/access/rights'
import type { Sessions } from '@/server/access/sessions'
import type { Tickets } from '@/server/access/tickets'
import type { AuditLog } from '@/server/audit/record'
import type { Permission } from '@/server/catalogue/permissions'
import { type ConsoleGateway, createConsoleGateway } from '@/server/console/gateway'
import type { ConsoleGrant } from '@/server/console/tickets'
import type { Viewers } from '@/server/console/viewers'
import type { Db } from '@/server/db/client'
import { appError } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import { consoleAt, controlDomainOf } from '@/server/inventory/project/consoles'
import type { PoolId } from '@/server/inventory/rows'
import type { Actors } from '@/server/pools/actors'
import type { HostRoutes } from '@/server/pools/host-routes'
import type { Pools } from '@/server/pools/pools'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { worded } from '@/server/shared/text'
import { openConsole } from '@/server/xapi/console'
import { addressOf, sameOrigin } from './front-door'

/** What lets a person open the console of a VM, and that of a host, which is a door to all that it runs. */
const vmConsole: readonly Permission[] = ['vm.read', 'vm.console']
const hostConsole: readonly Permission[] = ['host.read', 'host.console']

type Opener = ConsoleGrant & { username: string }

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
  viewers,
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
  viewers: Viewers
  publicUrl: string | undefined
}): ConsoleGateway {
  const isLost = ({ userId, object }: { userId: string; object: string }) => {
    const held = rights.of(userId).on({ id: object })
    const may = inventory.row(object)?.class === 'host' ? hostConsole : vmConsole
    return may.some(permission => !held.has(permission))
  }
  const lineOf = async ({ userId, sessionId, username, pool, object }: Opener, request: IncomingMessage) => {
    const row = inventory.row(object)
    const name = row?.name_label ?? object
    return {
      name,
      line: {
        userId,
        userName: username,
        sessionId,
        address: addressOf(request),
        pool: { id: pool, name: (await pools.find(pool))?.name ?? '' },
        poolUser: await actors.nameAt(userId, pool),
        ...(row ? { object: { class: row.class, uuid: row.uuid, ref: row.ref, name } } : {}),
      },
    }
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
    async open({ userId, pool, object, kind }, signal) {
      if (isLost({ userId, object })) throw appError('not-found', 'This console is gone.')
      const { session } = await actors.actAs(userId, pool)
      const location = locationOf(inventory, pool, object, kind)
      const { stream, head } = await openConsole(session, location, {
        signal,
        resolveEndpoint: host => routes(session, pool, host),
      })
      return { stream, head }
    },
    join: ({ object, kind, userId, username }) =>
      viewers.join({ object, kind }, { userId, userName: username }),
    async onTaken(grant, request, from) {
      const { name, line } = await lineOf(grant, request)
      await audit.note({
        ...line,
        action: 'console.take',
        sentence: `Take over the console of ${name} from ${from.join(', ')}`,
        result: 'succeeded',
      })
    },
    async onOpened(grant, request) {
      const { pool, kind } = grant
      const { name, line } = await lineOf(grant, request)
      const id = await audit.begin({
        ...line,
        action: 'console.open',
        sentence: kind === 'text' ? `Open the text console of ${name}` : `Open the console of ${name}`,
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

/** Where the pool says that the console is. */
function locationOf(inventory: Inventory, pool: PoolId, object: string, kind: ConsoleKind): string {
  const store = inventory.store(pool)
  const vm = inventory.record('VM', object)
  const host = vm ? undefined : inventory.record('host', object)
  if (!store || !(vm ?? host)) throw appError('not-found', 'This console is gone.')
  const domain = vm ? vm.ref : host && controlDomainOf(store, host.ref)
  const found = domain && consoleAt(store, domain, kind)
  if (!found)
    throw appError(
      'refused',
      worded('{name} has no console now.', { name: (vm ?? host)?.record.name_label ?? '' }),
    )
  return found
}
