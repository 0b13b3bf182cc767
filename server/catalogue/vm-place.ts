import { isNullRef, noRef, splitId } from '@/server/inventory/ids'
import type { Motion } from '@/server/inventory/motion'
import type { ObjectId, VmRow } from '@/server/inventory/rows'
import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction, type Surroundings } from './define'
import { type InputOf, inputOf } from './input'

export const elsewhere = (vm: VmRow, host: string) =>
  splitId(host).pool === vm.pool ? undefined : t('A VM moves between the hosts of its own pool only.')

/** Why a VM can't change hosts while it runs. */
const notMovable = (vm: VmRow) =>
  vm.power_state !== 'Running'
    ? t('{name} is {word}. Only a running VM can be migrated.', {
        name: vm.name_label,
        word: vm.power_state.toLowerCase(),
      })
    : vm.tools !== 'installed'
      ? t('The guest tools do not answer in this VM, so it can’t be migrated. Install them first.')
      : t('The pool does not allow this VM to be migrated now.')

/**
 * Says what of a host stands in the way of a VM that runs, which the pool says too late or in words that do not tell what
 * to do about it.
 */
export function mustReceive(
  { host: from }: VmRow,
  to: ObjectId,
  around: Surroundings,
  { discs }: Pick<Motion, 'discs'>,
): void {
  if (from !== null && around.isOlder(to, from))
    around.refuse(t('Its software is older than that of the server where the VM runs.'))
  const disc = discs.find(({ reached }) => !reached)
  if (disc)
    around.refuse(
      t('Eject the disc {name} first: the server does not reach the storage it is on.', { name: disc.name }),
    )
}

/** Where a VM goes with nothing of its storage. */
const plainTo = (host: ObjectId) => ({ host, storage: null, disks: {}, networks: {}, transfer: null })

export const vmMigrate = defineAction({
  id: 'vm.migrate',
  on: ['VM'],
  label: say('Migrate to server…'),
  sentence: (name: string) => t('Migrate {name} to another server', { name }),
  will: say('move while they run'),
  icon: 'migrate',
  tone: 'neutral',
  group: 'state',
  submenu: 'place',
  permission: 'vm.migrate',
  operation: 'pool_migrate',
  input: inputOf('host'),
  blocked: (vm, input) =>
    input &&
    (elsewhere(vm, input.host) ?? (vm.host === input.host ? t('It runs there already.') : undefined)),
  refused: notMovable,
  involves: ({ host }) => [{ class: 'host', id: host }],
  takes: (_, { host }) => ({ uses: [host] }),
  async check({ xapi, ref, row, around, input: { host } }) {
    mustReceive(row, host, around, around.motion(ref, plainTo(host)))
    await xapi.VM.assert_can_boot_here(ref, around.find('host', host))
  },
  run: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.pool_migrate(ref, around.find('host', host), { live: 'true' }),
})

export const vmMigrateHome = defineAction({
  id: 'vm.migrateHome',
  on: ['VM'],
  label: say('Migrate to home server'),
  sentence: (name: string) => t('Migrate {name} to its home server', { name }),
  will: say('move to their home servers while they run'),
  icon: 'migrate',
  tone: 'neutral',
  group: 'state',
  submenu: 'place',
  permission: 'vm.migrate',
  operation: 'pool_migrate',
  blocked: ({ home, host }) =>
    home === null
      ? t('It has no home server.')
      : host === home
        ? t('It runs on its home server.')
        : undefined,
  refused: notMovable,
  takes: ({ home }) => ({ uses: home === null ? [] : [home] }),
  async check({ xapi, ref, row, around }) {
    if (row.home === null) return
    mustReceive(row, row.home, around, around.motion(ref, plainTo(row.home)))
    await xapi.VM.assert_can_boot_here(ref, around.find('host', row.home))
  },
  run: ({ xapi, ref, row, around }) =>
    xapi.VM.pool_migrate(ref, around.find('host', row.home ?? ''), { live: 'true' }),
})

/** What says nothing against a home: it may be over by the time the VM starts. */
const passing = ['HOST_NOT_ENOUGH_FREE_MEMORY', 'HOST_DISABLED']

async function checkHome(xapi: Calls, ref: Ref<'VM'>, host: Ref<'host'>): Promise<void> {
  try {
    await xapi.VM.assert_can_boot_here(ref, host)
  } catch (error) {
    if (!passing.includes(String(Reflect.get(Object(error), 'code')))) throw error
  }
}

export const vmSetHome = defineAction({
  id: 'vm.setHome',
  on: ['VM'],
  label: say('Set home server…'),
  sentence: (name: string, { host }: InputOf<'home'>) =>
    host === null
      ? t('Let {name} start on any server', { name })
      : t('Set the home server of {name}', { name }),
  will: say('get this home server'),
  icon: 'host',
  tone: 'neutral',
  group: 'properties',
  submenu: 'place',
  permission: 'vm.migrate',
  input: inputOf('home'),
  blocked: (vm, input) =>
    input === undefined || input.host === null
      ? undefined
      : (elsewhere(vm, input.host) ??
        (vm.home === input.host ? t('It is its home server already.') : undefined)),
  involves: ({ host }) => (host === null ? [] : [{ class: 'host', id: host }]),
  async check({ xapi, ref, around, input: { host } }) {
    if (host !== null) await checkHome(xapi, ref, around.find('host', host))
  },
  apply: ({ xapi, ref, around, input: { host } }) =>
    xapi.VM.set_affinity(ref, host === null ? noRef<'host'>() : around.find('host', host)),
  undo({ home }, { host }, record) {
    // Local storage ties a VM to a host as well: that is no choice to put back.
    const before = isNullRef(record?.affinity) ? null : home
    return before === host ? undefined : { action: 'vm.setHome', input: { host: before } }
  },
})

/** In the order of menus. */
export const vmPlaceActions = [vmMigrate, vmMigrateHome, vmSetHome] as const
