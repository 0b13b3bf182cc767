import { isNullRef, splitId } from '@/server/inventory/ids'
import type { Motion, MovingDisk } from '@/server/inventory/motion'
import type { ObjectId, VmRow } from '@/server/inventory/rows'
import { bytesText } from '@/server/shared/bytes'
import { say, t } from '@/server/shared/text'
import type { Ref } from '@/server/xapi/model/records'
import { type ActionClass, defineAction, type Plain, type Receive, type Surroundings } from './define'
import { type InputOf, inputOf } from './input'
import type { Permission } from './permissions'
import { mustReceive } from './vm-place'
import { stateIs } from './vm-states'

type Told = InputOf<'move'>

/** Where one of several VMs goes. */
const hostOf = ({ id }: Pick<VmRow, 'id'>, { host, hosts }: Told) => hosts?.[id] ?? host
/** What was told, for one of them. */
const toldOf = (vm: VmRow, told: Told): Told => ({ ...told, host: hostOf(vm, told) })

const isLive = ({ power_state }: VmRow) => power_state === 'Running' || power_state === 'Paused'
const movingOf = ({ across, disks }: Motion): MovingDisk[] =>
  disks.filter(({ from, to }) => across || from !== to)

/** What `VM.migrate_send` and what asks before it are told. */
async function callOf(motion: Motion, receive: Receive, { host, copy }: Told) {
  const vdis: { [vdi: string]: Ref<'SR'> } = {}
  for (const { vdi, to } of motion.disks) if (to !== undefined) vdis[vdi] = to
  const networks: { [vif: string]: Ref<'network'> } = {}
  for (const { vif, to } of motion.nics) if (to !== undefined) networks[vif] = to
  const { transfer } = motion
  if (transfer === undefined) throw new Error('Where it is received was checked before')
  const dest = await receive(splitId(host).pool, motion.host, transfer)
  const options: { [key: string]: string } = copy ? { copy: 'true' } : {}
  return { dest, vdis, networks, options }
}

/** Within its pool and with its storage left where it is, a VM moves as any that changes hosts. */
const isPlain = (motion: Motion) => !motion.across && movingOf(motion).length === 0

/** Says what stands in the way that is known without asking a pool. */
function mustBeWell(vm: VmRow, motion: Motion, told: Told, around: Surroundings): void {
  const moving = movingOf(motion)
  if (moving.length === 0 && !motion.across) {
    if (!isLive(vm))
      around.refuse(t('Nothing of it would move: its disks stay where they are, and it does not run.'))
    if (vm.host === told.host) around.refuse(t('It runs there already, and none of its disks would move.'))
  } else if (motion.transfer === undefined) {
    around.refuse(t('The server has no network with an address over which it could be sent something.'))
  }
  for (const { name, to, cbt } of moving) {
    if (to === undefined)
      around.refuse(t('The server reaches no storage that the disk {name} could go to.', { name }))
    if (cbt)
      around.refuse(
        t('The disk {name} keeps a record of its changes. Switch changed block tracking off to move it.', {
          name,
        }),
      )
  }
  if (motion.across && motion.older && isLive(vm))
    around.refuse(t('Its software is older than that of the server where the VM runs.'))
  if (motion.noRange)
    around.refuse(
      t('The licence of that pool has no dynamic memory control, and this VM has a range of memory.'),
    )
  if (motion.tight) {
    const { needed, free } = motion.tight
    around.refuse(
      t('Its disks take at least {needed}, and {free} are free where they would go.', {
        needed: bytesText(needed),
        free: bytesText(free),
      }),
    )
  }
  const nic = motion.nics.find(({ to }) => to === undefined)
  if (nic)
    around.refuse(
      nic.inSnapshot
        ? t('Choose a network for the NIC {mac}, which one of its snapshots has.', { mac: nic.mac })
        : t('Choose a network for the NIC {mac}.', { mac: nic.mac }),
    )
  if (!motion.across && vm.host !== told.host && isLive(vm)) mustReceive(vm, told.host, around, motion)
}

export const vmMove = defineAction({
  id: 'vm.move',
  on: ['VM'],
  label: say('Move or migrate…'),
  sentence(name: string, told: Told) {
    if (told.pool === null) return t('Move {name}', { name })
    return told.copy ? t('Copy {name} to another pool', { name }) : t('Move {name} to another pool', { name })
  },
  will: say('move'),
  icon: 'migrate',
  tone: 'neutral',
  group: 'state',
  submenu: 'place',
  permission: 'vm.migrate',
  operation: 'migrate_send',
  input: inputOf('move'),
  blocked(vm, told) {
    if (told === undefined) return undefined
    const { pool } = splitId(hostOf(vm, told))
    if (pool !== splitId(told.host).pool || (pool !== vm.pool && pool !== told.pool))
      return t('The server that was chosen is in another pool.')
    if (!told.copy) return undefined
    if (pool === vm.pool) return t('Within its pool it is copied by Copy….')
    return vm.power_state === 'Halted'
      ? undefined
      : t('{stateIs} Only a halted VM can be copied.', { stateIs: stateIs(vm) })
  },
  // Guests without tools may be able to move all the same, which the pool knows.
  refused: vm =>
    isLive(vm) && vm.tools !== 'installed'
      ? t('The guest tools do not answer in this VM, so it can’t be migrated. Install them first.')
      : t('The pool does not allow this VM to be moved now.'),
  involves({ host, hosts = {}, pool, storage, disks, networks, transfer, copy }) {
    const involved: { class: ActionClass; id: ObjectId; permission?: Permission }[] = []
    for (const id of new Set([host, ...Object.values(hosts)])) involved.push({ class: 'host', id })
    // A VM appears there that was not there before.
    if (pool !== null) involved.push({ class: 'pool', id: pool, permission: 'vm.create' })
    if (copy && pool !== null) involved.push({ class: 'pool', id: pool, permission: 'vm.copy' })
    const repositories = [...(storage === null ? [] : [storage]), ...Object.values(disks)]
    for (const id of repositories) involved.push({ class: 'SR', id })
    const lines = [...(transfer === null ? [] : [transfer]), ...Object.values(networks)]
    for (const id of lines) involved.push({ class: 'network', id })
    return involved
  },
  takes(vm, told) {
    const { storage, disks, networks } = told
    const chosen = [
      ...(storage === null ? [] : [storage]),
      ...Object.values(disks),
      ...Object.values(networks),
    ]
    return { uses: [hostOf(vm, told), ...chosen] }
  },
  tells(vm, told, nameOf): { before: Plain; after: Plain } {
    const storage = [...(told.storage === null ? [] : [told.storage]), ...Object.values(told.disks)]
    const names = [...new Set(storage)].map(nameOf)
    const after: Plain = names.length > 0 ? { storage: names } : {}
    const { pool, host } = vm
    const { pool: other } = splitId(told.host)
    return other === pool
      ? { before: {}, after }
      : {
          before: { pool: nameOf(pool), host: host === null ? '' : nameOf(host) },
          after: { pool: nameOf(other), host: nameOf(hostOf(vm, told)), ...after },
        }
  },
  async check({ xapi, ref, row, around, receive, input: all }) {
    const input = toldOf(row, all)
    const motion = around.motion(ref, input)
    mustBeWell(row, motion, input, around)
    if (isPlain(motion)) return xapi.VM.assert_can_boot_here(ref, motion.host)
    const { dest, vdis, networks, options } = await callOf(motion, receive, input)
    await xapi.VM.assert_can_migrate(ref, dest, true, vdis, networks, options)
  },
  async run({ xapi, ref, row, around, receive, input: all }) {
    const input = toldOf(row, all)
    const motion = around.motion(ref, input)
    if (isPlain(motion)) return xapi.VM.pool_migrate(ref, motion.host, { live: 'true' })
    const { dest, vdis, networks, options } = await callOf(motion, receive, input)
    return xapi.VM.migrate_send(ref, dest, true, vdis, networks, options)
  },
  /** Its memory goes where its disks went, where it had a storage of its own for that. */
  async finish({ call, made, around, input: { pool, storage } }) {
    if (pool !== null || storage === null) return
    const to = around.find('SR', storage)
    const before = await call.VM.get_suspend_SR(made)
    if (!isNullRef(before) && before !== to) await call.VM.set_suspend_SR(made, to)
  },
})
