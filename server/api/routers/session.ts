import { z } from 'zod'
import { auditReach, readsNothing } from '@/server/access/audit-reach'
import { givenProof, proofsOf, prove, refusedProof } from '@/server/access/confirm'
import { mayDelegate } from '@/server/access/engine/rules'
import { endSessionUrl } from '@/server/access/openid/end-session'
import { requireGoodPassword } from '@/server/access/password-policy'
import { hashPassword, passwordSchema, verifyPassword } from '@/server/access/passwords'
import { lookedAt, permissionsOn } from '@/server/access/policy'
import { projectsOf } from '@/server/access/projects/members'
import { isRecent } from '@/server/access/recent-sign-in'
import { roleNamesOf } from '@/server/access/roles-of'
import { appError } from '@/server/errors'
import { secret } from '@/server/shared/secret'
import { owed } from '@/server/shared/sign-in-standing'
import { say } from '@/server/shared/text'
import { audited } from '../audited'
import { tooManyAttempts } from '../too-many-attempts'
import { router, signedIn, withFactors, withOwnPassword, withSession } from '../trpc'

export const sessionRouter = router({
  /** Where to go to sign out at the OpenID provider that opened this session; null: nowhere. Asked before signing out. */
  signOutThere: withSession
    .meta({ inPreview: true })
    .input(z.object({ home: z.url({ protocol: /^https?$/ }).max(500) }))
    .mutation(async ({ ctx, input }) => ({
      url: await endSessionUrl(ctx, ctx.user.sessionId, input.home),
    })),

  me: withSession.meta({ tokens: true }).query(async ({ ctx: { db, user, rights, inventory, version } }) => ({
    user: {
      id: user.userId,
      username: user.username,
      role: await roleNamesOf(db, rights.book, lookedAt(user).userId),
      mustChangePassword: user.mustChangePassword,
      method: user.method,
    },
    /** As whom the console is seen, changing nothing; null: as oneself. */
    preview: user.preview ?? null,
    /** They have proved within five minutes who they are. */
    recent: isRecent(user),
    /** What has to be done before anything else; null: nothing. */
    owed: owed(user) ?? null,
    /** Held over everything. */
    permissions: owed(user) ? [] : [...permissionsOn(user)],
    /** They may give something of what they hold. */
    delegates: !owed(user) && mayDelegate(rights.book, lookedAt(user).userId),
    /** There are projects that they may know of. */
    projects:
      !owed(user) &&
      (permissionsOn(user).has('project.manage') || projectsOf(rights.book, lookedAt(user).userId).size > 0),
    /** Some of the audit log, at least. */
    readsAudit: !owed(user) && !readsNothing(auditReach(user.access, inventory.table)),
    version,
  })),

  changePassword: withFactors
    .input(z.object({ current: secret(z.string().max(256)), next: secret(passwordSchema) }))
    .mutation(async ({ ctx: { db, user, audit, attempts, sessions, address }, input }) => {
      const stored = await db.user.findUniqueOrThrow({ where: { id: user.userId } })
      const entry = {
        userId: user.userId,
        userName: user.username,
        sessionId: user.sessionId,
        address,
        action: 'session.changePassword',
        sentence: say('Change own password'),
      }
      if (stored.passwordHash === null) {
        throw appError('refused', 'You have no password here.', {
          next: 'An administrator can make a link by which you choose one.',
        })
      }
      const attempt = await attempts.take({ kind: 'user', account: user.username, address })
      if ('wait' in attempt) throw tooManyAttempts(attempt.wait)
      if (!(await verifyPassword(stored.passwordHash, input.current))) {
        await audit.note({ ...entry, result: 'failed', errorCode: 'refused' })
        throw appError('refused', 'The current password is not right.', { field: 'current' })
      }
      await attempt.succeeded()
      if (input.current === input.next) {
        throw appError('bad-input', 'The new password is the old one.', { field: 'next' })
      }
      await requireGoodPassword(input.next, user.username, 'next')
      await db.user.update({
        where: { id: user.userId },
        data: {
          passwordHash: await hashPassword(input.next),
          mustChangePassword: false,
          passwordExpiresAt: null,
        },
      })
      await sessions.revokeOthers(user.userId, user.sessionId)
      await audit.note({ ...entry, result: 'succeeded' })
    }),

  list: signedIn.query(async ({ ctx: { sessions, user } }) =>
    (await sessions.list(user.userId)).map(session => ({
      ...session,
      current: session.id === user.sessionId,
    })),
  ),

  revoke: signedIn
    .input(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx: { sessions, user, audit, address }, input }) => {
      if (!(await sessions.revoke(user.userId, input.id)))
        throw appError('not-found', 'This session has ended already.')
      await audit.note({
        userId: user.userId,
        userName: user.username,
        sessionId: user.sessionId,
        address,
        action: 'session.revoke',
        sentence: say('End a session of one’s own'),
        params: { session: input.id },
        result: 'succeeded',
      })
    }),

  /** Ends all of one's own sessions but this one. */
  revokeOthers: signedIn.mutation(({ ctx }) =>
    audited(
      ctx,
      { action: 'session.revokeOthers', sentence: say('End all other sessions of one’s own') },
      () => ctx.sessions.revokeOthers(ctx.user.userId, ctx.user.sessionId),
    ),
  ),

  /** By what the person can prove once more who they are. */
  proofs: withOwnPassword.query(({ ctx }) => proofsOf(ctx, ctx.user.userId)),

  /** Proves it, so that the gravest deeds are open for five minutes. */
  confirm: withOwnPassword.input(givenProof).mutation(async ({ ctx, input }) => {
    const { user, address, origin } = ctx
    const entry = {
      userId: user.userId,
      userName: user.username,
      sessionId: user.sessionId,
      address,
      action: 'session.confirm',
      sentence: say('Prove once more who one is'),
    }
    const checked = await prove(ctx, user, input, { address, origin })
    if ('wait' in checked) {
      await ctx.audit.note({ ...entry, result: 'failed', errorCode: 'too-many-attempts' })
      throw tooManyAttempts(checked.wait)
    }
    if (!checked.right) {
      await ctx.audit.note({ ...entry, result: 'failed', errorCode: 'refused' })
      throw refusedProof(input)
    }
    await ctx.sessions.noteAuthenticated(user.sessionId)
    await ctx.audit.note({ ...entry, params: { by: checked.right }, result: 'succeeded' })
  }),
})
