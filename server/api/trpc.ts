import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { Attempts } from '@/server/access/attempts'
import type { Passkeys } from '@/server/access/passkeys'
import { require, sees } from '@/server/access/policy'
import { readOnly } from '@/server/access/preview'
import type { Quotas } from '@/server/access/projects/quotas'
import type { Providers } from '@/server/access/providers'
import { requireRecentSignIn } from '@/server/access/recent-sign-in'
import type { Rights } from '@/server/access/rights'
import type { SecondFactors } from '@/server/access/second-factors'
import type { SecretBox } from '@/server/access/secrets'
import type { SecuritySetting } from '@/server/access/security-settings'
import type { Sessions, SignedIn } from '@/server/access/sessions'
import type { Sights } from '@/server/access/sight/sights'
import type { Tickets } from '@/server/access/tickets'
import type { Tokens } from '@/server/access/tokens'
import type { Totp } from '@/server/access/totp'
import type { AuditKeys } from '@/server/audit/keys'
import type { AuditLog } from '@/server/audit/record'
import { keepingSecret } from '@/server/audit/secrets'
import type { Sinks } from '@/server/audit/sinks/sinks'
import type { Permission } from '@/server/catalogue/permissions'
import type { Db } from '@/server/db/client'
import { AppError, appError, describe } from '@/server/errors'
import type { Inventory } from '@/server/inventory/inventory'
import type { AnyRow, RowClass, Rows } from '@/server/inventory/rows'
import type { Metrics } from '@/server/metrics/metrics'
import type { Operations } from '@/server/operations/operations'
import type { Actors } from '@/server/pools/actors'
import type { PoolCredentials } from '@/server/pools/pool-credentials'
import type { Pools } from '@/server/pools/pools'
import type { AppErrorCode, AppErrorShape } from '@/server/shared/app-error'
import type { Language } from '@/server/shared/languages'
import { owed } from '@/server/shared/sign-in-standing'
import { worded } from '@/server/shared/text'
import { readAs } from '@/server/texts/reading'
import type { LiveFeed } from './live-feed'
import { noteRefusal } from './refusals'
import { holdsSecrets, secretsIn } from './secret-inputs'
import type { SharedTexts } from './shared-texts'

/** What every procedure can reach. */
export interface Services {
  db: Db
  inventory: Inventory
  pools: Pools
  metrics: Metrics
  operations: Operations
  live: LiveFeed
  rights: Pick<Rights, 'principal' | 'of' | 'book' | 'refresh' | 'onChange'>
  sights: Sights
  sessions: Sessions
  audit: AuditLog
  auditKeys: AuditKeys
  sinks: Sinks
  tickets: Tickets
  tokens: Tokens
  providers: Providers
  box: SecretBox
  poolCredentials: PoolCredentials
  actors: Actors
  quotas: Quotas
  attempts: Attempts
  totp: Totp
  passkeys: Passkeys
  factors: SecondFactors
  security: SecuritySetting
  version: string
}

interface Meta {
  /** Who may call it: set by the base that a procedure is built from. */
  policy?: string
  /** Programs may call it with a token. Absent: people only, as for all that is about one's own sign-in. */
  tokens?: boolean
  /** A mutation that a preview does not refuse: it changes nothing but what this session looks at. */
  inPreview?: boolean
}

export interface Context extends Services {
  /** Null when nobody is signed in. */
  user: SignedIn | null
  address: string
  /** Where the browser is, as server/access/origin.ts says it. */
  origin: string
  /** Of who asks: what errors are told in. Absent: English. */
  language?: Language
  /** Of the answer, where it is written by a server that fills in what answers have in common. */
  shared?: SharedTexts
}

const statusOf: Record<AppErrorCode, TRPCError['code']> = {
  'bad-input': 'BAD_REQUEST',
  'not-signed-in': 'UNAUTHORIZED',
  'password-change-required': 'FORBIDDEN',
  'second-factor-required': 'FORBIDDEN',
  'second-factor-set-up-required': 'FORBIDDEN',
  'recent-sign-in-required': 'FORBIDDEN',
  'not-allowed': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  refused: 'PRECONDITION_FAILED',
  'not-licensed': 'PAYMENT_REQUIRED',
  'pool-failed': 'BAD_GATEWAY',
  'peer-unreachable': 'BAD_GATEWAY',
  'pool-unreachable': 'BAD_GATEWAY',
  'pool-connecting': 'SERVICE_UNAVAILABLE',
  'pool-another': 'CONFLICT',
  'pool-login-failed': 'BAD_GATEWAY',
  'certificate-unknown': 'PRECONDITION_FAILED',
  'certificate-changed': 'PRECONDITION_FAILED',
  'pool-unsupported': 'BAD_GATEWAY',
  'too-many-attempts': 'TOO_MANY_REQUESTS',
  timeout: 'GATEWAY_TIMEOUT',
  cancelled: 'CLIENT_CLOSED_REQUEST',
  internal: 'INTERNAL_SERVER_ERROR',
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter({ shape, error, ctx }) {
      const app: AppErrorShape = readAs(ctx?.language ?? 'en', () =>
        error.code === 'BAD_REQUEST' && !(error.cause instanceof AppError)
          ? { ...describe(error.cause), code: 'bad-input' }
          : describe(error.cause ?? error),
      )
      // No stack, no path of a file, no text that nobody has looked at.
      return {
        ...shape,
        message: app.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, app },
      }
    },
  })

/** Turns what services throw into tRPC's errors, once for all procedures. */
const adapted = t.middleware(async ({ ctx, next, path, getRawInput }) => {
  const secrets = holdsSecrets(path) ? secretsIn(path, await getRawInput()) : new Set<string>()
  const result = await keepingSecret(secrets, () => next())
  if (result.ok) return result
  const cause = result.error.cause
  if (cause) await noteRefusal(ctx, { path, input: await getRawInput(), error: cause, now: Date.now() })
  if (!cause || result.error.code !== 'INTERNAL_SERVER_ERROR') return result
  const { code } = describe(cause)
  if (code === 'internal') console.error(`${path}:`, cause)
  throw new TRPCError({ code: statusOf[code], cause })
})

export const router = t.router
const base = t.procedure.use(adapted)

/** Whoever asks, signed in or not: for what has a secret of its own in the input. */
export const anyone = base.meta({ policy: 'anyone' })

/** Someone has a session, even one in which other things have to be done before anything else. */
export const withSession = base.meta({ policy: 'session' }).use(({ ctx, meta, type, next }) => {
  if (!ctx.user)
    throw appError('not-signed-in', 'You are not signed in.', { next: 'Sign in again to go on.' })
  if (ctx.user.token && !meta?.tokens) {
    throw appError('not-allowed', 'This is not done with a token.', { next: 'Sign in with a browser.' })
  }
  const user = ctx.rights.principal(ctx.user)
  if (user.preview && type === 'mutation' && !meta?.inPreview) throw readOnly(user.preview)
  return next({ ctx: { user } })
})

/** Someone who has given the second factor they have, even if they have to change their password. */
export const withFactors = withSession.meta({ policy: 'factors' }).use(({ ctx, next }) => {
  if (owed(ctx.user) === 'second-factor') {
    throw appError('second-factor-required', 'Give your second factor first.')
  }
  return next()
})

/** Someone with a password of their own, even if they have to set up a second factor. */
export const withOwnPassword = withFactors.meta({ policy: 'own password' }).use(({ ctx, next }) => {
  if (owed(ctx.user) === 'password') {
    throw appError('password-change-required', 'Choose a password of your own first.')
  }
  return next()
})

/** Someone is signed in for good. */
export const signedIn = withOwnPassword.meta({ policy: 'signed in' }).use(async ({ ctx, next, type }) => {
  if (owed(ctx.user)) {
    throw appError('second-factor-set-up-required', 'Set up a second factor first.', {
      next: 'Your role requires one.',
    })
  }
  // What they ask about may be in a pool that nobody has looked at here for a while.
  const reach = ctx.user.access.pools
  const letGo = ctx.pools.hold(reach)
  try {
    await ctx.pools.ready(reach, type === 'mutation' ? 'work' : 'look')
    return await next()
  } finally {
    letGo()
  }
})

/** Someone who holds the permission over everything. */
export const can = (permission: Permission) =>
  signedIn.meta({ tokens: true, policy: `over everything: ${permission}` }).use(({ ctx, next }) => {
    require(ctx.user, permission)
    return next()
  })

/** Someone signed in, with what they see: for answers in which what they do not see does not exist. */
export const seeing = signedIn.meta({ tokens: true, policy: 'seeing' }).use(async ({ ctx, next }) => {
  const { view, release } = ctx.sights.take(ctx.user.access)
  try {
    return await next({ ctx: { sight: view } })
  } finally {
    release()
  }
})

const nouns: Record<RowClass, string> = {
  pool: 'pool',
  host: 'host',
  VM: 'VM',
  SR: 'storage',
  template: 'template',
  VM_appliance: 'vApp',
  VMSS: 'snapshot schedule',
  network: 'network',
  VDI: 'disk',
  snapshot: 'snapshot',
  task: 'task',
}

/**
 * Someone who holds the permission over the object that the input names as `id`. Its row stands in the context: what
 * was checked and what is worked on are one. One that they do not see is not there.
 */
export const canOn = <C extends RowClass>(permission: Permission, cls: C) =>
  signedIn
    .meta({ tokens: true, policy: `over the ${nouns[cls]}: ${permission}` })
    .input(z.object({ id: z.string().max(128) }))
    .use(({ ctx, input, next }) => {
      const row = ctx.inventory.row(input.id)
      if (!row || !isOf(cls, row) || !sees(ctx.user, row)) {
        throw appError('not-found', worded('This {cls} is gone.', { cls: nouns[cls] }))
      }
      require(ctx.user, permission, row)
      return next({ ctx: { row } })
    })

function isOf<C extends RowClass>(cls: C, row: AnyRow): row is Rows[C] & AnyRow {
  return row.class === cls
}

/** Someone who has proved within five minutes who they are: for the gravest deeds. */
export const withRecentSignIn = signedIn.use(({ ctx, next }) => {
  requireRecentSignIn(ctx.user)
  return next()
})

/** The same, of someone whose role holds the permission. */
export const canRecently = (permission: Permission) =>
  can(permission).use(({ ctx, next }) => {
    requireRecentSignIn(ctx.user)
    return next()
  })

/** For one's own sign-in, which also who has to set up a second factor may change. */
export const withOwnPasswordRecently = withOwnPassword.use(({ ctx, next }) => {
  requireRecentSignIn(ctx.user)
  return next()
})
