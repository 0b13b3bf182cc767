import type { LdapSettings, ProbeStep } from '@/server/shared/identity-provider'
import { DirectoryError, withDirectory } from './client'
import { findByName, groupsOfPerson } from './find'
import { directorySentence } from './sentences'

const order = ['connect', 'secure', 'bind', 'user', 'groups'] as const
const words: Record<ProbeStep['step'], string> = {
  connect: 'Connecting',
  secure: 'Securing the connection',
  bind: 'Signing in to search',
  user: 'Finding a person',
  groups: 'Finding their groups',
}

/** Tries a directory step by step and says what works. `username`: somebody to look for; nobody signs in as them. */
export async function probeDirectory(
  settings: LdapSettings,
  password: string,
  username: string,
): Promise<ProbeStep[]> {
  const steps: ProbeStep[] = []
  const ok = (step: ProbeStep['step'], sentence: string) => steps.push({ step, state: 'ok', sentence })
  const skip = (step: ProbeStep['step'], sentence: string) => steps.push({ step, state: 'skipped', sentence })
  try {
    await withDirectory(settings, password, async directory => {
      ok('connect', `${new URL(directory.url).host} answers.`)
      if (directory.encrypted) ok('secure', 'The connection is encrypted and its certificate is trusted.')
      else skip('secure', 'The connection is not encrypted: passwords cross the network readable.')
      ok('bind', settings.bindDn ? `Signed in as ${settings.bindDn}.` : 'It answers without a sign-in.')
      if (username === '') {
        skip('user', 'Give a user name to look for somebody.')
        return
      }
      const person = await findByName(directory, settings, username)
      if (!person) {
        steps.push({
          step: 'user',
          state: 'failed',
          sentence: `Nobody of the name ${username} was found.`,
          next: 'Check the base and the filter, and whether the account is disabled.',
        })
        return
      }
      ok('user', `Found ${person.dn}, here ${person.username}.`)
      if (settings.groupBase === '') {
        skip('groups', 'Groups are not asked for.')
        return
      }
      const groups = await groupsOfPerson(directory, settings, person)
      ok('groups', groups.length > 0 ? `In ${groups.join('; ')}.` : 'In no group.')
    })
  } catch (error) {
    const step = stepOf(error, steps)
    for (const before of order.slice(0, order.indexOf(step))) {
      if (!steps.some(one => one.step === before)) ok(before, `${words[before]} worked.`)
    }
    steps.push({
      step,
      state: 'failed',
      ...directorySentence(error),
      ...(step === 'secure' && error instanceof DirectoryError && error.sha256
        ? { sha256: error.sha256 }
        : {}),
    })
  }
  for (const step of order) {
    if (!steps.some(one => one.step === step)) skip(step, `${words[step]} was not tried.`)
  }
  return steps
}

/** What failed: by the phase of the connection, then by what had worked. */
function stepOf(error: unknown, done: readonly ProbeStep[]): ProbeStep['step'] {
  if (error instanceof DirectoryError && error.phase !== 'search') return error.phase
  return done.some(one => one.step === 'user') ? 'groups' : 'user'
}
