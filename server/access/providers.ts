import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { IdentityProvider, ProviderGroup } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import { type ProviderGiven, providerSchema } from '@/server/shared/identity-provider'
import { worded } from '@/server/shared/text'
import type { SecretBox } from './secrets'
import { isTaken } from './taken'

/** A directory or OpenID provider as those who manage it see it: all but the secret. Times are ISO 8601. */
export type ProviderInfo = ProviderGiven & {
  id: string
  hasSecret: boolean
  /** How many accounts are known to it. */
  people: number
  refreshedAt: string | null
  /** What stood in the way of the last refresh; "": nothing. */
  trouble: string
}

/** What is needed to ask it. */
export type Provider = ProviderGiven & { id: string; secret: string }

const keptSchema = z.object({ createAccounts: z.boolean(), role: z.string(), settings: z.unknown() })
const about = (id: string) => `identity provider ${id}`

/** Whose word is asked for: another address must not be told the secret that was meant for this one. */
const audienceOf = (given: ProviderGiven) =>
  given.kind === 'ldap'
    ? JSON.stringify([
        given.settings.urls,
        given.settings.startTls,
        given.settings.trust,
        given.settings.bindDn,
      ])
    : JSON.stringify([given.settings.issuer, given.settings.clientId])

/**
 * Directories and OpenID providers, kept in Postgres with their secrets sealed.
 *
 * @throws AppError 'not-found' for one that is gone, 'conflict' for a name that is taken, 'bad-input'.
 */
export function createProviders(db: Db, box: SecretBox) {
  const include = { groups: true, _count: { select: { identities: true } } }
  type Row = IdentityProvider & { groups: ProviderGroup[] }

  function givenOf(row: Row): ProviderGiven {
    const kept = keptSchema.parse(row.settings)
    const groups = row.groups.map(({ external, groupId }) => ({ external, groupId }))
    return providerSchema.parse({ kind: row.kind, name: row.name, enabled: row.enabled, groups, ...kept })
  }
  const opened = (row: Row): Provider => ({
    ...givenOf(row),
    id: row.id,
    secret: row.secret ? box.open(row.secret, about(row.id)) : '',
  })
  const asKept = ({ createAccounts, role, settings }: ProviderGiven) => ({ createAccounts, role, settings })

  async function mustHave(id: string) {
    const row = await db.identityProvider.findUnique({ where: { id }, include })
    if (!row) throw appError('not-found', 'This directory is gone.')
    return row
  }
  async function named<T>(name: string, write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      if (!isTaken(error)) throw error
      throw appError('conflict', worded('There is a directory or provider {name} already.', { name }), {
        field: 'name',
      })
    }
  }

  return {
    async list(): Promise<ProviderInfo[]> {
      const rows = await db.identityProvider.findMany({ include, orderBy: { createdAt: 'asc' } })
      return rows.map(row => ({
        ...givenOf(row),
        id: row.id,
        hasSecret: row.secret !== null,
        people: row._count.identities,
        refreshedAt: row.refreshedAt?.toISOString() ?? null,
        trouble: row.trouble,
      }))
    },
    async nameOf(id: string): Promise<string> {
      return (await mustHave(id)).name
    },
    /** Those that people may sign in by now, in the order in which they were made. */
    async enabled(kind: ProviderGiven['kind']): Promise<Provider[]> {
      const rows = await db.identityProvider.findMany({
        where: { kind, enabled: true },
        include,
        orderBy: { createdAt: 'asc' },
      })
      return rows.map(opened)
    },
    async find(id: string): Promise<Provider | undefined> {
      const row = await db.identityProvider.findUnique({ where: { id }, include })
      return row ? opened(row) : undefined
    },
    /** What a test is to be made with: the secret that is kept, where none is given and the address is the same. */
    async secretFor(
      id: string | undefined,
      given: ProviderGiven,
      secret: string | undefined,
    ): Promise<string> {
      if (secret !== undefined || id === undefined) return secret ?? ''
      const row = await mustHave(id)
      if (row.secret && audienceOf(givenOf(row)) !== audienceOf(given)) throw askAgain()
      return opened(row).secret
    },
    async create(given: ProviderGiven, secret: string | undefined): Promise<{ id: string }> {
      return named(given.name, () =>
        db.$transaction(async tx => {
          const { kind, name, enabled } = given
          const { id } = await tx.identityProvider.create({
            data: { kind, name, enabled, settings: asKept(given) },
          })
          if (secret)
            await tx.identityProvider.update({ where: { id }, data: { secret: box.seal(secret, about(id)) } })
          await tx.providerGroup.createMany({ data: given.groups.map(one => ({ ...one, providerId: id })) })
          return { id }
        }),
      )
    },
    /** Memberships by groups that are assigned no more end at once; new ones come with the next refresh. */
    async update(id: string, given: ProviderGiven, secret: string | undefined): Promise<void> {
      const before = await mustHave(id)
      if (before.kind !== given.kind) throw appError('bad-input', 'A directory stays of its kind.')
      if (secret === undefined && before.secret && audienceOf(givenOf(before)) !== audienceOf(given))
        throw askAgain()
      await named(given.name, () =>
        db.$transaction(async tx => {
          await tx.identityProvider.update({
            where: { id },
            data: {
              name: given.name,
              enabled: given.enabled,
              settings: asKept(given),
              ...(secret === undefined ? {} : { secret: secret === '' ? null : box.seal(secret, about(id)) }),
            },
          })
          await tx.providerGroup.deleteMany({ where: { providerId: id } })
          await tx.providerGroup.createMany({
            data: given.groups.map(one => ({ ...one, providerId: id })),
            skipDuplicates: true,
          })
          const kept = given.groups.map(one => one.groupId)
          await tx.groupMember.deleteMany({ where: { source: id, groupId: { notIn: kept } } })
        }),
      )
    },
    async remove(id: string): Promise<void> {
      const { count } = await db.identityProvider.deleteMany({ where: { id } })
      if (count === 0) throw appError('not-found', 'This directory is gone.')
    },
    /** The users who came from it, by their ids. */
    async usersOf(id: string): Promise<string[]> {
      return (await db.identity.findMany({ where: { providerId: id } })).map(row => row.userId)
    },
    async refreshed(id: string, trouble: string): Promise<void> {
      await db.identityProvider.updateMany({ where: { id }, data: { refreshedAt: new Date(), trouble } })
    },
  }
}
export type Providers = ReturnType<typeof createProviders>

const askAgain = () =>
  appError('bad-input', 'Enter the secret again: what it is for has changed.', { field: 'secret' })
