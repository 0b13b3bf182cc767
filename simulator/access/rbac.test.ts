import { beforeEach, describe, expect, it } from 'vitest'
import { facts } from '../../server/xapi/facts'
import type { Ref } from '../../server/xapi/model/records'
import { demoDirectory } from '../seeds/demo-directory'
import { refOf } from '../tables/row'
import { type TestPool, testPool } from '../test-pool'
import { mayDo } from './check'
import { permissions } from './permissions'
import { includes, type RoleName, roleNames } from './role-names'
import { allRoles, roleRef } from './roles'

const domain = { user: 'administrator', pass: 'administrator-demo' }
const ranks = roleNames.filter(one => one !== 'local-root')

let test: TestPool
beforeEach(() => {
  test = testPool()
})

async function join(): Promise<void> {
  const [pool] = test.pool.db.all('pool')
  await test.call('pool.enable_external_auth', pool?.[0] ?? '', domain, 'fra.example.com', 'AD')
}

/** Signs somebody of the directory in with roles. */
async function signIn(name: string, ...roles: readonly string[]): Promise<Ref<'session'>> {
  const sid = String(await test.call('auth.get_subject_identifier', name))
  const subject = String(await test.call('subject.create', { subject_identifier: sid, other_config: {} }))
  for (const role of roles) await test.call('subject.add_to_roles', subject, roleRef(role))
  return login(name)
}

async function login(name: string): Promise<Ref<'session'>> {
  const answer = await test.callAs(
    refOf<'session'>(name),
    'session.login_with_password',
    `${name}-demo`,
    '1.1',
    'test',
  )
  return refOf<'session'>(String(answer))
}

describe('roles', () => {
  it('are rows that are the same in every pool', async () => {
    const all = await test.call('role.get_all_records')
    expect(Object.keys(all as object)).toHaveLength(allRoles().size)
    const [admin] = (await test.call('role.get_by_name_label', 'pool-admin')) as string[]
    expect(admin).toBe('OpaqueRef:0165f154-ba3e-034e-6b27-5d271af109ba')
    expect(await test.call('role.get_by_name_label', 'read-only')).toEqual([
      'OpaqueRef:7233b8e3-eacb-d7da-2c95-f2e581cdbf4e',
    ])
    expect(test.pool.db.table('role').entries.size).toBe(0)
  })

  it.each([
    ['pool-admin', 2284],
    ['pool-operator', 2150],
    ['vm-power-admin', 1666],
    ['vm-admin', 1626],
    ['vm-operator', 1464],
    ['client-cert', 1428],
    ['read-only', 1384],
  ])('%s has as many permissions as on a real host', async (name, count) => {
    expect(await test.call('role.get_permissions_name_label', roleRef(name))).toHaveLength(count)
  })

  it('say who may do something', async () => {
    const refs = (await test.call('role.get_by_permission_name_label', 'vm.start')) as string[]
    expect(refs).toContain(roleRef('vm-operator'))
    expect(refs).not.toContain(roleRef('read-only'))
  })
})

describe('a directory', () => {
  it('is asked only when the hosts are in its domain', async () => {
    await expect(test.call('auth.get_subject_identifier', 'anna')).rejects.toMatchObject({
      code: 'AUTH_IS_DISABLED',
    })
    await join()
    expect(await test.call('auth.get_subject_identifier', 'FRA\\Anna')).toBe(demoDirectory.people[0]?.sid)
    await expect(test.call('auth.get_subject_identifier', 'nobody')).rejects.toMatchObject({
      code: 'SUBJECT_CANNOT_BE_RESOLVED',
    })
  })

  it.each([
    [{ ...domain, pass: 'wrong' }, 'fra.example.com', 'AD', 'POOL_AUTH_ENABLE_FAILED_WRONG_CREDENTIALS'],
    [domain, 'elsewhere.example.com', 'AD', 'POOL_AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED'],
    [{}, 'fra.example.com', 'AD', 'POOL_AUTH_ENABLE_FAILED'],
    [domain, 'fra.example.com', 'LDAP', 'AUTH_UNKNOWN_TYPE'],
  ])('refuses hosts: %j %s %s', async (config, service, type, code) => {
    const [pool] = test.pool.db.all('pool')
    const ref = pool?.[0] ?? ''
    await expect(test.call('pool.enable_external_auth', ref, config, service, type)).rejects.toMatchObject({
      code,
    })
    for (const [, host] of test.pool.db.all('host')) expect(host.external_auth_type).toBe('')
  })

  it('lets in who has a subject with a role, by themselves or through a group', async () => {
    await join()
    await expect(login('eva')).rejects.toMatchObject({ code: 'SESSION_AUTHORIZATION_FAILED' })
    const session = await signIn('anna', 'vm-operator')
    expect(test.pool.db.get('session', session)).toMatchObject({
      is_local_superuser: false,
      auth_user_name: 'anna',
      auth_user_sid: demoDirectory.people[0]?.sid,
    })
    await expect(signIn('eva')).rejects.toMatchObject({ code: 'RBAC_PERMISSION_DENIED' })
    const group = String(await test.call('auth.get_subject_identifier', 'helpdesk'))
    const subject = String(await test.call('subject.create', { subject_identifier: group, other_config: {} }))
    await test.call('subject.add_to_roles', subject, roleRef('read-only'))
    const clara = await login('clara')
    expect(test.pool.db.get('session', clara).subject).toBe(subject)
    await expect(login('gone')).rejects.toMatchObject({ code: 'SESSION_AUTHORIZATION_FAILED' })
  })
})

describe('a subject', () => {
  it('is there once, and has each role once', async () => {
    await join()
    await signIn('anna', 'vm-admin')
    const sid = String(await test.call('auth.get_subject_identifier', 'anna'))
    await expect(
      test.call('subject.create', { subject_identifier: sid, other_config: {} }),
    ).rejects.toMatchObject({ code: 'SUBJECT_ALREADY_EXISTS', params: [] })
    const [subject] = [...test.pool.db.all('subject')].map(([ref]) => ref)
    const add = (role: string) => test.call('subject.add_to_roles', subject ?? '', role)
    await expect(add(roleRef('vm-admin'))).rejects.toMatchObject({ code: 'ROLE_ALREADY_EXISTS' })
    await expect(add('OpaqueRef:nothing')).rejects.toMatchObject({ code: 'ROLE_NOT_FOUND' })
  })

  it('has all roles, and keeps them, where roles are not licensed', async () => {
    await join()
    const [pool] = test.pool.db.all('pool')
    test.pool.db.update('pool', pool?.[0] ?? '', { restrictions: { restrict_rbac: 'true' } })
    const session = await signIn('ben')
    expect(mayDo(test.pool, session, 'pool.enable_ha')).toBe(true)
    const [subject] = [...test.pool.db.all('subject')].map(([ref]) => ref)
    await expect(
      test.call('subject.remove_from_roles', subject ?? '', roleRef('pool-admin')),
    ).rejects.toMatchObject({ code: 'LICENCE_RESTRICTION', params: ['RBAC'] })
  })
})

describe('what each role may do', () => {
  it.each(ranks)('%s: exactly what the model says, and no more', async role => {
    await join()
    const session = await signIn('anna', role)
    for (const { name, role: least } of permissions)
      expect(`${name} ${mayDo(test.pool, session, name.toLowerCase())}`).toBe(
        `${name} ${includes(role, least)}`,
      )
  })

  const calls: readonly (readonly [method: string, least: RoleName, args: readonly string[]])[] = [
    ['VM.get_all', 'read-only', []],
    ['VM.start', 'vm-operator', ['OpaqueRef:x']],
    ['VM.clone', 'vm-admin', ['OpaqueRef:x', 'copy']],
    ['VM.snapshot', 'vm-power-admin', ['OpaqueRef:x', 'now']],
    ['SR.destroy', 'pool-operator', ['OpaqueRef:x']],
    ['pool.rotate_secret', 'pool-admin', []],
    ['VDI.set_cbt_enabled', 'local-root', ['OpaqueRef:x', 'true']],
  ]
  it.each(calls)('%s needs %s', async (method, least, args) => {
    await join()
    for (const [index, role] of ranks.entries()) {
      const session = await signIn(demoDirectory.people[index]?.name ?? '', role)
      const start = method === 'VM.start' ? [...args, 'false', 'false'] : args
      const wires = start.map(one => (one === 'false' || one === 'true' ? one === 'true' : one))
      const outcome = await test.callAs(session, method, ...wires).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
      expect(`${role} ${outcome === 'RBAC_PERMISSION_DENIED'}`).toBe(`${role} ${!includes(role, least)}`)
    }
  })

  it('is told with the roles that could', async () => {
    await join()
    const session = await signIn('anna', 'vm-admin')
    await expect(test.callAs(session, 'VM.snapshot', 'OpaqueRef:x', 'now')).rejects.toMatchObject({
      code: 'RBAC_PERMISSION_DENIED',
      params: [
        'vm.snapshot',
        'No permission in user session. (Roles with this permission: vm-power-admin, pool-admin, pool-operator)',
      ],
    })
  })

  it('differs by the key of a map', async () => {
    await join()
    const session = await signIn('anna', 'vm-operator')
    const vm = test.vm('desk-07')
    const add = (key: string) => test.callAs(session, 'VM.add_to_other_config', vm, key, 'x')
    await test.call('VM.set_other_config', vm, {})
    await add('folder')
    await add('XenCenter.CustomFields.owner')
    await expect(add('other')).rejects.toMatchObject({
      params: ['vm.add_to_other_config', expect.anything()],
    })
    await expect(add('pci')).rejects.toMatchObject({
      params: ['vm.add_to_other_config/key:pci', expect.stringContaining('pool-admin)')],
    })
    await test.callAs(session, 'VM.remove_from_other_config', vm, 'folder')
    await expect(test.callAs(session, 'VM.set_other_config', vm, {})).rejects.toMatchObject({
      code: 'RBAC_PERMISSION_DENIED',
    })
  })

  it('is found out by the task of an asynchronous call', async () => {
    await join()
    const session = await signIn('anna', 'read-only')
    const task = String(await test.callAs(session, 'Async.VM.start', test.vm('desk-07'), false, false))
    await test.clock.advance(1)
    expect(test.pool.db.get('task', task)).toMatchObject({
      status: 'failure',
      error_info: ['RBAC_PERMISSION_DENIED', 'vm.start', expect.anything()],
    })
  })

  it('leaves everybody their own tasks, and those of others to operators', async () => {
    await join()
    const anna = await signIn('anna', 'read-only')
    const ben = await signIn('ben', 'vm-admin')
    const task = String(await test.callAs(anna, 'task.create', 'mine', ''))
    await expect(test.callAs(ben, 'task.destroy', task)).rejects.toMatchObject({
      params: ['task.destroy/any', expect.anything()],
    })
    await test.callAs(anna, 'task.cancel', task)
    const carl = await signIn('clara', 'pool-operator')
    await test.callAs(carl, 'task.cancel', task)
  })
})

it('names no permission twice', () => {
  expect(new Set(permissions.map(({ name }) => name)).size).toBe(permissions.length)
  expect(Object.keys(facts.classes).length).toBeGreaterThan(0)
})
