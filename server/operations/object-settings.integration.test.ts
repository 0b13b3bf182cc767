import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { spokenTold } from '@/server/shared/text'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { roomsWithPool } from '@/server/testing/rooms-with-pool'
import { readAs } from '@/server/texts/reading'
import { realClock } from '@/simulator/clock'
import { databasePool } from '@/simulator/seeds/database'
import { startSimulator } from '@/simulator/simulator'
import { rowOfLine } from './line-row'

const suite = databaseSuite()
const admin = { user: administrator, address: '192.0.2.7' }
const soon = () => AbortSignal.timeout(15_000)

async function withPool() {
  const { rooms, simulator } = await roomsWithPool(suite.database, suite.stops, 20)
  const done = async (action: string, object: string, input: unknown) => {
    const { id } = await rooms.operations.run(admin, { action, object, input })
    expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
    return id
  }
  const until = <T>(look: () => T) => rooms.inventory.waitFor(look, soon())
  const pool = await until(() => rooms.inventory.rows().find(row => row.class === 'pool' && row.ref !== ''))
  return { rooms, simulator, done, until, pool: pool?.id ?? '' }
}

it('a network is given another MTU and to new VMs, and both are taken back', async () => {
  const { rooms, simulator, done, until } = await withPool()
  const { db } = simulator.pool
  const row = await until(() =>
    rooms.inventory.rows().find(one => one.class === 'network' && one.name_label === 'VLAN 30 DMZ'),
  )
  const id = row?.id ?? ''
  const ref = row?.ref ?? ''
  const larger = await done('network.setMtu', id, { mtu: 9000 })
  await until(() => rooms.inventory.networkDetail(id)?.row.mtu === 9000)
  await expect(
    rooms.operations.run(admin, { action: 'network.setMtu', object: id, input: { mtu: 9000 } }),
  ).rejects.toThrow('Its MTU is 9000 already.')
  await expect(
    rooms.operations.run(admin, { action: 'network.setMtu', object: id, input: { mtu: 20 } }),
  ).rejects.toThrow('An MTU is a whole number from 68 to 9,216.')
  await rooms.operations.undo(admin, larger)
  await until(() => rooms.inventory.networkDetail(id)?.row.mtu === 1500)

  await until(() => rooms.inventory.networkDetail(id)?.automatic === true)
  const kept = await done('network.setAutomatic', id, { on: false })
  await until(() => rooms.inventory.networkDetail(id)?.automatic === false)
  // As XenCenter reads it.
  expect(db.get('network', ref).other_config.automatic).toBe('false')
  await rooms.operations.undo(admin, kept)
  await until(() => rooms.inventory.networkDetail(id)?.automatic === true)
  const line = await rooms.db.auditEntry.findFirstOrThrow({ where: { action: 'network.setAutomatic' } })
  // What is kept is as it was said; who reads German is told in German.
  const shown = rowOfLine(line, () => undefined)
  expect(shown && readAs('de', () => spokenTold(shown))).toBe('Neuen VMs keine NIC an VLAN 30 DMZ geben')
  expect(line).toMatchObject({
    objectClass: 'network',
    sentence: 'Give new VMs no NIC on VLAN 30 DMZ',
    changes: { automatic: { before: 'On', after: 'Off' } },
  })
})

it('a pool compresses migrations, patches live and snoops IGMP as it is told; a refusal says why', async () => {
  const { rooms, simulator, done, until, pool } = await withPool()
  const detail = () => rooms.inventory.poolDetail(pool)
  const before = await until(() => detail())
  expect(before).toMatchObject({ livePatching: true, migrationCompression: false })
  const compressed = await done('pool.setMigrationCompression', pool, { on: true })
  await until(() => detail()?.migrationCompression === true)
  await rooms.operations.undo(admin, compressed)
  await until(() => detail()?.migrationCompression === false)
  await done('pool.setLivePatching', pool, { on: false })
  await until(() => detail()?.livePatching === false)
  expect([...simulator.pool.db.all('pool')][0]?.[1].live_patching_disabled).toBe(true)
  const igmp = { action: 'pool.setIgmpSnooping', object: pool, input: { on: !before?.igmpSnooping } }
  simulator.faults.failCall('pool.set_igmp_snooping_enabled', 'MESSAGE_METHOD_UNKNOWN', ['pool.x'])
  await expect(rooms.operations.run(admin, igmp)).rejects.toThrow(
    'The release of this pool does not have this setting.',
  )
  await done(igmp.action, pool, igmp.input)
  await until(() => detail()?.igmpSnooping === igmp.input.on)
})

it('pages of pool, host, storage and network have what XenCenter’s General tab has', async () => {
  const { rooms, simulator, until, pool } = await withPool()
  const { db } = simulator.pool
  const [host, record] = [...db.all('host')][0] ?? []
  if (!host || !record) throw new Error('no host')
  db.create('Certificate', {
    ...{ type: 'ca', name: 'office.pem', fingerprint_sha256: 'AA:BB', not_after: '2027-01-01T00:00:00Z' },
  })
  db.create('Certificate', { type: 'host_internal', host, fingerprint: 'CC:DD' })
  db.update('host', host, { pending_guidances: ['reboot_host'], latest_synced_updates_applied: 'no' })
  const told = await until(() => {
    const found = rooms.inventory.poolDetail(pool)
    return found && found.certificates?.length === 1 && found.updates.applied === 'no' ? found : undefined
  })
  expect(told.certificates).toMatchObject([
    { kind: 'ca', name: 'office.pem', sha256: 'AA:BB', until: expect.stringContaining('2027-01-01') },
  ])
  expect(told.updates.pending).toMatchObject([{ name: record.name_label, tasks: ['reboot_host'] }])
  expect(told.releases).toHaveLength(1)
  const own = await until(() => rooms.inventory.hostDetail(`${pool}.${record.uuid}`))
  expect(own.certificates).toMatchObject([{ kind: 'host_internal', sha256: 'CC:DD' }])

  const [link, { SR: sr }] = [...db.all('PBD')].find(([, pbd]) => db.get('SR', pbd.SR).shared) ??
    [...db.all('PBD')][0] ?? ['', { SR: '' }]
  db.update('SR', sr, { sm_config: { devserial: 'scsi-3600140,scsi-3600141', multipathable: 'true' } })
  db.update('PBD', link, { other_config: { multipathed: 'true', 'mpath-3600140': '[1, 2]' } })
  const storage = await until(() => {
    const found = rooms.inventory.srDetail(`${pool}.${db.get('SR', sr).uuid}`)
    return found?.links.some(({ paths }) => paths.length > 0) && found.scsiIds.length > 0 ? found : undefined
  })
  expect(storage).toMatchObject({ scsiIds: ['3600140', '3600141'], multipathable: true })
  expect(storage.links.flatMap(({ paths }) => paths)).toEqual([{ lun: '3600140', up: 1, all: 2 }])

  const network = rooms.inventory.rows().find(row => row.class === 'network' && row.devices.length > 0)
  const wired = await until(() => rooms.inventory.networkDetail(network?.id ?? ''))
  expect(wired.nics.length).toBeGreaterThan(0)
  for (const nic of wired.nics) expect(nic).toMatchObject({ host: { name: expect.any(String) } })
})

const folder = fileURLToPath(new URL('../../../shared/pools/', import.meta.url))
const dumps = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []
if (dumps.length === 0) console.warn(`Not tested: databases of real pools are missing (${folder}).`)

it.each(dumps)(
  'an old pool says what it does not know, and breaks no page: %s',
  { timeout: 60_000 },
  async dump => {
    const simulator = await startSimulator({
      clock: realClock(20),
      seed: ground => databasePool(`${folder}${dump}`, ground),
      heartbeat: false,
    })
    const rooms = openRooms(suite.database)
    suite.stops.push(() => simulator.stop(), rooms.stop)
    const { url, username, password } = simulator
    await rooms.pools.connect({ address: url, username, password, accepted: [], by: 'admin' }, soon())
    await rooms.inventory.whenSettled(soon())
    const { inventory } = rooms
    const row = inventory.rows().find(one => one.class === 'pool')
    expect(inventory.poolDetail(row?.id ?? '')).toMatchObject({
      ...{ migrationCompression: null, tlsVerification: null, certificates: null },
      updates: { applied: 'unknown', lastSynced: null },
    })
    const seen = { host: 0, SR: 0, network: 0, template: 0 }
    for (const { class: cls, id } of inventory.rows()) {
      if (cls === 'host')
        expect(inventory.hostDetail(id)).toMatchObject({ certificates: null, tlsVerification: null })
      else if (cls === 'SR') expect(inventory.srDetail(id)?.row.id).toBe(id)
      else if (cls === 'network') expect(inventory.networkDetail(id)?.row.id).toBe(id)
      else if (cls === 'template') expect(inventory.templateDetail(id)?.row.id).toBe(id)
      else continue
      seen[cls]++
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
  },
)
