import { say, t, worded } from '@/server/shared/text'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction } from './define'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { stateIs } from './vm-states'

/**
 * Another storage for one disk. Of a running VM the pool moves it while the guest works on (`VDI.pool_migrate`); of a
 * halted one it is copied, the copy is put in its place with all that the place had, and the disk it was is deleted.
 */
export const vmMoveDisk = defineAction({
  id: 'vm.moveDisk',
  on: ['VM'],
  label: say('Move to other storage…'),
  sentence: (name: string, { position }: InputOf<'moveDisk'>) =>
    t('Move the disk at position {position} of {name} to other storage', { position, name }),
  icon: 'storage',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.migrate',
  also: ['vm.disk'],
  input: inputOf('moveDisk'),
  listed: false,
  bulk: false,
  involves: ({ sr }) => [{ class: 'SR', id: sr }],
  takes: (_, { sr }) => ({ uses: [sr] }),
  blocked: vm =>
    vm.power_state === 'Running' || vm.power_state === 'Halted'
      ? undefined
      : t('{stateIs} Disks are moved while a VM runs or is shut down.', { stateIs: stateIs(vm) }),
  async check({ xapi, ref, row, around, input: { sr, ...which } }) {
    const disk = await xapi.VDI.get_record(
      await xapi.VBD.get_VDI(around.device('VBD', ref, which.drive, which.position)),
    )
    if (disk.SR === around.find('SR', sr)) around.refuse(t('It is on this storage already.'))
    if (disk.cbt_enabled)
      around.refuse(
        t(
          'Changed block tracking is on for this disk, which a backup program needs: turn it off there before it is moved.',
        ),
      )
    if (row.power_state === 'Halted' && disk.VBDs.length > 1)
      around.refuse(t('Another VM has this disk as well: it can’t be moved away from that one.'))
  },
  async steps({ work, ref, row, around, input: { sr, ...which } }) {
    const drive = around.device('VBD', ref, which.drive, which.position)
    const to = around.find('SR', sr)
    const place = await work.ask(({ VBD }) => VBD.get_record(drive))
    const disk = place.VDI
    if (row.power_state === 'Running') {
      await work.task(1, ({ VDI }) => VDI.pool_migrate(disk, to, {}))
      return
    }
    const copy = (await work.task(0.9, ({ VDI }) => VDI.copy(disk, to))) as Ref<'VDI'>
    work.takeBack(() => work.ask(({ VDI }) => VDI.destroy(copy)))
    await work.ask(({ VBD }) => VBD.destroy(drive))
    work.takeBack(async () => {
      await work.ask(({ VBD }) => VBD.create(place))
    })
    await work.ask(({ VBD }) => VBD.create({ ...place, VDI: copy }))
    work.keep()
    try {
      await work.ask(({ VDI }) => VDI.destroy(disk))
    } catch (error) {
      if (!isRefusal(error)) throw error
      throw new HalfDone(
        worded('The disk was moved. What it was before is still on its old storage.', {}),
        error,
      )
    }
  },
})
