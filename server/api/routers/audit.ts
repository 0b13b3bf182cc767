import { z } from 'zod'
import { auditReach, readsNothing } from '@/server/access/audit-reach'
import { notAllowed } from '@/server/access/policy'
import type { AuditRow } from '@/server/audit/audit-row'
import { exportCheckpoints, makeCheckpoint } from '@/server/audit/checkpoints'
import { auditFacets, auditQuery, readAudit, readEntry } from '@/server/audit/read'
import { type Verification, verifyLog } from '@/server/audit/verify'
import { visibleTo } from '@/server/audit/visible'
import { actionById } from '@/server/catalogue/catalogue'
import { appError } from '@/server/errors'
import { sentenceAgain } from '@/server/operations/spoken'
import { say } from '@/server/shared/text'
import { audited } from '../audited'
import { can, router, seeing } from '../trpc'
import { veiledAudit } from '../veiled-audit'

/** With what its sentence is made of, where that can be told from what the line says. */
function retold(row: AuditRow): AuditRow {
  const told = sentenceAgain(row, row.object?.name ?? null)
  return told ? { ...row, told } : row
}

const mayRead = seeing.meta({ policy: 'over what is read: audit.read' }).use(({ ctx, next }) => {
  const reach = auditReach(ctx.user.access, ctx.inventory.table)
  if (readsNothing(reach)) throw notAllowed('audit.read')
  return next({
    ctx: { visible: visibleTo(reach), veil: (row: AuditRow) => retold(veiledAudit(row, reach, ctx.sight)) },
  })
})

export const auditRouter = router({
  list: mayRead.input(auditQuery).query(async ({ ctx, input }) => {
    const { rows, nextCursor } = await readAudit(ctx.db, input, ctx.visible)
    return { rows: rows.map(ctx.veil), nextCursor }
  }),

  entry: mayRead.input(z.object({ id: z.string().regex(/^\d{1,18}$/) })).query(async ({ ctx, input }) => {
    const found = await readEntry(ctx.db, BigInt(input.id), ctx.visible)
    if (!found) throw appError('not-found', 'There is no such line in the audit log.')
    return ctx.veil(found)
  }),

  facets: mayRead.query(async ({ ctx }) => {
    const { users, actions, pools } = await auditFacets(ctx.db, ctx.visible)
    return { users, actions: actions.map(id => ({ id, label: labelOf(id) })), pools }
  }),

  /** Reads the whole log and compares it with its macs: how far it is, then what was found. */
  verify: can('audit.read').subscription(async function* ({ ctx, signal }) {
    const { db, auditKeys } = ctx
    let share = 0
    let ended = false
    const deed = { action: 'audit.verify', sentence: say('Verify the audit log') }
    const result = audited(ctx, deed, () =>
      verifyLog(db, auditKeys, {
        onProgress: now => {
          share = now
        },
        ...(signal ? { signal } : {}),
      }),
    ).finally(() => {
      ended = true
    })
    // Awaited below, also where the reader has gone meanwhile.
    result.catch(() => undefined)
    let told = -1
    while (!ended) {
      if (share !== told) yield { share, found: null }
      told = share
      await Promise.race([result.catch(() => undefined), new Promise(resolve => setTimeout(resolve, 200))])
    }
    const found: Verification = await result
    yield { share: 1, found }
  }),

  /** Signs where the log stands, and gives all checkpoints with the public key, to be kept elsewhere. */
  checkpoint: can('audit.configure').mutation(({ ctx }) =>
    audited(
      ctx,
      { action: 'audit.checkpoint', sentence: say('Sign a checkpoint of the audit log') },
      async () => {
        await makeCheckpoint(ctx.db, ctx.auditKeys, Date.now())
        return { file: await exportCheckpoints(ctx.db, ctx.auditKeys) }
      },
    ),
  ),
})

const labelOf = (id: string) => ownLabels[id] ?? actionById(id)?.label ?? id

const ownLabels: Record<string, string> = {
  'audit.verify': 'Verify the audit log',
  'audit.export': 'Export the audit log',
  'audit.checkpoint': 'Sign a checkpoint',
  'audit.prune': 'Remove old lines',
  'audit.setRetention': 'Say how long the log is kept',
  'audit.createSink': 'Send the log somewhere',
  'audit.updateSink': 'Change where the log is sent',
  'audit.removeSink': 'Send the log no more',
  'audit.testSink': 'Test where the log is sent',
  'api.refused': 'Ask for what is not allowed',
  'task.cancel': 'Cancel a task',
  'session.signIn': 'Sign in',
  'session.signOut': 'Sign out',
  'session.changePassword': 'Change password',
  'session.revoke': 'End a session',
  'pool.connect': 'Connect a pool',
  'pool.disconnect': 'Disconnect a pool',
  'pool.setCredentials': 'Change a pool’s credentials',
  'pool.trustCertificate': 'Accept a certificate',
  'console.open': 'Open a console',
  'console.take': 'Take over a console',
  'grant.give': 'Give a role',
  'grant.revoke': 'Revoke a role',
  'role.create': 'Compose a role',
  'role.update': 'Change a role',
  'role.delete': 'Delete a role',
  'user.create': 'Create a user',
  'user.setRole': 'Change a user’s role',
  'user.resetPassword': 'Reset a user’s password',
  'user.disable': 'Disable a user',
  'user.enable': 'Enable a user',
  'user.delete': 'Delete a user',
  'user.admit': 'Make an account for who signs in for the first time',
  'user.shutOut': 'Sign out who is gone from a directory',
  'group.takeOver': 'Change groups as a directory says',
  'poolCredential.set': 'Give credentials of one’s own for a pool',
  'poolCredential.remove': 'Remove credentials of one’s own for a pool',
  'provider.create': 'Add a directory or provider',
  'provider.update': 'Change a directory or provider',
  'provider.delete': 'Remove a directory or provider',
  'provider.refresh': 'Ask a directory for groups',
  'service.create': 'Create a service account',
  'service.describe': 'Describe a service account',
  'service.setRole': 'Change a service account’s role',
  'service.disable': 'Disable a service account',
  'service.enable': 'Enable a service account',
  'service.delete': 'Delete a service account',
  'service.createToken': 'Create a service account’s token',
  'service.revokeToken': 'Revoke a service account’s token',
  'token.create': 'Create a token of one’s own',
  'token.revoke': 'Revoke a token of one’s own',
  'group.create': 'Create a group',
  'group.update': 'Change a group',
  'group.delete': 'Delete a group',
  'group.addMember': 'Add a member to a group',
  'group.removeMember': 'Remove a member from a group',
}
