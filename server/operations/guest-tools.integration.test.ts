import { expect, it } from 'vitest'
import { poolSuite } from '@/server/testing/pool-suite'
import { administrator } from '@/server/testing/rooms'

const startRooms = poolSuite()
const admin = { user: administrator, address: '192.0.2.7' }
const soon = { timeout: 15_000, interval: 50 }

it('puts the disc of the guest tools into guests that lack them, makes a drive where there is none, and says why not', async () => {
  const { simulator, rooms } = await startRooms()
  const { db } = simulator.pool
  const plan = async (object: string) =>
    (await rooms.operations.plan(admin, { action: 'vm.insertTools', targets: { objects: [object] } }))
      .cannot[0]?.reason
  const run = (object: string) => rooms.operations.run(admin, { action: 'vm.insertTools', object })
  const web = await rooms.vm('web-01', row => row.power_state === 'Running')
  expect(await plan(web.id)).toBe('It has them already, as new as its pool.')
  const halted = await rooms.vm('print-01')
  expect(await plan(halted.id)).toMatch(/Tools are installed in a guest that runs\.$/)

  // Out of date: the newer ones are on the disc.
  const [ref, vm] = [...db.all('VM')].find(([one]) => one === web.ref) ?? expect.unreachable()
  db.update('VM_guest_metrics', vm.guest_metrics, { PV_drivers_up_to_date: false })
  await expect.poll(() => rooms.inventory.vmDetail(web.id)?.guestTools, soon).toBe('old')
  const drives = () =>
    db
      .get('VM', ref)
      .VBDs.map(one => db.get('VBD', one))
      .filter(({ type }) => type === 'CD')
  const [disc] = [...db.all('VDI')].find(([, { is_tools_iso }]) => is_tools_iso) ?? expect.unreachable()
  await run(web.id)
  expect(drives()).toMatchObject([{ VDI: disc, empty: false }])
  expect(await rooms.db.auditEntry.findFirst({ where: { action: 'vm.insertTools' } })).toMatchObject({
    ...{ result: 'succeeded', sentence: 'Insert the guest tools into web-01' },
  })

  // Without a drive it gets one, with the disc in it.
  for (const one of db.get('VM', ref).VBDs) if (db.get('VBD', one).type === 'CD') db.destroy('VBD', one)
  await run(web.id)
  expect(drives()).toMatchObject([{ VDI: disc, empty: false, mode: 'RO' }])

  // Newer pools keep none: the guest gets them by itself.
  const { SR } = db.get('VDI', disc)
  db.update('SR', SR, { is_tools_sr: false, other_config: {} })
  await expect.poll(() => rooms.inventory.vmDetail(web.id)?.toolsDisc, soon).toBe(false)
  expect(await plan(web.id)).toBe('Its pool keeps no disc with them: its guide says where they come from.')
  await expect(run(web.id)).rejects.toThrow('Its pool keeps no disc with them')
})
