import { expect, it } from 'vitest'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'

const suite = databaseSuite()
const admin = { user: administrator, address: '192.0.2.7' }

async function withHost() {
  const { rooms, simulator, caughtUp } = await roomsWithPool(suite.database, suite.stops, 20)
  const { db } = simulator.pool
  // Not the coordinator: it may go into maintenance without another taking its place.
  const host = rooms.inventory.rows().find(row => row.class === 'host' && !row.coordinator)
  const [ref] = [...db.all('host')].find(([, { uuid }]) => uuid === host?.uuid) ?? []
  if (host === undefined || ref === undefined) throw new Error('no member among the hosts')
  const begin = (action: string, input: unknown) =>
    rooms.operations.run(admin, { action, object: host.id, input })
  return {
    ...{ rooms, simulator, caughtUp, host, begin },
    record: () => db.get('host', ref),
    attached: () => db.get('host', ref).PBDs.map(pbd => db.get('PBD', pbd).currently_attached),
    set: (fields: Partial<ReturnType<typeof db.get<'host'>>>) => db.update('host', ref, fields),
    async done(action: string, input: unknown) {
      const { id } = await begin(action, input)
      return { id, line: await rooms.outcome(id) }
    },
  }
}

it('sends the logs of a host to a server, and takes that back', async () => {
  const { rooms, done, record, begin } = await withHost()
  const { id, line } = await done('host.setLog', { destination: ' syslog.example.net ' })
  expect(line).toMatchObject({
    result: 'succeeded',
    changes: { logDestination: { before: '', after: 'syslog.example.net' } },
  })
  expect(record().logging).toEqual({ syslog_destination: 'syslog.example.net' })
  await expect(begin('host.setLog', { destination: 'no such/name' })).rejects.toMatchObject({
    shape: { code: 'bad-input', field: 'destination' },
  })
  await rooms.operations.undo(admin, id)
  await expect.poll(() => record().logging).toEqual({})
})

it('logs where it did before when the host does not take the new destination', async () => {
  const { simulator, begin, record } = await withHost()
  simulator.faults.failCall('host.syslog_reconfigure', 'INTERNAL_ERROR', ['on purpose'])
  await expect(begin('host.setLog', { destination: '192.0.2.9' })).rejects.toMatchObject({
    shape: { xapi: { code: 'INTERNAL_ERROR' } },
  })
  expect(record().logging).toEqual({})
})

it('gives a host another iSCSI name, also where the pool has no call for that', async () => {
  const { simulator, done, record, begin } = await withHost()
  const { line } = await done('host.setIqn', { iqn: 'iqn.2026-11.net.example:one' })
  expect(line).toMatchObject({ changes: { iscsiName: { after: 'iqn.2026-11.net.example:one' } } })
  expect(record().iscsi_iqn).toBe('iqn.2026-11.net.example:one')
  await expect(begin('host.setIqn', { iqn: 'one' })).rejects.toMatchObject({
    shape: { code: 'bad-input', field: 'iqn' },
  })
  simulator.faults.failCall('host.set_iscsi_iqn', 'MESSAGE_METHOD_UNKNOWN', ['host.set_iscsi_iqn'])
  await done('host.setIqn', { iqn: 'iqn.2026-11.net.example:two' })
  expect(record().other_config.iscsi_iqn).toBe('iqn.2026-11.net.example:two')
})

it('changes multipathing in maintenance mode alone, with its storage attached again after', async () => {
  const { rooms, caughtUp, host, set, done, record, begin, attached, simulator } = await withHost()
  await expect(begin('host.setMultipathing', { on: true })).rejects.toThrow('maintenance mode')
  // As after an evacuation: nothing that uses its storage runs on it.
  const session = rooms.pools.session(host.pool)
  for (const row of rooms.inventory.rows())
    if (row.class === 'VM' && row.host === host.id)
      await session.call.VM.hard_shutdown(session.refOf('VM', row.ref))
  set({ enabled: false, other_config: { ...record().other_config, MAINTENANCE_MODE: 'true' } })
  await caughtUp()
  expect(rooms.inventory.row(host.id)).toMatchObject({ maintenance: true })
  const before = attached()
  expect(before).toContain(true)
  const { line } = await done('host.setMultipathing', { on: true })
  expect(line).toMatchObject({ result: 'succeeded', errorText: null })
  expect(record().multipathing).toBe(true)
  expect(attached()).toEqual(before)

  // What can't be detached is left as it was, with all of the rest.
  simulator.faults.failCall('host.set_multipathing', 'INTERNAL_ERROR', ['on purpose'])
  const { line: refused } = await done('host.setMultipathing', { on: false })
  expect(refused).toMatchObject({ result: 'failed', errorCode: 'INTERNAL_ERROR' })
  expect(record().multipathing).toBe(true)
  expect(attached()).toEqual(before)
})
