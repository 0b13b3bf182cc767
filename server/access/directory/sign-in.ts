import type { AuditLog } from '@/server/audit/record'
import type { Db } from '@/server/db/client'
import { admit, type Turned } from '../admit'
import { takeOver } from '../outside-groups'
import type { Provider, Providers } from '../providers'
import { bindAs, NotOfDirectory, withDirectory } from './client'
import { findByName, groupsOfPerson } from './find'
import { directorySentence } from './sentences'

export type DirectoryAnswer =
  | { known: 'yes'; userId: string; directory: string }
  /** The directory says yes, but Domus does not let them in. */
  | { known: 'turned'; why: Turned; directory: string }
  | { known: 'no' }
  /** No directory says yes, and one could not be asked. */
  | { known: 'unavailable'; directory: string; sentence: string }

/** Asks the directories, one after another, whether somebody is who they say. `only`: the one account it may be. */
export async function askDirectories(
  deps: { db: Db; audit: AuditLog; providers: Providers },
  { username, password, address }: { username: string; password: string; address: string },
  only: string | undefined,
): Promise<DirectoryAnswer> {
  // A directory takes a bind without a password for one of nobody, and says yes.
  if (password === '') return { known: 'no' }
  let silent: DirectoryAnswer | undefined
  for (const provider of await deps.providers.enabled('ldap')) {
    try {
      const answer = await askOne(deps, provider, { username, password, address })
      if (answer.known === 'no') continue
      if (answer.known === 'yes' && only !== undefined && answer.userId !== only) continue
      return answer
    } catch (error) {
      const { sentence } = directorySentence(error)
      console.error(`The directory ${provider.name} could not be asked:`, sentence)
      silent ??= { known: 'unavailable', directory: provider.name, sentence }
    }
  }
  return silent ?? { known: 'no' }
}

async function askOne(
  deps: { db: Db; audit: AuditLog },
  provider: Provider,
  { username, password, address }: { username: string; password: string; address: string },
): Promise<DirectoryAnswer> {
  if (provider.kind !== 'ldap') return { known: 'no' }
  const { settings } = provider
  return withDirectory<DirectoryAnswer>(settings, provider.secret, async directory => {
    const person = await findByName(directory, settings, username)
    if (!person || !(await bindAs(settings, directory.url, person.dn, password))) return { known: 'no' }
    const groups = await groupsOfPerson(directory, settings, person)
    const admitted = await admit(deps, provider, {
      subject: person.subject,
      label: person.dn,
      username: person.username,
      address,
    })
    if ('turned' in admitted) return { known: 'turned', why: admitted.turned, directory: provider.name }
    await takeOver(deps, provider, admitted.userId, groups)
    return { known: 'yes', userId: admitted.userId, directory: provider.name }
  }).catch(error => {
    // Of several of one name nobody is let in.
    if (!(error instanceof NotOfDirectory)) throw error
    console.error(`The directory ${provider.name}:`, error.message)
    return { known: 'no' }
  })
}
