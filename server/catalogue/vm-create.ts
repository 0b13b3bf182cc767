import { splitId } from '@/server/inventory/ids'
import type { ObjectId } from '@/server/inventory/rows'
import { beingMadePrefix } from '@/server/shared/being-made'
import { rangeIssue } from '@/server/shared/memory-range'
import { seedBytes } from '@/server/shared/seed'
import { say, t, worded } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { type ActionClass, defineAction, type Surroundings } from './define'
import { HalfDone, isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { addDiscDrive, addDisks, addNics, shapeOwnDisks } from './new-vm-devices'
import { addSeed, storageOfSeed } from './new-vm-seed'
import { becomeWhole, prepare, setsMemory, shape } from './new-vm-settings'
import type { Permission } from './permissions'
import { sizeText } from './vm-memory'
import { wipe } from './vm-wipe'

type Told = InputOf<'newVm'>

function sourceOf(around: Surroundings, { template, snapshotOf }: Told): Ref<'VM'> {
  return snapshotOf === null
    ? around.template(template)
    : around.snapshot(around.find('VM', snapshotOf), template).ref
}

/** Storage that it needs, each once. */
function storageIn({ disks, own, media, copyTo }: Told): ObjectId[] {
  const named = [...disks.map(({ sr }) => sr), ...(copyTo === null ? own.map(({ sr }) => sr) : [copyTo])]
  return [...new Set(media.from === 'disc' ? [...named, media.sr] : named)]
}

export const vmCreate = defineAction({
  id: 'vm.create',
  on: ['pool', 'host'],
  label: say('New VM…'),
  sentence: (_: string, told: Told) => t('Make the VM {name}', { name: told.name }),
  icon: 'add',
  tone: 'neutral',
  group: 'power',
  permission: 'vm.create',
  input: inputOf('newVm'),
  bulk: false,
  involves(told) {
    const { pool } = splitId(told.template)
    // Templates are the pool's, from whichever menu this comes.
    const needed: { class: ActionClass; id: ObjectId; permission?: Permission }[] = [
      { class: 'pool', id: pool, permission: 'vm.create' },
      ...storageIn(told).map(id => ({ class: 'SR' as const, id })),
      ...told.nics.map(({ network: id }) => ({ class: 'network' as const, id })),
    ]
    if (told.home !== null) needed.push({ class: 'host', id: told.home, permission: 'vm.migrate' })
    if (told.biosOf !== null) needed.push({ class: 'host', id: told.biosOf })
    if (told.snapshotOf !== null) needed.push({ class: 'VM', id: told.snapshotOf, permission: 'vm.copy' })
    if (told.gpu !== null) needed.push({ class: 'pool', id: pool, permission: 'vm.gpu' })
    if (setsMemory(told)) needed.push({ class: 'pool', id: pool, permission: 'vm.resize' })
    return needed
  },
  takes: (_, told) => ({
    project: told.project,
    vms: 1,
    vcpus: told.vcpus.max,
    memory: told.memory.to,
    disk:
      told.disks.reduce((sum, { size }) => sum + size, 0) +
      told.own.reduce((sum, { to }) => sum + to, 0) +
      (told.seed === null ? 0 : seedBytes),
    uses: [
      told.template,
      ...storageIn(told),
      ...told.nics.map(({ network }) => network),
      ...(told.home === null ? [] : [told.home]),
    ],
  }),
  makes: 'VM',
  async check({ xapi, around, input }) {
    const source = sourceOf(around, input)
    for (const { network } of input.nics) around.find('network', network)
    if (input.home !== null) around.find('host', input.home)
    if ((await xapi.VM.get_memory_dynamic_max(source)) !== input.memory.from)
      around.refuse(t('The template was changed meanwhile. Look at it again.'))
    if (input.gpu !== null) around.gpuKind(source, input.gpu)
    await checkMemory(xapi, around, source, input)
    if (input.seed !== null && storageOfSeed(input) === undefined)
      around.refuse(t('It has no disks, and so no storage for the drive of its first start.'))
    await checkOwnDisks(xapi, around, source, input)
    await checkStorage(xapi, around, input)
  },
  async steps({ work, around, input }) {
    const source = sourceOf(around, input)
    const hiddenName = `${beingMadePrefix}${input.name}`
    const { copyTo } = input
    const vm = await work.clone(0.4, ({ VM }) =>
      copyTo === null ? VM.clone(source, hiddenName) : VM.copy(source, hiddenName, around.find('SR', copyTo)),
    )
    work.takeBack(() => wipe(work, vm))
    work.makes(vm)
    await prepare(work, vm, input)
    const { biosOf, vendorDevice } = input
    // Before the home server: XAPI makes that of the host they are of.
    if (biosOf !== null) await work.ask(({ VM }) => VM.copy_bios_strings(vm, around.find('host', biosOf)))
    if (vendorDevice !== null) await work.ask(({ VM }) => VM.set_has_vendor_device(vm, vendorDevice))
    await shape(work, vm, input, input.home === null ? null : around.find('host', input.home))
    await shapeOwnDisks(work, vm, input.own)
    await addDiscDrive(
      work,
      vm,
      input.media.from === 'disc' ? around.disk(input.media.disc, input.media.sr) : null,
    )
    await addDisks(
      work,
      vm,
      input.disks.map(disk => ({ ...disk, sr: around.find('SR', disk.sr) })),
    )
    await addNics(
      work,
      vm,
      input.nics.map(nic => ({ ...nic, network: around.find('network', nic.network) })),
    )
    const seedStorage = storageOfSeed(input)
    if (input.seed !== null && seedStorage !== undefined)
      await addSeed(work, vm, around.find('SR', seedStorage), { name: input.name, seed: input.seed })
    if (input.vtpm) await work.ask(({ VTPM }) => VTPM.create(vm, false))
    if (input.gpu !== null) {
      const { group, type } = around.gpuKind(source, input.gpu)
      await work.ask(({ VGPU }) => VGPU.create(vm, group, '0', {}, type))
    }
    await becomeWhole(work, vm, input.name)
    work.keep()
    if (!input.start) return
    try {
      await work.task(0.2, ({ VM }) => VM.start(vm, false, false))
    } catch (error) {
      if (!isRefusal(error)) throw error
      throw new HalfDone(worded('{name} was made, but it does not run.', { name: input.name }), error)
    }
  },
})

/** A range is for guests that give memory back, and no lower than they can do with. */
async function checkMemory(
  xapi: Calls,
  around: Surroundings,
  source: Ref<'VM'>,
  { memory: { to, least, limit } }: Told,
): Promise<void> {
  if (least === null && limit === null) return
  const room = { ...around.memoryRoom(source), promise: null }
  const dynamicMin = await xapi.VM.get_memory_dynamic_min(source)
  const asked = { least: least ?? to, most: to, limit: limit ?? to }
  // As little as the template is held to its guests can do with.
  const issue = rangeIssue(asked, { staticMin: 0, dynamicMin, room }, sizeText)
  if (issue !== undefined) around.refuse(issue)
}

/** The disks of the template that it is to have are there, as large as was said. */
async function checkOwnDisks(
  xapi: Calls,
  around: Surroundings,
  source: Ref<'VM'>,
  { own }: Told,
): Promise<void> {
  const left = new Map(own.map(disk => [disk.position, disk]))
  for (const vbd of own.length === 0 ? [] : await xapi.VM.get_VBDs(source)) {
    const { userdevice, type, VDI } = await xapi.VBD.get_record(vbd)
    const told = type === 'Disk' ? left.get(userdevice) : undefined
    if (!told) continue
    const { virtual_size, SR } = await xapi.VDI.get_record(VDI)
    if (virtual_size !== told.from || SR !== around.find('SR', told.sr)) break
    if (told.to < told.from)
      around.refuse(t('A disk grows and does not shrink: what is at its end would be lost.'))
    left.delete(userdevice)
  }
  if (left.size > 0) around.refuse(t('The template was changed meanwhile. Look at it again.'))
}

async function checkStorage(
  xapi: Calls,
  around: Surroundings,
  { disks, media, copyTo }: Told,
): Promise<void> {
  for (const sr of new Set([...disks.map(disk => disk.sr), ...(copyTo === null ? [] : [copyTo])])) {
    if ((await xapi.SR.get_content_type(around.find('SR', sr))) === 'iso')
      around.refuse(t('This storage is for discs, not for disks.'))
  }
  if (media.from !== 'disc') return
  const disc = around.disk(media.disc, media.sr)
  if ((await xapi.SR.get_content_type(around.find('SR', media.sr))) !== 'iso')
    around.refuse(t('This storage holds no discs.'))
  if ((await xapi.VDI.get_name_label(disc)) !== media.title)
    around.refuse(t('The disc was renamed meanwhile. Look at it again.'))
}
