import { say, t, worded } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Records, Ref } from '@/server/xapi/model/records'
import { type Action, defineAction, type Surroundings } from './define'
import { newVbd, newVdi } from './device-records'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { vmMoveDisk } from './vm-disk-move'
import { ofProduct, stateIs } from './vm-states'

const driveOf = (around: Surroundings, vm: Ref<'VM'>, { drive, position }: InputOf<'drive'>) =>
  around.device('VBD', vm, drive, position)

/** Puts a disk or a drive into a VM, and lets it have it at once where it runs and can. Else it is not put there. */
async function place(xapi: Calls, record: Records['VBD']): Promise<void> {
  const made = await xapi.VBD.create(record)
  try {
    if ((await xapi.VBD.get_allowed_operations(made)).includes('plug')) await xapi.VBD.plug(made)
  } catch (error) {
    await xapi.VBD.destroy(made)
    throw error
  }
}

/** XenCenter's mark of a disk that goes when its VM does. */
const owned = { owner: '' }

export const vmAddDisk = defineAction({
  id: 'vm.addDisk',
  on: ['VM', 'template'],
  blocked: ofProduct,
  label: say('Add disk…'),
  sentence: (name: string, told: InputOf<'newDisk'>) =>
    t('Add the disk {disk} to {name}', { disk: told.name, name }),
  will: 'get another disk',
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disk',
  input: inputOf('newDisk'),
  involves: ({ sr }) => [{ class: 'SR', id: sr }],
  takes: (_, { sr, size }) => ({ disk: size, uses: [sr] }),
  async apply({ xapi, ref, around, input: { sr, readOnly, ...of } }) {
    const disk = await xapi.VDI.create(newVdi({ ...of, sr: around.find('SR', sr) }))
    try {
      await place(xapi, newVbd({ vm: ref, disk, type: 'Disk', readOnly, other_config: owned }))
    } catch (error) {
      await xapi.VDI.destroy(disk)
      throw error
    }
  },
})

export const vmAttachDisk = defineAction({
  id: 'vm.attachDisk',
  on: ['VM', 'template'],
  blocked: ofProduct,
  label: say('Attach disk…'),
  sentence: (name: string) => t('Attach a disk to {name}', { name }),
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disk',
  input: inputOf('attachDisk'),
  listed: false,
  bulk: false,
  // What is on a disk that no VM has is for who may change the disks of its storage.
  involves: ({ sr }) => [{ class: 'SR', id: sr, permission: 'vm.disk' }],
  takes: (_, { sr, size }) => ({ disk: size, uses: [sr] }),
  async check({ xapi, around, input: { disk, sr, size } }) {
    const vdi = await xapi.VDI.get_record(around.disk(disk, sr))
    if (vdi.virtual_size !== size) around.refuse(t('The disk was changed meanwhile. Look at it again.'))
    if (vdi.is_a_snapshot || !vdi.managed || vdi.missing)
      around.refuse(t('This is no disk that a VM could have.'))
    if (vdi.VBDs.length > 0 && !vdi.sharable)
      around.refuse(t('Another VM has this disk, and it is not to be shared.'))
  },
  async apply({ xapi, ref, around, input: { disk, sr, readOnly } }) {
    await place(xapi, newVbd({ vm: ref, disk: around.disk(disk, sr), type: 'Disk', readOnly }))
  },
})

export const vmSetDisk = defineAction({
  id: 'vm.setDisk',
  on: ['VM', 'template'],
  blocked: ofProduct,
  label: say('Change disk…'),
  sentence: (name: string, { position }: InputOf<'setDisk'>) =>
    t('Change the disk at position {position} of {name}', { position, name }),
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disk',
  input: inputOf('setDisk'),
  listed: false,
  bulk: false,
  takes: (_, { size, from }) => ({ disk: size === null ? 0 : Math.max(0, size - from) }),
  async check({ xapi, ref, around, input }) {
    const disk = await xapi.VBD.get_VDI(driveOf(around, ref, input))
    if ((await xapi.VDI.get_virtual_size(disk)) !== input.from)
      around.refuse(t('The disk was changed meanwhile. Look at it again.'))
    if (input.size !== null && input.size < input.from)
      around.refuse(t('A disk grows and does not shrink: what is at its end would be lost.'))
  },
  async apply({ xapi, ref, around, input: { name, description, size, from, readOnly, ...which } }) {
    const drive = driveOf(around, ref, which)
    const disk = await xapi.VBD.get_VDI(drive)
    const grows = size !== null && size !== from
    // What may be refused comes first: then nothing has been changed.
    if (grows) await xapi.VDI.resize(disk, size)
    try {
      if (readOnly !== null) await xapi.VBD.set_mode(drive, readOnly ? 'RO' : 'RW')
      if (name !== null) await xapi.VDI.set_name_label(disk, name)
      if (description !== null) await xapi.VDI.set_name_description(disk, description)
    } catch (error) {
      if (!grows || !isRefusal(error)) throw error
      throw new HalfDone(worded('The disk was made larger.', {}), error)
    }
  },
})

/** What all have alike that are told nothing but which drive. */
const ofDrive = {
  on: ['VM', 'template'],
  blocked: ofProduct,
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disk',
  input: inputOf('drive'),
  listed: false,
  bulk: false,
  async check({ ref, around, input }) {
    driveOf(around, ref, input)
  },
} as const satisfies Partial<Action<'VM' | 'template', InputOf<'drive'>>>

export const vmPlugDisk = defineAction<'VM', InputOf<'drive'>>({
  ...ofDrive,
  on: ['VM'],
  id: 'vm.plugDisk',
  label: say('Activate'),
  sentence: (name: string, { position }: InputOf<'drive'>) =>
    t('Activate the disk at position {position} of {name}', { position, name }),
  apply: ({ xapi, ref, around, input }) => xapi.VBD.plug(driveOf(around, ref, input)),
  undo: (_, input) => ({ action: 'vm.unplugDisk', input }),
})

export const vmUnplugDisk = defineAction<'VM', InputOf<'drive'>>({
  ...ofDrive,
  on: ['VM'],
  id: 'vm.unplugDisk',
  label: say('Deactivate'),
  sentence: (name: string, { position }: InputOf<'drive'>) =>
    t('Deactivate the disk at position {position} of {name}', { position, name }),
  apply: ({ xapi, ref, around, input }) => xapi.VBD.unplug(driveOf(around, ref, input)),
  undo: (_, input) => ({ action: 'vm.plugDisk', input }),
})

/** Takes a disk out of its VM. */
async function takeOut(xapi: Calls, drive: Ref<'VBD'>): Promise<void> {
  if (await xapi.VBD.get_currently_attached(drive)) await xapi.VBD.unplug(drive)
  await xapi.VBD.destroy(drive)
}

export const vmDetachDisk = defineAction<'VM' | 'template', InputOf<'drive'>>({
  ...ofDrive,
  id: 'vm.detachDisk',
  label: say('Detach…'),
  sentence: (name: string, { position }: InputOf<'drive'>) =>
    t('Detach the disk at position {position} from {name}', { position, name }),
  tone: 'danger',
  apply: ({ xapi, ref, around, input }) => takeOut(xapi, driveOf(around, ref, input)),
})

export const vmDeleteDisk = defineAction<'VM' | 'template', InputOf<'drive'>>({
  ...ofDrive,
  id: 'vm.deleteDisk',
  label: say('Delete disk…'),
  sentence: (name: string, { position }: InputOf<'drive'>) =>
    t('Delete the disk at position {position} of {name}', { position, name }),
  icon: 'delete',
  tone: 'danger',
  recentSignIn: true,
  async check({ xapi, ref, around, input }) {
    const disk = await xapi.VBD.get_VDI(driveOf(around, ref, input))
    const others = (await xapi.VDI.get_VBDs(disk)).length - 1
    if (others > 0) around.refuse(t('Another VM has this disk as well. Detach it from this one instead.'))
  },
  async apply({ xapi, ref, around, input }) {
    const drive = driveOf(around, ref, input)
    const disk = await xapi.VBD.get_VDI(drive)
    await takeOut(xapi, drive)
    try {
      await xapi.VDI.destroy(disk)
    } catch (error) {
      if (!isRefusal(error)) throw error
      throw new HalfDone(worded('The disk was detached and is still on its storage.', {}), error)
    }
  },
})

export const vmAddDrive = defineAction({
  id: 'vm.addDrive',
  on: ['VM', 'template'],
  blocked: ofProduct,
  label: say('Add DVD drive'),
  sentence: (name: string) => t('Add a DVD drive to {name}', { name }),
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disk',
  listed: false,
  bulk: false,
  apply: ({ xapi, ref }) => place(xapi, newVbd({ vm: ref, disk: null, type: 'CD', readOnly: true })),
})

export const vmInsertDisc = defineAction({
  id: 'vm.insertDisc',
  on: ['VM', 'template'],
  blocked: ofProduct,
  label: say('Insert disc…'),
  sentence: (name: string, { title }: InputOf<'insertDisc'>) =>
    t('Insert {title} into {name}', { title, name }),
  icon: 'disk',
  tone: 'neutral',
  group: 'properties',
  permission: 'vm.disc',
  input: inputOf('insertDisc'),
  listed: false,
  bulk: false,
  involves: ({ sr }) => [{ class: 'SR', id: sr }],
  takes: (_, { sr }) => ({ uses: [sr] }),
  async check({ xapi, ref, around, input }) {
    driveOf(around, ref, input)
    const disc = around.disk(input.disc, input.sr)
    if ((await xapi.SR.get_content_type(around.find('SR', input.sr))) !== 'iso')
      around.refuse(t('This storage holds no discs.'))
    if ((await xapi.VDI.get_name_label(disc)) !== input.title)
      around.refuse(t('The disc was renamed meanwhile. Look at it again.'))
  },
  async apply({ xapi, ref, around, input }) {
    const drive = driveOf(around, ref, input)
    const disc = around.disk(input.disc, input.sr)
    await putIn(xapi, drive, disc)
  },
})

/** In place of what is in the drive, which comes back where the pool refuses it. */
async function putIn(xapi: Calls, drive: Ref<'VBD'>, disc: Ref<'VDI'>): Promise<void> {
  const { empty, VDI: before } = await xapi.VBD.get_record(drive)
  if (!empty) await xapi.VBD.eject(drive)
  try {
    await xapi.VBD.insert(drive, disc)
  } catch (error) {
    if (!empty) await xapi.VBD.insert(drive, before)
    throw error
  }
}

/** For pools that keep a disc with the tools: newer ones leave them to the guest. */
export const vmInsertTools = defineAction({
  id: 'vm.insertTools',
  on: ['VM'],
  label: say('Insert guest tools…'),
  sentence: (name: string) => t('Insert the guest tools into {name}', { name }),
  will: say('have the disc of the guest tools in their DVD drive'),
  icon: 'disc',
  tone: 'neutral',
  group: 'properties',
  submenu: 'change',
  permission: 'vm.disk',
  also: ['vm.disc'],
  blocked: vm =>
    vm.power_state === 'Running'
      ? undefined
      : t('{stateIs} Tools are installed in a guest that runs.', { stateIs: stateIs(vm) }),
  confirm: vm => ({
    title: t('Insert the guest tools into {name}?', { name: vm.name_label }),
    body: t(
      'Their disc takes the place of what is in its DVD drive; install them from it, in its console. A VM without a drive gets one, which it has from its next start.',
    ),
    verb: t('Insert'),
  }),
  async check({ ref, around }) {
    const { has, disc } = around.tools(ref)
    if (has === 'both') around.refuse(t('It has them already, as new as its pool.'))
    if (disc === undefined)
      around.refuse(t('Its pool keeps no disc with them: its guide says where they come from.'))
  },
  async apply({ xapi, ref, around }) {
    const { disc } = around.tools(ref)
    if (disc === undefined)
      return around.refuse(t('Its pool keeps no disc with them: its guide says where they come from.'))
    for (const drive of await xapi.VM.get_VBDs(ref))
      if ((await xapi.VBD.get_type(drive)) === 'CD') return putIn(xapi, drive, disc)
    // Guests find no new drive while they run.
    await xapi.VBD.create(newVbd({ vm: ref, disk: disc, type: 'CD', readOnly: true }))
  },
})

export const vmEjectDisc = defineAction<'VM' | 'template', InputOf<'drive'>>({
  ...ofDrive,
  id: 'vm.ejectDisc',
  label: say('Eject'),
  sentence: (name: string) => t('Eject the disc of {name}', { name }),
  permission: 'vm.disc',
  apply: ({ xapi, ref, around, input }) => xapi.VBD.eject(driveOf(around, ref, input)),
})

/** In the order of menus. */
export const vmDiskActions = [
  vmAddDisk,
  vmAttachDisk,
  vmSetDisk,
  vmPlugDisk,
  vmUnplugDisk,
  vmMoveDisk,
  vmDetachDisk,
  vmDeleteDisk,
  vmAddDrive,
  vmInsertDisc,
  vmEjectDisc,
  vmInsertTools,
] as const
