import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { choicesFor } from '@/server/api/new-vm'
import { databaseSuite } from '@/server/testing/database-suite'
import { administrator, openRooms } from '@/server/testing/rooms'
import { realClock } from '@/simulator/clock'
import { databasePool } from '@/simulator/seeds/database'
import { startSimulator } from '@/simulator/simulator'

const folder = fileURLToPath(new URL('../../../shared/pools/', import.meta.url))
const dumps = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []
if (dumps.length === 0) console.warn(`Not tested: databases of real pools are missing (${folder}).`)

const suite = databaseSuite()

it.each(dumps)('a VM is made of a template of an old release: %s', { timeout: 60_000 }, async dump => {
  const simulator = await startSimulator({
    clock: realClock(20),
    seed: ground => databasePool(`${folder}${dump}`, ground),
    heartbeat: false,
  })
  const rooms = openRooms(suite.database)
  suite.stops.push(() => simulator.stop(), rooms.stop)
  const { url, username, password } = simulator
  const soon = AbortSignal.timeout(15_000)
  await rooms.pools.connect({ address: url, username, password, accepted: [], by: 'admin' }, soon)
  await rooms.inventory.whenSettled(soon)
  const pool = rooms.inventory.rows().find(row => row.class === 'pool')
  if (!pool) throw new Error('no pool')
  await rooms.inventory.whenTold()
  const { view, release } = rooms.sights.take(administrator.access)
  const choices = choicesFor({ inventory: rooms.inventory, sight: view, user: administrator }, pool.id)
  release()
  expect(choices.vtpmObstacle).toBe('release')
  expect(choices.secureBootReady).toBeNull()
  const windows = choices.templates.find(({ kind, family }) => kind === 'default' && family === 'Windows')
  expect(windows).toMatchObject({
    ...{ hvm: true, firmware: 'bios', bootParameters: null },
    obstacles: { bios: null, uefi: 'release', secure: 'release' },
    limits: { vcpusMax: expect.any(Number), nics: expect.any(Number), memoryMax: expect.any(Number) },
  })
  const linux = choices.templates.find(({ kind, installs }) => kind === 'default' && installs.address)
  expect(linux).toMatchObject({
    ...{ hvm: false, installs: { disc: true, address: true, network: false, needed: true } },
    obstacles: { bios: 'paravirtual', uefi: 'paravirtual', secure: 'paravirtual' },
    bootParameters: expect.any(String),
  })
  const sr = rooms.inventory
    .rows()
    .find(row => row.class === 'SR' && row.content_type === 'user' && row.attachment === 'all')
  if (!linux || !sr) throw new Error('nothing to make a VM of')
  const { id } = await rooms.operations.run(
    { user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' },
    {
      action: 'vm.create',
      object: pool.id,
      input: {
        ...{ template: linux.id, name: 'newborn', description: '', home: null, start: false },
        ...{ memory: { from: linux.memory, to: linux.memory }, vcpus: linux.vcpus },
        media: { from: 'address', url: 'http://ftp.example/debian' },
        bootParameters: 'console=hvc0',
        disks: [{ sr: sr.id, name: 'system', description: '', size: 2 ** 30 }],
        nics: choices.automaticNetworks.slice(0, 1).map(network => ({ network, mac: '' })),
      },
    },
  )
  expect(await rooms.outcome(id)).toMatchObject({ result: 'succeeded' })
  const made = await rooms.vm('newborn', vm => vm.disks === 1)
  expect(made).toMatchObject({ isHvm: false, power_state: 'Halted' })
  const record = [...simulator.pool.db.all('VM')].find(([ref]) => ref === made.ref)?.[1]
  expect(record).toMatchObject({
    ...{ PV_bootloader: 'eliloader', PV_args: 'console=hvc0' },
    other_config: { 'install-repository': 'http://ftp.example/debian' },
  })
})
