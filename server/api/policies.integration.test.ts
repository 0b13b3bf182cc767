import { afterAll, beforeAll, expect, describe as group, test } from 'vitest'
import { type Permission, permissionsOf, roleNames } from '@/server/catalogue/permissions'
import { AppError, appError } from '@/server/errors'
import type { FakePool } from '@/server/inventory/testing/fake-pool'
import { smallPool } from '@/server/inventory/testing/small-pool'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import { appRouter } from './root'

type Outcome = 'in' | 'not-allowed' | 'gone'
interface Who {
  role: string
  /** Held over everything; else over the pool "p". */
  everywhere: boolean
}
interface Row {
  policy: string
  /** What it is called with, about an object of this pool. Absent: with what no procedure takes. */
  input?: (pool: string) => unknown
  expected: (who: Who, pool: string) => Outcome
}

const holds = ({ role }: Who, permission: Permission) => permissionsOf(role).has(permission)
const sees = ({ everywhere }: Who, pool: string) => everywhere || pool === 'p'

const open = (policy: string, input?: Row['input']): Row => ({
  policy,
  ...(input && { input }),
  expected: () => 'in',
})
const whole = (permission: Permission, input?: Row['input']): Row => ({
  policy: `over everything: ${permission}`,
  ...(input && { input }),
  expected: who => (who.everywhere && holds(who, permission) ? 'in' : 'not-allowed'),
})
const over = (noun: string, permission: Permission, name: string): Row => ({
  policy: `over the ${noun}: ${permission}`,
  input: pool => ({ id: `${pool}${name}` }),
  expected: (who, pool) => (!sees(who, pool) ? 'gone' : holds(who, permission) ? 'in' : 'not-allowed'),
})
const reading = (input?: Row['input']): Row => ({
  policy: 'over what is read: audit.read',
  ...(input && { input }),
  expected: who => (holds(who, 'audit.read') ? 'in' : 'not-allowed'),
})
const delegating = (input?: Row['input'], expected: Row['expected'] = () => 'in'): Row => ({
  policy: 'by what one may delegate',
  ...(input && { input }),
  expected,
})
/** None of these people holds anything that may be delegated; who rules all needs none. */
const ruling = (who: Who) => who.everywhere && holds(who, 'access.manage')
/** About objects one sees: of others there are none. */
const asking = (input: Row['input'], expected: Row['expected']): Row => ({
  policy: 'of what one sees and may delegate',
  ...(input && { input }),
  expected,
})
const none = () => undefined
const noRequest = () => ({ id: '6f1f9a5e-55c1-4a2f-8d52-00000000000f' })
const scheduling = (input: Row['input'], expected: Row['expected']): Row => ({
  policy: 'of VMs one sees and may act on',
  ...(input && { input }),
  expected,
})
const own = 'one’s own, of pools one sees'

/** What may not be done is told object by object; what is not seen is left out. */
const ofMany = (input: (pool: string) => unknown): Row => ({
  policy: 'what the action needs',
  input,
  expected: () => 'in',
})
const targets = (pool: string) => ({ objects: [`${pool}.VM-web`] })
const shutDown = (pool: string) => ({ action: 'vm.shutDown', targets: targets(pool) })

/** A row for every procedure: who is let in. */
const rows: Record<string, Row> = {
  'resetLink.look': open('anyone'),
  'resetLink.use': open('anyone'),
  'provider.buttons': open('anyone', none),
  'session.me': open('session', none),
  'session.list': open('signed in', none),
  'session.revoke': open('signed in'),
  'session.changePassword': open('factors'),
  'live.changes': open('seeing', () => ({ tab: 'one' })),
  'live.show': open('seeing'),
  'live.vm': open('seeing', pool => ({ id: `${pool}.VM-web` })),
  'live.template': open('seeing', pool => ({ id: `${pool}.VM-template` })),
  'live.pool': open('seeing', pool => ({ id: pool })),
  'live.storage': open('seeing', pool => ({ id: `${pool}.SR-one` })),
  'live.network': open('seeing', pool => ({ id: `${pool}.network-one` })),
  'live.host': open('seeing', pool => ({ id: `${pool}.host-one` })),
  'live.messages': open('seeing', pool => ({ id: `${pool}.VM-web` })),
  'inventory.search': open('seeing', () => ({ text: 'web', limit: 50 })),
  'inventory.branch': open('seeing', () => ({ id: null })),
  'inventory.rows': open('seeing', () => ({
    query: { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } },
    from: 0,
    count: 500,
  })),
  'inventory.newVm': {
    policy: 'seeing',
    input: pool => ({ pool }),
    expected: (who, pool) => (!sees(who, pool) ? 'gone' : holds(who, 'vm.create') ? 'in' : 'not-allowed'),
  },
  'inventory.startOrders': open('seeing', pool => ({ vms: [`${pool}.VM-web`] })),
  'message.sentences': open('seeing', () => ({ errors: [{ code: 'SR_FULL', params: [] }] })),
  'inventory.scheduleCost': open('seeing', pool => ({ vms: [`${pool}.VM-web`] })),
  'inventory.clockAhead': {
    policy: 'seeing',
    input: pool => ({ pool }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'inventory.media': open('seeing', pool => ({ vm: `${pool}.VM-web`, kind: 'disc' })),
  'inventory.copy': {
    policy: 'seeing',
    input: pool => ({ id: `${pool}.VM-web`, name: 'Copy of web' }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'preference.all': open('signed in', none),
  'preference.change': open('signed in'),
  'operation.history': open('seeing', () => ({})),
  'task.detail': open('seeing', pool => ({ id: `${pool}.task-one` })),
  'message.older': {
    policy: 'seeing',
    input: pool => ({ id: `${pool}.no-such-vm`, before: '2026-01-01T00:00:00Z' }),
    expected: () => 'gone',
  },
  'metrics.busiest': open('seeing', () => ({ by: 'cpu', limit: 5 })),
  'metrics.measured': open('seeing', pool => ({ ids: [`${pool}.VM-web`] })),
  'metrics.pool': {
    policy: 'seeing',
    input: pool => ({ id: pool }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'alert.count': open('seeing', none),
  'alert.list': open('seeing', none),
  'alert.dismiss': {
    policy: 'over what each is about: alert.dismiss',
    input: pool => ({ ids: [`${pool}.no-such-message`] }),
    expected: () => 'in',
  },
  'task.cancel': {
    policy: 'over the task: task.cancel',
    input: pool => ({ id: `${pool}.no-such-task` }),
    expected: () => 'gone',
  },
  'pool.list': open('seeing', none),
  'pool.look': whole('pool.connect'),
  'pool.connect': whole('pool.connect'),
  'pool.trustCertificate': over('pool', 'pool.connect', ''),
  'pool.setCredentials': over('pool', 'pool.connect', ''),
  'pool.disconnect': over('pool', 'pool.connect', ''),
  'pool.reconnect': over('pool', 'pool.connect', ''),
  'console.ticket': over('VM', 'vm.console', '.VM-web'),
  'console.hostTicket': over('host', 'host.console', '.host-one'),
  'operation.run': {
    policy: 'what the action needs',
    input: pool => ({ action: 'vm.shutDown', object: `${pool}.VM-web` }),
    expected: (who, pool) => (!sees(who, pool) ? 'gone' : holds(who, 'vm.power') ? 'in' : 'not-allowed'),
  },
  'operation.plan': ofMany(shutDown),
  'operation.runMany': ofMany(shutDown),
  'operation.organisation': ofMany(targets),
  'operation.belongings': ofMany(targets),
  'operation.moves': ofMany(pool => ({ targets: targets(pool), input: { host: `${pool}.host-two` } })),
  'operation.bootHosts': {
    policy: 'what the action needs',
    input: pool => ({ object: `${pool}.VM-web` }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'operation.startWays': {
    policy: 'what the action needs',
    input: pool => ({ object: `${pool}.VM-web` }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'operation.tolerance': {
    policy: 'what the action needs',
    input: pool => ({ object: `${pool}.VM-web` }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'operation.remoteDesktop': {
    policy: 'what the action needs',
    input: pool => ({ object: `${pool}.VM-web` }),
    expected: (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  },
  'operation.undo': { policy: 'what the action needs', input: () => ({ id: '1' }), expected: () => 'gone' },
  'operation.cancel': { policy: 'what the action needs', input: () => ({ id: '1' }), expected: () => 'gone' },
  'actionSchedule.list': scheduling(none, () => 'in'),
  'actionSchedule.create': scheduling(
    pool => ({
      ...{ name: 'Off at night', action: 'vm.shutDown', vms: [`${pool}.VM-web`], zone: 'UTC', enabled: true },
      rule: { repeat: 'daily', time: '22:00' },
    }),
    (who, pool) => (!sees(who, pool) ? 'gone' : holds(who, 'vm.power') ? 'in' : 'not-allowed'),
  ),
  'actionSchedule.update': scheduling(
    pool => ({
      ...noRequest(),
      ...{ name: 'Off at night', action: 'vm.shutDown', vms: [`${pool}.VM-web`], zone: 'UTC', enabled: true },
      rule: { repeat: 'daily', time: '22:00' },
    }),
    () => 'gone',
  ),
  'actionSchedule.setEnabled': scheduling(
    () => ({ ...noRequest(), enabled: false }),
    () => 'gone',
  ),
  'actionSchedule.runNow': scheduling(noRequest, () => 'gone'),
  'actionSchedule.delete': scheduling(noRequest, () => 'gone'),
  'audit.list': reading(() => ({})),
  'audit.entry': reading(),
  'audit.facets': reading(none),
  'grant.list': delegating(none),
  'grant.roles': delegating(none),
  'grant.mayGive': delegating(none),
  'grant.places': delegating(none),
  'grant.canGive': delegating(),
  'grant.falling': delegating(),
  'grant.give': delegating(),
  'grant.revoke': delegating(),
  'grant.explain': delegating(),
  'grant.principals': delegating(
    () => ({ text: '' }),
    who => (ruling(who) ? 'in' : 'not-allowed'),
  ),
  'grant.reaching': delegating(
    pool => ({ object: `${pool}.VM-web` }),
    (who, pool) => (!sees(who, pool) ? 'gone' : 'in'),
  ),
  'request.toAnswer': asking(none, () => 'in'),
  'request.own': asking(none, () => 'in'),
  'request.read': asking(none, () => 'in'),
  'request.ask': asking(
    pool => ({ object: `${pool}.VM-web`, permission: 'vm.read', text: 'To see it.' }),
    (who, pool) => (sees(who, pool) ? 'in' : 'gone'),
  ),
  'request.withdraw': asking(noRequest, () => 'gone'),
  'request.roles': asking(noRequest, () => 'gone'),
  'request.decline': asking(
    () => ({ ...noRequest(), answer: 'No.' }),
    () => 'gone',
  ),
  'request.grant': asking(
    () => ({ ...noRequest(), role: 'owner', scope: { kind: 'everything', ref: '' }, until: null }),
    () => 'gone',
  ),
  'project.list': open('of projects one is in', none),
  'project.get': { policy: 'of projects one is in', input: noRequest, expected: () => 'gone' },
  'project.create': whole('project.manage'),
  'project.update': whole('project.manage'),
  'project.delete': whole('project.manage'),
  'project.templates': whole('project.manage'),
  'project.put': whole('project.manage'),
  'project.take': whole('project.manage'),
  'project.allow': whole('project.manage'),
  'project.disallow': whole('project.manage'),
  'preview.start': whole('access.preview'),
  'preview.end': open('signed in', none),
  'user.create': whole('user.manage'),
  'user.setRole': whole('user.manage'),
  'user.resetPassword': whole('user.manage'),
  'user.resetLink': whole('user.manage'),
  'user.resetSecondFactors': whole('user.manage'),
  'user.disable': whole('user.manage'),
  'user.enable': whole('user.manage'),
  'user.delete': whole('user.manage'),
  'user.list': whole('user.manage', none),
  'group.get': whole('group.manage'),
  'group.ofUser': whole('group.manage'),
  'group.candidates': whole('group.manage'),
  'group.create': whole('group.manage'),
  'group.update': whole('group.manage'),
  'group.delete': whole('group.manage'),
  'group.addMember': whole('group.manage'),
  'group.removeMember': whole('group.manage'),
  'group.list': whole('group.manage', none),
  'service.get': whole('service.manage'),
  'service.create': whole('service.manage'),
  'service.describe': whole('service.manage'),
  'service.setRole': whole('service.manage'),
  'service.disable': whole('service.manage'),
  'service.enable': whole('service.manage'),
  'service.delete': whole('service.manage'),
  'service.createToken': whole('service.manage'),
  'service.revokeToken': whole('service.manage'),
  'service.list': whole('service.manage', none),
  'role.create': whole('access.manage'),
  'role.update': whole('access.manage'),
  'role.delete': whole('access.manage'),
  'provider.create': whole('directory.manage'),
  'provider.update': whole('directory.manage'),
  'provider.delete': whole('directory.manage'),
  'provider.test': whole('directory.manage'),
  'provider.refresh': whole('directory.manage'),
  'provider.list': whole('directory.manage', none),
  'token.list': open('signed in', none),
  'token.create': open('signed in'),
  'token.revoke': open('signed in'),
  'account.security': open('own password', none),
  'account.waiting': open('session', none),
  'account.passkeyChallenge': open('session', none),
  'account.beginTotp': open('own password', none),
  'account.removeTotp': { policy: 'own password', input: none, expected: () => 'gone' },
  'account.beginPasskey': open('own password', none),
  'account.makeRecoveryCodes': open('own password', none),
  'account.confirmTotp': open('own password'),
  'account.addPasskey': open('own password'),
  'account.renamePasskey': open('own password'),
  'account.removePasskey': open('own password'),
  'audit.checkpoint': whole('audit.configure', none),
  'audit.verify': whole('audit.read', none),
  'auditSettings.createSink': whole('audit.configure'),
  'auditSettings.removeSink': whole('audit.configure'),
  'auditSettings.setRetention': whole('audit.configure'),
  'auditSettings.testSink': whole('audit.configure'),
  'auditSettings.updateSink': whole('audit.configure'),
  'auditSettings.get': whole('audit.configure', none),
  'passkey.challenge': open('anyone', none),
  'security.save': whole('security.manage'),
  'security.settings': whole('security.manage', none),
  'session.confirm': open('own password'),
  'session.proofs': open('own password', none),
  'session.revokeOthers': open('signed in', none),
  'session.signOutThere': open('session'),
  'user.endSessions': whole('user.manage'),
  'user.sessions': whole('user.manage'),
  'poolCredential.list': open(own, none),
  'poolCredential.set': open(own),
  'poolCredential.remove': open(own),
}

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
const people = new Map<string, string>()
const keyOf = ({ role, everywhere }: Who) => `${role} ${everywhere}`
const everyone: Who[] = roleNames.flatMap(role => [true, false].map(everywhere => ({ role, everywhere })))

beforeAll(async () => {
  database = await startTestDatabase()
  rooms = openRooms(database)
  for (const id of ['p', 'q'])
    rooms.inventory.follow({ id, name: id, address: `10.0.0.${id}` }, pool(id).connect)
  for (const who of everyone) {
    const scope = who.everywhere ? { scopeKind: 'everything' } : { scopeKind: 'pool', scopeRef: 'p' }
    const { id } = await rooms.db.user.create({
      data: {
        username: keyOf(who),
        grants: { create: { role: who.role, ...scope, givenByName: 'a test' } },
      },
    })
    people.set(keyOf(who), id)
  }
  await rooms.rights.refresh()
  await rooms.inventory.waitFor(() => ['p.VM-web', 'q.VM-web'].every(id => rooms.inventory.table.get(id)))
})
afterAll(async () => {
  await rooms.stop()
  await database.stop()
})

/** A pool whose names all say which it is. */
function pool(id: string): FakePool {
  const made = smallPool()
  made.put('pool', 'lab', { name_label: `lab of ${id}` })
  for (const name of ['web', 'db']) made.put('VM', name, { name_label: `${name} of ${id}` })
  for (const name of ['one', 'two']) made.put('host', name, { name_label: `${name} of ${id}` })
  for (const name of ['shared', 'local']) made.put('SR', name, { name_label: `${name} of ${id}` })
  made.put('network', 'lan', { name_label: `lan of ${id}` })
  return made
}

/** Stands where the pools' connections would: whoever is let in comes no further. */
const standIn = () => Promise.reject(appError('conflict', 'Let in.'))
const pools = {
  list: () =>
    Promise.resolve(['p', 'q'].map(id => ({ id, name: `connection ${id}`, address: `10.0.0.${id}` }))),
  find: () => Promise.resolve(undefined),
  disconnect: standIn,
  reconnect: standIn,
}

async function callAs(who: Who, path: string, input: unknown): Promise<{ outcome: Outcome; answer: string }> {
  const userId = people.get(keyOf(who)) ?? ''
  const user = {
    sessionId: userId,
    userId,
    username: keyOf(who),
    mustChangePassword: false,
    method: 'password' as const,
    authenticatedAt: Date.now(),
    secondFactor: 'not-needed' as const,
  }
  const services = { ...rooms, pools: Object.assign(Object.create(rooms.pools), pools) }
  const caller: unknown = appRouter.createCaller({ ...services, version: '0', user, address: '' })
  const procedure = path.split('.').reduce((at: unknown, name) => Reflect.get(Object(at), name), caller)
  if (typeof procedure !== 'function') throw new Error(`no procedure ${path}`)
  try {
    const answer: unknown = await procedure(input)
    return { outcome: 'in', answer: await textOf(answer) }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const answer = JSON.stringify([
      error instanceof Error ? error.message : '',
      cause instanceof AppError ? cause.shape : '',
    ])
    if (!(cause instanceof AppError)) return { outcome: 'in', answer }
    if (cause.code === 'not-allowed') return { outcome: 'not-allowed', answer }
    return { outcome: cause.code === 'not-found' ? 'gone' : 'in', answer }
  }
}

/** What was told: of a stream, its beginning. */
async function textOf(answer: unknown): Promise<string> {
  if (!isStream(answer)) return JSON.stringify(answer) ?? ''
  for await (const first of answer) return JSON.stringify(first) ?? ''
  return ''
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

const procedures = Object.keys(appRouter._def.procedures)

test('every procedure has a row, and every row a procedure', () => {
  expect(Object.keys(rows).sort()).toEqual([...procedures].sort())
})

test('every procedure says by which base it was built, as its row does', () => {
  const policies = procedures.map(path => {
    const procedure: unknown = Reflect.get(appRouter._def.procedures, path)
    const definition: unknown = Reflect.get(Object(procedure), '_def')
    return [path, Reflect.get(Object(Reflect.get(Object(definition), 'meta')), 'policy')]
  })
  expect(Object.fromEntries(policies)).toEqual(
    Object.fromEntries(Object.entries(rows).map(([path, row]) => [path, row.policy])),
  )
})

group.each(procedures)('%s', path => {
  const row = rows[path]
  test.each(['p', 'q'])('lets in who may, about what lies in %s, and tells nobody of more', async at => {
    for (const who of everyone) {
      const input = row?.input ? row.input(at) : { none: 'such' }
      const { outcome, answer } = await callAs(who, path, input)
      expect([keyOf(who), outcome]).toEqual([keyOf(who), row?.expected(who, at)])
      if (!who.everywhere) {
        for (const name of ['web', 'db', 'one', 'two', 'lan', 'shared', 'local', 'lab']) {
          expect(answer).not.toContain(`${name} of q`)
        }
        expect(answer).not.toMatch(/"q"|"q\.|10\.0\.0\.q/)
      }
    }
  })
})
