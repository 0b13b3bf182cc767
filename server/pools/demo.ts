import type { Db } from '@/server/db/client'
import type { DemoPool } from '@/server/env'
import { endpointText, parseEndpoint } from '@/server/xapi/endpoint'
import type { Connections } from './connections'

/** The demo pool's connection has an id of its own, so that a later start finds it. */
export const demoId = 'demo'

/**
 * Keeps the connection to the demo pool in step with the simulator that runs, whose port is another at each start.
 * It is made at the first start, not made again once someone has disconnected it, and gone when there is no demo.
 */
export async function keepDemoConnection(
  db: Db,
  connections: Connections,
  demo: DemoPool | undefined,
): Promise<void> {
  if (!demo) return connections.remove(demoId)
  const endpoint = parseEndpoint(demo.url)
  const pins: Record<string, string> = demo.certificateSha256
    ? { [endpointText(endpoint)]: demo.certificateSha256 }
    : {}
  const { url: address, username, password } = demo
  if (await connections.find(demoId))
    return connections.update(demoId, { address, username, password, pins, members: [] })
  const dismissed = await db.auditEntry.count({
    where: { action: 'pool.disconnect', poolId: demoId, result: 'succeeded' },
  })
  if (dismissed > 0) return
  const login = { address, username, password, pins, members: [] }
  await connections.create(login, { id: demoId, name: 'Demo pool', createdBy: 'Domus' })
}
