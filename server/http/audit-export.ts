import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { auditReach, readsNothing } from '@/server/access/audit-reach'
import { notAllowed } from '@/server/access/policy'
import type { SignedIn } from '@/server/access/sessions'
import { tokenOf } from '@/server/access/tokens'
import type { Services } from '@/server/api/trpc'
import { veiledAudit } from '@/server/api/veiled-audit'
import type { AuditRow } from '@/server/audit/audit-row'
import { exportAudit, exportFormats } from '@/server/audit/export'
import { auditFilter } from '@/server/audit/read'
import { visibleTo } from '@/server/audit/visible'
import { describe } from '@/server/errors'
import { owed } from '@/server/shared/sign-in-standing'
import { say } from '@/server/shared/text'

export const auditExportPath = '/api/audit/export'

const query = auditFilter.extend({ format: z.enum(['csv', 'jsonl']) })

/** The audit log as a file, by the filter in the address. That it was taken is a line of the log itself. */
export async function sendAuditExport(
  {
    db,
    audit,
    rights,
    sights,
    inventory,
    pools,
  }: Pick<Services, 'db' | 'audit' | 'rights' | 'sights' | 'inventory' | 'pools'>,
  user: SignedIn | null,
  { url, address }: { url: string; address: string },
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, sentence: string) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    response.end(sentence)
  }
  if (!user || owed(user)) return refuse(401, 'You are not signed in.')
  const parsed = query.safeParse(Object.fromEntries(new URL(url, 'http://domus').searchParams))
  if (!parsed.success) return refuse(400, 'There is no such filter.')
  const { format, ...filter } = parsed.data
  const intent = {
    userId: user.userId,
    userName: user.username,
    sessionId: user.sessionId,
    ...tokenOf(user),
    address,
    action: 'audit.export',
    sentence: say('Export the audit log'),
    params: { format, ...filter },
  }
  const { access } = rights.principal(user)
  const letGo = pools.hold(access.pools)
  await pools.ready(access.pools, 'look').finally(letGo)
  const reach = auditReach(access, inventory.table)
  if (readsNothing(reach)) {
    const { code, message } = describe(notAllowed('audit.read'))
    await audit.note({ ...intent, result: 'refused', errorCode: code, errorText: message })
    return refuse(403, message)
  }
  const id = await audit.begin(intent)
  response.writeHead(200, {
    'Content-Type': exportFormats[format],
    'Content-Disposition': `attachment; filename="domus-audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
    'Cache-Control': 'no-store',
  })
  let rows = 0
  const { view: sight, release } = sights.take(access)
  const veil = (row: AuditRow) => veiledAudit(row, reach, sight)
  try {
    for await (const part of exportAudit(db, format, filter, visibleTo(reach), veil)) {
      rows += part.rows
      // Whoever reads slowly, or stopped, is not written to faster than they read.
      if (!response.write(part.text)) await Promise.race([once(response, 'drain'), once(response, 'close')])
      if (response.destroyed) break
    }
    const whole = !response.destroyed
    await audit.finish(id, {
      result: whole ? 'succeeded' : 'cancelled',
      changes: { lines: { after: rows } },
    })
    response.end()
  } catch (error) {
    const { code, message } = describe(error)
    await audit.finish(id, { result: 'failed', errorCode: code, errorText: message })
    // The status is out: a connection that breaks off is the only way to say that this is not all.
    response.destroy()
  } finally {
    release()
  }
}
