import {
  AndFilter,
  type Entry,
  EqualityFilter,
  ExtensibleFilter,
  type Filter,
  FilterParser,
  OrFilter,
} from 'ldapts'
import type { LdapSettings } from '@/server/shared/identity-provider'
import { type Directory, NotOfDirectory } from './client'
import { escapeFilter, sameDn } from './filter'

/** A person as a directory knows them. `subject` is theirs alone and stays when they are renamed. */
export interface FoundPerson {
  dn: string
  username: string
  subject: string
}

/** Deeper nesting than this is taken for a mistake in the directory. */
const deepest = 30
/** So many distinguished names stand in one filter. */
const atOnce = 50

/** The one person who is found by a name as it was typed. Undefined: none. Throws when there are several. */
export function findByName(
  directory: Directory,
  settings: LdapSettings,
  name: string,
): Promise<FoundPerson | undefined> {
  return findOne(directory, settings, parsed(settings.userFilter.replaceAll('{name}', escapeFilter(name))))
}

/** The person with this subject, if the filter for people still finds them. */
export function findBySubject(
  directory: Directory,
  settings: LdapSettings,
  subject: string,
): Promise<FoundPerson | undefined> {
  // As bytes: the text of a filter could not carry those that are no UTF-8.
  const value = Buffer.from(subject, isBinary(settings) ? 'hex' : 'utf8')
  const them = new EqualityFilter({ attribute: settings.subjectAttribute, value })
  const anyone = parsed(settings.userFilter.replaceAll('{name}', '*'))
  return findOne(directory, settings, new AndFilter({ filters: [them, anyone] }))
}

async function findOne(
  { client }: Directory,
  settings: LdapSettings,
  filter: Filter,
): Promise<FoundPerson | undefined> {
  const { searchEntries } = await client.search(settings.userBase, {
    scope: 'sub',
    filter,
    attributes: [settings.nameAttribute, settings.subjectAttribute],
    // As Active Directory spells it: bytes that are no text would be lost otherwise.
    explicitBufferAttributes: isBinary(settings) ? ['objectGUID'] : [],
    timeLimit: 10,
  })
  if (searchEntries.length > 1) throw new NotOfDirectory('The directory has several people of this name.')
  const [entry] = searchEntries
  return entry && personOf(entry, settings)
}

function personOf(entry: Entry, settings: LdapSettings): FoundPerson {
  const username = firstOf(entry, settings.nameAttribute)?.toString('utf8')
  const bytes = firstOf(entry, settings.subjectAttribute)
  if (!username) throw new NotOfDirectory(`${entry.dn} has no attribute ${settings.nameAttribute}.`)
  if (!bytes) throw new NotOfDirectory(`${entry.dn} has no attribute ${settings.subjectAttribute}.`)
  return { dn: entry.dn, username, subject: bytes.toString(isBinary(settings) ? 'hex' : 'utf8') }
}

function parsed(filter: string): Filter {
  try {
    return FilterParser.parseString(filter)
  } catch (error) {
    throw new NotOfDirectory(`The filter ${filter} cannot be read.`, { cause: error })
  }
}

/** Attributes are found whatever the case of their name. */
function firstOf(entry: Entry, attribute: string): Buffer | undefined {
  const named = Object.keys(entry).filter(one => one.toLowerCase() === attribute.toLowerCase())
  const value = named.flatMap(one => entry[one] ?? [])[0]
  if (value === undefined) return undefined
  return typeof value === 'string' ? Buffer.from(value) : value
}

const isBinary = (settings: LdapSettings) => /^objectguid$/i.test(settings.subjectAttribute)

/** The distinguished names of all groups someone is in, as far as the nesting is followed. */
export async function groupsOfPerson(
  directory: Directory,
  settings: LdapSettings,
  person: Pick<FoundPerson, 'dn' | 'username'>,
): Promise<string[]> {
  if (settings.groupBase === '') return []
  const { memberAttribute } = settings
  const direct = settings.memberIs === 'dn' ? person.dn : person.username
  const holds = (value: string) => new EqualityFilter({ attribute: memberAttribute, value })
  if (settings.nesting === 'chain') {
    // LDAP_MATCHING_RULE_IN_CHAIN: Active Directory follows the nesting itself.
    const rule = '1.2.840.113556.1.4.1941'
    const chain = new ExtensibleFilter({ rule, matchType: memberAttribute, value: direct })
    return searchGroups(directory, settings, chain)
  }
  const found = new Map<string, string>()
  let next = await searchGroups(directory, settings, holds(direct))
  for (let depth = 0; next.length > 0 && depth < deepest; depth++) {
    const fresh = next.filter(dn => !found.has(sameDn(dn)))
    for (const dn of fresh) found.set(sameDn(dn), dn)
    if (settings.nesting === 'none') break
    next = []
    for (let from = 0; from < fresh.length; from += atOnce) {
      const filters = fresh.slice(from, from + atOnce).map(holds)
      next.push(...(await searchGroups(directory, settings, new OrFilter({ filters }))))
    }
  }
  return [...found.values()]
}

async function searchGroups(
  { client }: Directory,
  settings: LdapSettings,
  member: Filter,
): Promise<string[]> {
  const { searchEntries } = await client.search(settings.groupBase, {
    scope: 'sub',
    filter: new AndFilter({ filters: [parsed(settings.groupFilter), member] }),
    attributes: ['1.1'],
    timeLimit: 10,
  })
  return searchEntries.map(entry => entry.dn)
}
