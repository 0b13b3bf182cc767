import { type LdapSettings, ldapPresets } from '@/server/shared/identity-provider'
import type { LdapEntry } from './ldap-server'

export const searcher = 'cn=reader,dc=example,dc=org'
export const searcherPassword = 'reads everything'

/** A directory as OpenLDAP holds it: ann is in ops, which is in all; bob is in none. */
export function openLdapEntries(): LdapEntry[] {
  const person = (uid: string, uuid: string): LdapEntry => ({
    dn: `uid=${uid},ou=people,dc=example,dc=org`,
    password: `password of ${uid}`,
    attributes: { objectclass: ['inetOrgPerson'], uid: [uid], entryuuid: [uuid] },
  })
  const group = (cn: string, member: string[]): LdapEntry => ({
    dn: `cn=${cn},ou=groups,dc=example,dc=org`,
    attributes: { objectclass: ['groupOfNames'], cn: [cn], member },
  })
  return [
    {
      dn: searcher,
      password: searcherPassword,
      attributes: { objectclass: ['organizationalRole'], cn: ['reader'] },
    },
    person('ann', '00000000-0000-4000-8000-00000000000a'),
    person('bob', '00000000-0000-4000-8000-00000000000b'),
    group('ops', ['uid=ann,ou=people,dc=example,dc=org']),
    group('all', ['CN=ops, OU=groups, DC=example, DC=org']),
    // Directories do hold circles.
    group('round', ['cn=all,ou=groups,dc=example,dc=org', 'cn=round,ou=groups,dc=example,dc=org']),
  ]
}

export function openLdapSettings(url: string): LdapSettings {
  return {
    ...ldapPresets.openldap,
    urls: [url],
    startTls: false,
    trust: { kind: 'system' },
    bindDn: searcher,
    userBase: 'ou=people,dc=example,dc=org',
    groupBase: 'ou=groups,dc=example,dc=org',
  }
}

/** A directory as Active Directory holds it: carl is disabled; dora is in admins, which is in staff. */
export function activeDirectoryEntries(): LdapEntry[] {
  const person = (name: string, guid: number, control: number): LdapEntry => ({
    dn: `CN=${name},OU=Staff,DC=corp,DC=example`,
    password: `password of ${name}`,
    attributes: {
      objectclass: ['top', 'person', 'user'],
      objectcategory: ['person'],
      samaccountname: [name],
      userprincipalname: [`${name}@corp.example`],
      useraccountcontrol: [String(control)],
      objectguid: [String.fromCharCode(...Array.from({ length: 16 }, (_, at) => guid + at))],
    },
  })
  const group = (cn: string, member: string[]): LdapEntry => ({
    dn: `CN=${cn},OU=Groups,DC=corp,DC=example`,
    attributes: { objectclass: ['group'], cn: [cn], member },
  })
  return [
    { dn: searcher, password: searcherPassword, attributes: { objectclass: ['user'], cn: ['reader'] } },
    person('carl', 49, 514),
    person('dora', 65, 512),
    group('admins', ['CN=dora,OU=Staff,DC=corp,DC=example']),
    group('staff', ['CN=admins,OU=Groups,DC=corp,DC=example']),
  ]
}

export function activeDirectorySettings(url: string): LdapSettings {
  return {
    ...openLdapSettings(url),
    ...ldapPresets['active-directory'],
    userBase: 'DC=corp,DC=example',
    groupBase: 'DC=corp,DC=example',
  }
}
