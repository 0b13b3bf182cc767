import { afterEach, expect, test } from 'vitest'
import type { LdapSettings, ProbeStep } from '@/server/shared/identity-provider'
import { selfSigned } from '@/simulator/http/certificate'
import { type LdapEntry, startLdapServer } from '../testing/ldap-server'
import {
  activeDirectoryEntries,
  activeDirectorySettings,
  openLdapEntries,
  openLdapSettings,
  searcherPassword,
} from '../testing/people'
import { bindAs, withDirectory } from './client'
import { escapeFilter, sameDn } from './filter'
import { findByName, findBySubject, groupsOfPerson } from './find'
import { probeDirectory } from './probe'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function serve(entries: LdapEntry[], pair?: { key: string; cert: string }) {
  const server = await startLdapServer(entries, pair)
  stops.push(server.stop)
  return server
}
const annsDn = 'uid=ann,ou=people,dc=example,dc=org'
const find = (settings: LdapSettings, name: string) =>
  withDirectory(settings, searcherPassword, directory => findByName(directory, settings, name))
const groups = (settings: LdapSettings, name: string) =>
  withDirectory(settings, searcherPassword, async directory => {
    const person = await findByName(directory, settings, name)
    return person ? (await groupsOfPerson(directory, settings, person)).map(sameDn).sort() : undefined
  })
const failed = (steps: ProbeStep[]) => steps.find(one => one.state === 'failed')
const states = (steps: ProbeStep[]) => steps.map(one => `${one.step} ${one.state}`)

test('finds a person by name, and again by what stays when they are renamed', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  const ann = await find(settings, 'ann')
  expect(ann).toEqual({ dn: annsDn, username: 'ann', subject: '00000000-0000-4000-8000-00000000000a' })
  expect(await find(settings, 'zoe')).toBeUndefined()
  const again = await withDirectory(settings, searcherPassword, directory =>
    findBySubject(directory, settings, ann?.subject ?? ''),
  )
  expect(again).toEqual(ann)
})

test('what is typed cannot widen the filter', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  for (const typed of ['*', 'a*', 'ann)(uid=*', '*)(|(uid=*', 'ann\0', '\\2a'])
    expect(await find(settings, typed), typed).toBeUndefined()
  expect(escapeFilter('a*(b)\\\0')).toBe('a\\2a\\28b\\29\\5c\\00')
})

test('a password is tried as the person; an empty one never reaches the directory', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  expect(await bindAs(settings, server.url, annsDn, 'password of ann')).toBe(true)
  expect(await bindAs(settings, server.url, annsDn, 'password of bob')).toBe(false)
  const before = server.binds.length
  expect(await bindAs(settings, server.url, annsDn, '')).toBe(false)
  expect(server.binds).toHaveLength(before)
})

test('groups are walked up, circles and other spellings of a name included, or not followed', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  const dn = (cn: string) => `cn=${cn},ou=groups,dc=example,dc=org`
  // Matching of distinguished names is the directory's matter; this one compares text.
  for (const entry of server.entries) {
    if (entry.attributes.member) entry.attributes.member = entry.attributes.member.map(sameDn)
  }
  expect(await groups(settings, 'ann')).toEqual([dn('all'), dn('ops'), dn('round')])
  expect(await groups({ ...settings, nesting: 'none' }, 'ann')).toEqual([dn('ops')])
  expect(await groups(settings, 'bob')).toEqual([])
  expect(await groups({ ...settings, groupBase: '' }, 'ann')).toEqual([])
})

test('groups that hold user names are found as well', async () => {
  const server = await serve([
    ...openLdapEntries(),
    {
      dn: 'cn=unix,ou=groups,dc=example,dc=org',
      attributes: { objectclass: ['posixGroup'], memberuid: ['ann'] },
    },
  ])
  const settings: LdapSettings = {
    ...openLdapSettings(server.url),
    groupFilter: '(objectClass=posixGroup)',
    memberAttribute: 'memberUid',
    memberIs: 'name',
  }
  expect(await groups(settings, 'ann')).toEqual(['cn=unix,ou=groups,dc=example,dc=org'])
})

test('Active Directory: by either name, disabled ones not at all, nesting in one search', async () => {
  const server = await serve(activeDirectoryEntries())
  const settings = activeDirectorySettings(server.url)
  const dora = await find(settings, 'dora')
  expect(dora).toMatchObject({ username: 'dora', subject: '4142434445464748494a4b4c4d4e4f50' })
  expect(await find(settings, 'dora@corp.example')).toEqual(dora)
  expect(await find(settings, 'carl')).toBeUndefined()
  const again = await withDirectory(settings, searcherPassword, directory =>
    findBySubject(directory, settings, dora?.subject ?? ''),
  )
  expect(again).toEqual(dora)
  server.filters.length = 0
  expect(await groups(settings, 'dora')).toEqual([
    'cn=admins,ou=groups,dc=corp,dc=example',
    'cn=staff,ou=groups,dc=corp,dc=example',
  ])
  expect(server.filters).toHaveLength(2)
})

const pair = selfSigned('directory.test', ['127.0.0.1'])
const other = selfSigned('other.test', ['127.0.0.1'])

test.each(['starttls', 'ldaps'])('%s with the authority or a pinned certificate', async way => {
  const server = await serve(openLdapEntries(), pair)
  server.requireTls = true
  const settings: LdapSettings = {
    ...openLdapSettings(way === 'ldaps' ? server.secureUrl : server.url),
    startTls: way === 'starttls',
  }
  const trusts: LdapSettings['trust'][] = [
    { kind: 'ca', pem: pair.cert },
    { kind: 'pin', sha256: pair.sha256 },
  ]
  for (const trust of trusts) {
    const trusting = { ...settings, trust }
    expect(await find(trusting, 'ann')).toMatchObject({ dn: annsDn })
    expect(await bindAs(trusting, trusting.urls[0] ?? '', annsDn, 'password of ann')).toBe(true)
  }
  const binds = server.binds.length
  const unknown = await probeDirectory(settings, searcherPassword, 'ann')
  expect(failed(unknown)).toEqual({
    step: 'secure',
    state: 'failed',
    sentence: `The certificate of ${new URL(settings.urls[0] ?? '').host} was issued by nobody that is trusted here.`,
    next: 'Give the certificate of the authority that issued it, or pin this one.',
    sha256: pair.sha256,
  })
  const wrongPin = { ...settings, trust: { kind: 'pin' as const, sha256: other.sha256 } }
  expect(failed(await probeDirectory(wrongPin, searcherPassword, 'ann'))).toMatchObject({
    step: 'secure',
    sentence: expect.stringContaining('another certificate than the pinned one'),
    sha256: pair.sha256,
  })
  const wrongAuthority = { ...settings, trust: { kind: 'ca' as const, pem: other.cert } }
  expect(failed(await probeDirectory(wrongAuthority, searcherPassword, 'ann'))).toMatchObject({
    step: 'secure',
  })
  // No password was said to a server that was not trusted.
  expect(server.binds).toHaveLength(binds)
})

test('the next server is asked when one cannot be reached, not when it refuses', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  const dead = 'ldap://127.0.0.1:9'
  expect(await find({ ...settings, urls: [dead, server.url] }, 'ann')).toMatchObject({ dn: annsDn })
  const second = await serve(openLdapEntries())
  const wrong = { ...settings, urls: [server.url, second.url], bindDn: annsDn }
  await expect(find(wrong, 'ann')).rejects.toMatchObject({ phase: 'bind' })
  expect(second.binds).toEqual([])
})

test('the test says step by step what works', async () => {
  const server = await serve(openLdapEntries())
  const settings = openLdapSettings(server.url)
  const all = await probeDirectory(settings, searcherPassword, 'ann')
  expect(states(all)).toEqual(['connect ok', 'secure skipped', 'bind ok', 'user ok', 'groups ok'])
  expect(all[3]?.sentence).toBe(`Found ${annsDn}, here ann.`)
  expect(all[4]?.sentence).toContain('cn=ops,ou=groups,dc=example,dc=org')
  expect(states(await probeDirectory(settings, searcherPassword, ''))).toEqual([
    'connect ok',
    'secure skipped',
    'bind ok',
    'user skipped',
    'groups skipped',
  ])
})

test.each<[string, (settings: LdapSettings) => LdapSettings, string, Partial<ProbeStep>]>([
  [
    'an address nobody listens at',
    settings => ({ ...settings, urls: ['ldap://127.0.0.1:9'] }),
    searcherPassword,
    { step: 'connect', sentence: '127.0.0.1:9 refuses the connection.' },
  ],
  [
    'a wrong password',
    settings => settings,
    'not this one',
    { step: 'bind', sentence: expect.stringContaining('does not accept this name and password') },
  ],
  [
    'nobody where signing in is needed',
    settings => ({ ...settings, bindDn: '' }),
    '',
    { step: 'user', sentence: expect.stringContaining('does not allow this search') },
  ],
  [
    'StartTLS where there is none',
    settings => ({ ...settings, startTls: true }),
    searcherPassword,
    { step: 'secure' },
  ],
  [
    'a base that is not there',
    settings => ({ ...settings, userBase: 'ou=nowhere,dc=example,dc=com' }),
    searcherPassword,
    { step: 'user', sentence: expect.stringContaining('no entry where the search begins') },
  ],
  [
    'a base of groups that is not there',
    settings => ({ ...settings, groupBase: 'ou=nowhere,dc=example,dc=com' }),
    searcherPassword,
    { step: 'groups', sentence: expect.stringContaining('no entry where the search begins') },
  ],
  [
    'an attribute nobody has',
    settings => ({ ...settings, subjectAttribute: 'objectGUID' }),
    searcherPassword,
    { step: 'user', sentence: `${annsDn} has no attribute objectGUID.` },
  ],
])('the test says what is wrong: %s', async (_, change, password, expected) => {
  const server = await serve(openLdapEntries())
  expect(failed(await probeDirectory(change(openLdapSettings(server.url)), password, 'ann'))).toMatchObject(
    expected,
  )
})

test('a directory that asks for encryption is told apart', async () => {
  const server = await serve(openLdapEntries(), pair)
  server.requireTls = true
  expect(failed(await probeDirectory(openLdapSettings(server.url), searcherPassword, ''))).toMatchObject({
    step: 'bind',
    sentence: expect.stringContaining('asks for an encrypted connection'),
    next: 'Use an ldaps:// address, or StartTLS.',
  })
})

test('a directory that never answers is given up', async () => {
  const server = await serve(openLdapEntries())
  server.hang = true
  expect(failed(await probeDirectory(openLdapSettings(server.url), searcherPassword, ''))).toMatchObject({
    step: 'bind',
    sentence: expect.stringContaining('did not answer in time'),
  })
}, 20_000)
