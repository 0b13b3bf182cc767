import { noRef, splitId } from '@/server/inventory/ids'
import type { ObjectId } from '@/server/inventory/rows'
import { say, t, told } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Records, Ref } from '@/server/xapi/model/records'
import { type ActionClass, defineAction, type Steps, type Surroundings } from './define'
import { type InputOf, inputOf } from './input'
import type { Permission } from './permissions'

type Member = InputOf<'vappMembers'>['members'][number]
type Kept = Pick<Records['VM'], 'appliance' | 'order' | 'start_delay' | 'shutdown_delay'>

const involved = (members: readonly Member[]) => {
  const needed: { class: ActionClass; id: ObjectId; permission?: Permission }[] = []
  for (const { vm } of members)
    needed.push(
      { class: 'VM', id: vm, permission: 'vapp.edit' },
      { class: 'VM', id: vm, permission: 'vm.order' },
    )
  return needed
}

/** Each is still in the vApp that it was seen in, or in none: whoever takes it out of another one has seen which. */
async function checkMembers(xapi: Calls, around: Surroundings, members: readonly Member[]): Promise<void> {
  for (const { vm, from } of members) {
    const ref = around.find('VM', vm)
    const expected = from === null ? noRef<'VM_appliance'>() : around.find('VM_appliance', from)
    if ((await xapi.VM.get_appliance(ref)) !== expected)
      around.refuse(
        t('The vApp of {name} was changed meanwhile. Look at it again.', {
          name: await xapi.VM.get_name_label(ref),
        }),
      )
  }
}

/** Writes what differs; each value is put back should a later one be refused. */
async function arrange(work: Steps, vm: Ref<'VM'>, after: Partial<Kept>): Promise<void> {
  const before: Kept = await work.ask(({ VM }) => VM.get_record(vm))
  const write = async <K extends keyof Kept>(
    key: K,
    set: (VM: Calls['VM'], value: Kept[K]) => Promise<void>,
  ) => {
    const value: Kept[K] | undefined = after[key]
    if (value === undefined || value === before[key]) return
    await work.ask(({ VM }) => set(VM, value))
    work.takeBack(() => work.ask(({ VM }) => set(VM, before[key])))
  }
  await write('order', (VM, value) => VM.set_order(vm, value))
  await write('start_delay', (VM, value) => VM.set_start_delay(vm, value))
  await write('shutdown_delay', (VM, value) => VM.set_shutdown_delay(vm, value))
  await write('appliance', (VM, value) => VM.set_appliance(vm, value))
}

async function arrangeAll(
  work: Steps,
  around: Surroundings,
  appliance: Ref<'VM_appliance'>,
  members: readonly Member[],
): Promise<void> {
  for (const { vm, order, startDelay, shutdownDelay } of members)
    await arrange(work, around.find('VM', vm), {
      ...{ appliance, order, start_delay: startDelay, shutdown_delay: shutdownDelay },
    })
}

const namesOf = (ids: readonly ObjectId[], nameOf: (id: ObjectId) => string) => ids.map(nameOf).sort()

export const vappCreate = defineAction({
  id: 'vapp.create',
  on: ['pool'],
  label: say('New vApp…'),
  sentence: (_: string, { name }: InputOf<'newVapp'>) => t('Make the vApp {name}', { name }),
  icon: 'add',
  tone: 'neutral',
  group: 'power',
  permission: 'vapp.edit',
  input: inputOf('newVapp'),
  bulk: false,
  involves: ({ members }) => involved(members),
  regroups: (_, { members }) => ({ vms: members.map(({ vm }) => vm), into: null }),
  check: ({ xapi, around, input }) => checkMembers(xapi, around, input.members),
  async steps({ work, around, input: { name, description, members } }) {
    const vapp = await work.ask(({ VM_appliance }) =>
      VM_appliance.create({
        uuid: '',
        name_label: name,
        name_description: description,
        allowed_operations: [],
        current_operations: {},
        VMs: [],
      }),
    )
    work.takeBack(() => work.ask(({ VM_appliance }) => VM_appliance.destroy(vapp)))
    await arrangeAll(work, around, vapp, members)
  },
  tells: (_, { name, members }, nameOf) => ({
    before: {},
    after: {
      name,
      VMs: namesOf(
        members.map(({ vm }) => vm),
        nameOf,
      ),
    },
  }),
})

export const vappSetMembers = defineAction({
  id: 'vapp.setMembers',
  on: ['VM_appliance'],
  label: say('Change VMs, order and delays…'),
  sentence: (name: string) => t('Change the VMs of {name}', { name }),
  icon: 'vm',
  tone: 'neutral',
  group: 'properties',
  permission: 'vapp.edit',
  also: ['vm.order'],
  input: inputOf('vappMembers'),
  bulk: false,
  involves: ({ members }) => involved(members),
  regroups: (row, { members }) => ({
    vms: differing(
      row.members.map(({ id }) => id),
      members.map(({ vm }) => vm),
    ),
    into: row.id,
  }),
  check: ({ xapi, around, input }) => checkMembers(xapi, around, input.members),
  async steps({ work, ref, row, around, input: { members } }) {
    const stay = new Set(members.map(({ vm }) => vm))
    for (const { id } of row.members)
      if (!stay.has(id)) await arrange(work, around.find('VM', id), { appliance: noRef() })
    await arrangeAll(work, around, ref, members)
  },
  tells: (row, { members }, nameOf) => ({
    before: {
      VMs: namesOf(
        row.members.map(({ id }) => id),
        nameOf,
      ),
    },
    after: {
      VMs: namesOf(
        members.map(({ vm }) => vm),
        nameOf,
      ),
    },
  }),
})

function differing(before: readonly ObjectId[], after: readonly ObjectId[]): ObjectId[] {
  return [...before.filter(id => !after.includes(id)), ...after.filter(id => !before.includes(id))]
}

/** XAPI would destroy it with VMs inside, which then name what is not there: like XenCenter they are taken out first. */
export const vappDelete = defineAction({
  id: 'vapp.delete',
  on: ['VM_appliance'],
  label: say('Delete'),
  sentence: name => t('Delete the vApp {name}', { name }),
  will: say('be deleted'),
  icon: 'delete',
  tone: 'danger',
  group: 'organise',
  permission: 'vapp.edit',
  blocked: ({ current_operations }) =>
    Object.keys(current_operations).length === 0
      ? undefined
      : t('Wait until {operations} has finished.', {
          operations: Object.values(current_operations)
            .map(one => one.replaceAll('_', ' '))
            .join(', '),
        }),
  confirm: vapp => ({
    title: t('Delete the vApp {name}?', { name: vapp.name_label }),
    body: t(
      '{n, plural, =0 {No VM is in it.} one {# VM is in it: it is kept, and is in no vApp afterwards.} other {# VMs are in it: they are kept, and are in no vApp afterwards.}}',
      { n: vapp.members.length },
    ),
    verb: t('Delete'),
  }),
  regroups: row => ({ vms: row.members.map(({ id }) => id), into: null }),
  async steps({ work, ref }) {
    for (const vm of await work.ask(({ VM_appliance }) => VM_appliance.get_VMs(ref)))
      await arrange(work, vm, { appliance: noRef() })
    await work.task(1, ({ VM_appliance }) => VM_appliance.destroy(ref))
  },
})

const noVapp = say('No vApp')

export const vmSetVapp = defineAction({
  id: 'vm.setVapp',
  on: ['VM'],
  label: say('Assign to vApp…'),
  sentence: (name: string, { vapp, title }: InputOf<'vappOf'>) =>
    vapp === null
      ? t('Take {name} out of its vApp', { name })
      : t('Put {name} into the vApp {title}', { name, title }),
  will: say('move'),
  icon: 'boot',
  tone: 'neutral',
  group: 'organise',
  permission: 'vapp.edit',
  input: inputOf('vappOf'),
  blocked: ({ appliance }, input) => {
    if (input === undefined || input.vapp !== (appliance?.id ?? null)) return undefined
    return appliance === null ? t('It is in no vApp.') : t('It is in {now} already.', { now: appliance.name })
  },
  involves: ({ vapp }) =>
    vapp === null ? [] : [{ class: 'VM_appliance', id: vapp, permission: 'vapp.edit' }],
  regroups: (row, { vapp }) => ({ vms: [row.id], into: vapp }),
  async check({ xapi, row, around, input: { vapp, title } }) {
    if (vapp === null) return
    if (splitId(vapp).pool !== row.pool) around.refuse(t('This vApp is of another pool.'))
    if ((await xapi.VM_appliance.get_name_label(around.find('VM_appliance', vapp))) !== title)
      around.refuse(t('The vApp was renamed meanwhile. Look at it again.'))
  },
  apply: ({ xapi, ref, around, input: { vapp } }) =>
    xapi.VM.set_appliance(ref, vapp === null ? noRef() : around.find('VM_appliance', vapp)),
  changes: ({ appliance }, { vapp, title }) => ({
    before: { vApp: appliance?.name ?? told(noVapp) },
    after: { vApp: vapp === null ? told(noVapp) : title },
  }),
  undo: ({ appliance }) => ({
    action: 'vm.setVapp',
    input: { vapp: appliance?.id ?? null, title: appliance?.name ?? '' },
  }),
})
