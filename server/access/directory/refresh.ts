import { setTimeout as delay } from 'node:timers/promises'
import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { takeOver } from '../outside-groups'
import type { Provider, Providers } from '../providers'
import type { Sessions } from '../sessions'
import { type Directory, withDirectory } from './client'
import { findBySubject, groupsOfPerson } from './find'
import { directorySentence } from './sentences'

const everyMs = 15 * 60 * 1000

interface Deps {
  db: Db
  audit: AuditLog
  providers: Providers
  sessions: Pick<Sessions, 'revokeOthers'>
}

/**
 * Asks a directory for everybody who came from it: their groups are taken over; who is not found any more, being gone or
 * disabled there, loses sessions, tokens and its groups. A directory that does not answer changes nothing. Never throws for
 * what the directory does: the sentence is kept beside it and returned ("" when all went well).
 */
export async function refreshDirectory(deps: Deps, provider: Provider): Promise<string> {
  const { db, providers } = deps
  if (provider.kind !== 'ldap') return ''
  const { settings } = provider
  let trouble = ''
  try {
    await withDirectory(settings, provider.secret, async directory => {
      const people = await db.identity.findMany({ where: { providerId: provider.id } })
      for (const { id, userId, subject } of people) {
        await refreshOne(deps, provider, directory, { id, userId, subject })
      }
    })
  } catch (error) {
    const { sentence, next } = directorySentence(error)
    trouble = [sentence, next].filter(Boolean).join(' ')
  }
  await providers.refreshed(provider.id, trouble)
  return trouble
}

async function refreshOne(
  deps: Deps,
  provider: Provider,
  directory: Directory,
  known: { id: string; userId: string; subject: string },
): Promise<void> {
  if (provider.kind !== 'ldap') return
  const { settings } = provider
  const person = await findBySubject(directory, settings, known.subject)
  if (!person) {
    await deps.db.identity.updateMany({ where: { id: known.id, goneAt: null }, data: { goneAt: new Date() } })
    return shutOut(deps, provider, known.userId)
  }
  const groups = await groupsOfPerson(directory, settings, person)
  await deps.db.identity.updateMany({
    where: { id: known.id },
    data: { label: person.dn, refreshedAt: new Date(), goneAt: null },
  })
  await takeOver(deps, provider, known.userId, groups)
}

/** Ends what somebody has open who is gone from the directory they came from. */
async function shutOut({ db, audit, sessions }: Deps, provider: Provider, userId: string): Promise<void> {
  const now = new Date()
  const open = await db.session.count({ where: { userId, revokedAt: null, expiresAt: { gt: now } } })
  const { count: tokens } = await db.apiToken.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: now },
  })
  await sessions.revokeOthers(userId, '')
  await takeOver({ db, audit }, provider, userId, [])
  if (open + tokens === 0) return
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } })
  await audit.note({
    userName: provider.name,
    address: '',
    action: 'user.shutOut',
    sentence: `Sign ${user.username} out, who is gone from ${provider.name} or disabled there`,
    object: { class: 'user', uuid: userId, ref: '', name: user.username },
    params: { sessions: open, tokens },
    result: 'succeeded',
  })
}

/** Refreshes all directories now and every quarter of an hour, until the signal says so. */
export async function keepRefreshed(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const provider of await deps.providers.enabled('ldap')) {
        if (!signal.aborted) await refreshDirectory(deps, provider)
      }
    } catch (error) {
      console.error('Directories could not be asked for what changed:', error)
    }
    await delay(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
