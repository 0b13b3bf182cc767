import { expect, it } from 'vitest'
import type { VmDetail } from '@/server/inventory/details'
import { accessAs } from '@/server/testing/access'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()

const soon = () => AbortSignal.timeout(15_000)

async function withPool() {
  const { simulator, rooms, caughtUp } = await startRooms()
  const { db } = simulator.pool
  const as = { ...administrator, authenticatedAt: Date.now() }
  const vm = await rooms.vm('desk-07', row => row.power_state === 'Halted')
  const record = [...db.all('VM')].find(([ref]) => ref === vm.ref)
  if (!record) throw new Error('no such VM')
  const [ref] = record
  return {
    ...{ simulator, rooms, db, vm, ref, caughtUp },
    run: async (action: string, input?: unknown, user = as) => {
      const { id } = await rooms.operations.run(
        { user, address: '192.0.2.7' },
        { action, object: vm.id, input },
      )
      return rooms.outcome(id)
    },
    page: (is: (detail: VmDetail) => boolean) =>
      rooms.inventory.waitFor(() => {
        const detail = rooms.inventory.vmDetail(vm.id)
        return detail && is(detail) ? detail : undefined
      }, soon()),
  }
}

it('[TPM-01] a VM gets a virtual TPM while it is halted, shows what it is, and loses it again', async () => {
  const { rooms, db, ref, run, page } = await withPool()
  expect(await page(({ vtpmObstacle }) => vtpmObstacle === null)).toMatchObject({
    ...{ firmware: 'uefi', secureBoot: false, vtpms: [] },
  })
  const reader = { ...administrator, userId: 'vm-operator', access: accessAs('vm-operator') }
  await expect(run('vm.addTpm', undefined, reader)).rejects.toThrow('The role vm-admin does.')

  expect(await run('vm.addTpm')).toMatchObject({
    result: 'succeeded',
    sentence: expect.stringMatching(/TPM/),
  })
  const { vtpms, vtpmObstacle } = await page(detail => detail.vtpms[0]?.obstacle === null)
  expect({ vtpms, vtpmObstacle }).toMatchObject({
    vtpms: [{ unique: false, isProtected: false, obstacle: null }],
    vtpmObstacle: 'there',
  })
  await expect(run('vm.addTpm')).rejects.toThrow('It has one, and can’t have more.')
  // As the pool has it.
  const [tpm = ''] = db.get('VM', ref).VTPMs
  db.update('VTPM', tpm, { is_unique: true, is_protected: true })
  db.update('VM', ref, { platform: { ...db.get('VM', ref).platform, secureboot: 'true' } })
  expect(await page(detail => detail.secureBoot && detail.vtpms[0]?.unique === true)).toMatchObject({
    vtpms: [{ unique: true, isProtected: true }],
  })

  const input = { vtpm: vtpms[0]?.id }
  db.update('VM', ref, { power_state: 'Running' })
  await page(detail => detail.vtpms[0]?.obstacle === 'running')
  await expect(run('vm.removeTpm', input)).rejects.toThrow('Shut it down first')
  db.update('VM', ref, { power_state: 'Halted' })
  await page(detail => detail.vtpms[0]?.obstacle === null)
  // What is in it is destroyed: who asks has shown just now who they are.
  const stale = { ...administrator, authenticatedAt: Date.now() - 3_600_000 }
  await expect(run('vm.removeTpm', input, stale)).rejects.toMatchObject({
    shape: { code: 'recent-sign-in-required' },
  })
  const other = await rooms.vm('web-01')
  await expect(
    rooms.operations.run(
      { user: { ...administrator, authenticatedAt: Date.now() }, address: '192.0.2.7' },
      { action: 'vm.removeTpm', object: other.id, input },
    ),
  ).rejects.toThrow('This device is gone.')
  expect(await run('vm.removeTpm', input)).toMatchObject({ result: 'succeeded' })
  // And may have one again.
  await page(detail => detail.vtpms.length === 0 && detail.vtpmObstacle === null)
  expect([...db.all('VTPM')]).toEqual([])
})

it('[TPM-01] says why a VM can have no virtual TPM: release, licence, firmware, state, and the pool itself', async () => {
  const { db, vm, ref, run, page, rooms, caughtUp } = await withPool()
  const [[pool, { master, restrictions }] = expect.unreachable()] = [...db.all('pool')]
  const { software_version } = db.get('host', master)
  const xapi = (version: string) =>
    db.update('host', master, { software_version: { ...software_version, xapi: version } })
  const refused = async (obstacle: VmDetail['vtpmObstacle'], sentence: string) => {
    await page(detail => detail.vtpmObstacle === obstacle)
    await expect(run('vm.addTpm')).rejects.toThrow(sentence)
  }
  xapi('22.25')
  await refused('release', 'The pool’s release has no virtual TPMs')
  // Older than 23.11: what is allowed is not listed. One at most, while it is halted.
  xapi('22.26')
  await page(detail => detail.vtpmObstacle === null)
  db.update('VM', ref, { power_state: 'Running' })
  await refused('running', 'Shut it down first')
  db.update('VM', ref, { power_state: 'Halted' })
  await page(detail => detail.vtpmObstacle === null)
  expect(await run('vm.addTpm')).toMatchObject({ result: 'succeeded' })
  await refused('there', 'It has one')
  expect(await page(({ vtpms }) => vtpms.length === 1)).toMatchObject({ vtpms: [{ obstacle: null }] })
  expect(await run('vm.removeTpm', { vtpm: rooms.inventory.vmDetail(vm.id)?.vtpms[0]?.id })).toMatchObject({
    result: 'succeeded',
  })

  xapi('23.11')
  db.update('VM', ref, { current_operations: { 'OpaqueRef:other': 'clone' } })
  await refused('refused', 'The pool does not allow this now.')
  db.update('VM', ref, { current_operations: {} })
  await page(detail => detail.vtpmObstacle === null)
  db.update('pool', pool, { restrictions: { ...restrictions, restrict_vtpm: 'true' } })
  await refused('licence', 'The pool’s licence does not include virtual TPMs.')
  db.update('pool', pool, { restrictions })
  db.update('VM', ref, { HVM_boot_params: { ...db.get('VM', ref).HVM_boot_params, firmware: 'bios' } })
  await refused('firmware', 'It does not boot by UEFI')
  // A template is no VM here: the action is none of its own.
  await caughtUp()
  const template = rooms.inventory.rows().find(row => row.class === 'template')
  await expect(
    rooms.operations.run(
      { user: administrator, address: '192.0.2.7' },
      { action: 'vm.addTpm', object: template?.id ?? '' },
    ),
  ).rejects.toThrow()
  expect([...db.all('VTPM')]).toEqual([])
})
