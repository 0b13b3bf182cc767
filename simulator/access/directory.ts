import { Failure } from '../failure'

/** A directory of users outside of the pool, as an Active Directory is. */
export interface Directory {
  readonly domain: string
  /** Who may let hosts join the domain. */
  readonly administrator: { readonly name: string; readonly password: string }
  readonly people: readonly Person[]
  readonly groups: readonly Group[]
}

export interface Person {
  readonly name: string
  readonly password: string
  readonly displayName: string
  readonly sid: string
  /** Those this person is in, by their identifiers. */
  readonly groups: readonly string[]
  readonly disabled?: boolean
}

export interface Group {
  readonly name: string
  readonly sid: string
}

/** Names can be written `name`, `DOMAIN\\name` and `name@domain`. */
function plainName(text: string): string {
  return text.replace(/^.*\\/, '').replace(/@.*$/, '').toLowerCase()
}

export function personNamed(directory: Directory, name: string): Person | undefined {
  return directory.people.find(one => one.name.toLowerCase() === plainName(name))
}

/** The identifier of a person or group of this name. Refused with SUBJECT_CANNOT_BE_RESOLVED. */
export function identifierOf(directory: Directory, name: string): string {
  const found =
    personNamed(directory, name) ?? directory.groups.find(one => one.name.toLowerCase() === plainName(name))
  if (!found) throw new Failure('SUBJECT_CANNOT_BE_RESOLVED')
  return found.sid
}

/** Groups that somebody is in. Refused with SUBJECT_CANNOT_BE_RESOLVED when nobody has the identifier. */
export function groupsOf(directory: Directory, sid: string): readonly string[] {
  const person = directory.people.find(one => one.sid === sid)
  if (person) return person.groups
  if (directory.groups.some(one => one.sid === sid)) return []
  throw new Failure('SUBJECT_CANNOT_BE_RESOLVED')
}

/** What the directory tells of a person or group, with the names of its fields. */
export function informationOf(directory: Directory, sid: string): { [key: string]: string } {
  const short = directory.domain.split('.')[0]?.toUpperCase() ?? ''
  const person = directory.people.find(one => one.sid === sid)
  if (person) {
    return {
      'subject-name': `${short}\\${person.name}`,
      'subject-upn': `${person.name}@${directory.domain}`,
      'subject-uid': person.sid.replace(/^.*-/, ''),
      'subject-gid': '513',
      'subject-sid': person.sid,
      'subject-gecos': person.displayName,
      'subject-displayname': person.displayName,
      'subject-is-group': 'false',
      'subject-account-disabled': String(person.disabled ?? false),
      'subject-account-expired': 'false',
      'subject-account-locked': 'false',
      'subject-password-expired': 'false',
    }
  }
  const group = directory.groups.find(one => one.sid === sid)
  if (!group) throw new Failure('SUBJECT_CANNOT_BE_RESOLVED')
  return {
    'subject-name': `${short}\\${group.name}`,
    'subject-gid': group.sid.replace(/^.*-/, ''),
    'subject-sid': group.sid,
    'subject-is-group': 'true',
  }
}
