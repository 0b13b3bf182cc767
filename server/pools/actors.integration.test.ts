import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '@/server/access/policy'
import { appRouter } from '@/server/api/root'
import { startTestDatabase, type TestDatabase } from '@/server/testing/database'
import { openRooms } from '@/server/testing/rooms'
import type { XapiSession } from '@/server/xapi/session'
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'

let database: TestDatabase
let rooms: ReturnType<typeof openRooms>
let simulator: Simulator
let pool: string
let live: XapiSession
let user: Principal

beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database.stop())
const soon = () => AbortSignal.timeout(20_000)

beforeEach(async () => {
  rooms = openRooms(database)
  simulator = await startSimulator({ clock: realClock(20) })
  const { url: address, password } = simulator
  ;({ id: pool } = await rooms.pools.connect(
    { address, username: 'root', password, accepted: [], by: 'admin' },
    soon(),
  ))
  live = await rooms.inventory.waitFor(() => rooms.pools.live(pool), soon())
  const [ref] = await live.call.pool.get_all()
  if (!ref) throw new Error('no pool')
  const administrator = { user: 'administrator', pass: 'administrator-demo' }
  await live.call.pool.enable_external_auth(ref, administrator, 'fra.example.com', 'AD')
  await allow('anna', 'vm-operator')
  await allow('eva', 'read-only')
  const id = await rooms.addUser('ann', 'vm-operator')
  const { token } = await rooms.sessions.open(id, '', 'test')
  const found = await rooms.sessions.find(token)
  if (!found) throw new Error('not signed in')
  user = rooms.rights.principal(found)
})
afterEach(async () => {
  await rooms.stop()
  await simulator.stop()
  await database.db.connection.deleteMany()
  await database.db.user.deleteMany()
})

/** Lets somebody of the pool's directory sign in there, with a role. */
async function allow(name: string, role: string): Promise<void> {
  const sid = await live.call.auth.get_subject_identifier(name)
  const subject = await live.call.subject.create({
    uuid: '',
    subject_identifier: sid,
    other_config: {},
    roles: [],
  })
  const [ref] = await live.call.role.get_by_name_label(role)
  if (!ref) throw new Error(`no role ${role}`)
  await live.call.subject.add_to_roles(subject, ref)
}

const caller = () => appRouter.createCaller({ ...rooms, version: '0', user, address: '10.0.0.9' })
const give = (username: string, password = `${username}-demo`) =>
  caller().poolCredential.set({ pool, username, password })
/** Who has a session at the pool now. */
const present = () => [...simulator.pool.db.all('session')].map(([, session]) => session.auth_user_name)
/** What the pool's own audit log says of somebody. */
const logged = (name: string) => simulator.pool.audit.since(0).filter(line => line.includes(`'${name}'`))
async function start(): Promise<{ line: Awaited<ReturnType<typeof rooms.outcome>> }> {
  const vm = await rooms.vm('rds-03')
  const { id } = await rooms.operations.run({ user, address: '' }, { action: 'vm.start', object: vm.id })
  return { line: await rooms.outcome(id) }
}
const lastLine = () =>
  database.db.auditEntry.findFirstOrThrow({ where: { action: 'vm.start' }, orderBy: { id: 'desc' } })

test('without credentials of one’s own the service account acts, and the line says so', async () => {
  expect(await caller().poolCredential.list()).toMatchObject([{ id: pool, username: null }])
  const { line } = await start()
  expect(line).toMatchObject({ result: 'succeeded', userName: 'ann', poolUser: 'root' })
})

test('with them one acts in a session of one’s own, which the pool knows by name', async () => {
  await give('anna')
  expect(await caller().poolCredential.list()).toMatchObject([{ id: pool, username: 'anna' }])
  expect(present()).not.toContain('anna')
  const { line } = await start()
  expect(line).toMatchObject({ result: 'succeeded', userName: 'ann', poolUser: 'anna' })
  expect(present().filter(name => name === 'anna')).toHaveLength(1)
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Running')
  const stop = { action: 'vm.forceShutDown', object: vm.id }
  await rooms.outcome((await rooms.operations.run({ user, address: '' }, stop)).id)
  expect(present().filter(name => name === 'anna')).toHaveLength(1)
  expect(logged('anna').some(text => /VM\.(async_)?start/i.test(text))).toBe(true)
  const kept = await database.db.poolCredential.findMany()
  expect(JSON.stringify(kept)).not.toContain('anna-demo')
  await caller().poolCredential.remove({ pool })
  expect(await caller().poolCredential.list()).toMatchObject([{ username: null }])
  await expect.poll(present).not.toContain('anna')
})

test('the pool’s own role refuses, whatever the role here allows', async () => {
  await give('eva')
  expect((await start()).line).toMatchObject({
    result: 'failed',
    errorCode: 'RBAC_PERMISSION_DENIED',
    errorText: 'Your account at this pool, eva, may not do this (vm.start).',
    poolUser: 'eva',
  })
  expect(present()).toContain('eva')
  expect((await rooms.vm('rds-03')).power_state).toBe('Halted')
})

test('a session that the pool has forgotten is opened once more', async () => {
  await give('anna')
  await start()
  await live.call.session.logout_subject_identifier(await live.call.auth.get_subject_identifier('anna'))
  expect(present()).not.toContain('anna')
  const vm = await rooms.vm('rds-03', row => row.power_state === 'Running')
  const { id } = await rooms.operations.run(
    { user, address: '' },
    { action: 'vm.forceShutDown', object: vm.id },
  )
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded', poolUser: 'anna' })
})

test('wrong credentials are not kept', async () => {
  await expect(give('anna', 'wrong')).rejects.toMatchObject({
    cause: { code: 'SESSION_AUTHENTICATION_FAILED' },
  })
  expect(await caller().poolCredential.list()).toMatchObject([{ username: null }])
})

test('credentials that stop working are an error: the service account never steps in', async () => {
  await give('anna')
  await rooms.poolCredentials.set(user.userId, pool, 'anna', 'changed there')
  rooms.actors.changed(user.userId, pool)
  const refusal = {
    shape: {
      code: 'pool-login-failed',
      message: 'The pool does not accept your own credentials, of anna.',
      next: expect.stringContaining('Settings, Account, Pool credentials'),
    },
  }
  await expect(start()).rejects.toMatchObject(refusal)
  expect(await lastLine()).toMatchObject({
    result: 'refused',
    errorCode: 'pool-login-failed',
    poolUser: 'anna',
  })
  await expect(start()).rejects.toMatchObject(refusal)
  expect((await rooms.vm('rds-03')).power_state).toBe('Halted')
  await give('anna')
  expect((await start()).line).toMatchObject({ result: 'succeeded', poolUser: 'anna' })
})

test('sessions are logged out at the end', async () => {
  await give('anna')
  await start()
  await rooms.actors.stop()
  expect(present()).not.toContain('anna')
})
