import type { FollowedRecord } from '@/server/inventory/classes'
import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { type Action, defineAction, type Plain } from './define'
import { isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'

type OnOff = InputOf<'onOff'>

interface Switch {
  id: string
  label: string
  sentence: (name: string, on: boolean) => string
  /** What it is called in the log. */
  key: string
  isOn: (pool: FollowedRecord<'pool'>) => boolean
  set: (xapi: Calls, ref: Ref<'pool'>, on: boolean) => Promise<void>
}

/** A setting of a pool that is on or off. Releases that do not know it refuse the call, and so say so. */
function switchOf({ id, label, sentence, key, isOn, set }: Switch): Action<'pool', OnOff> {
  const told = (on: boolean): Plain => ({ [key]: on ? t('On') : t('Off') })
  return defineAction<'pool', OnOff>({
    id,
    on: ['pool'],
    label,
    sentence: (name, { on }) => sentence(name, on),
    icon: 'pool',
    tone: 'neutral',
    group: 'properties',
    permission: 'pool.edit',
    input: inputOf('onOff'),
    listed: false,
    bulk: false,
    async apply({ xapi, ref, around, input: { on } }) {
      try {
        await set(xapi, ref, on)
      } catch (error) {
        if (isUnknown(error)) around.refuse(t('The release of this pool does not have this setting.'))
        throw error
      }
    },
    changes: (_, { on }, record) => ({ before: record ? told(isOn(record)) : {}, after: told(on) }),
    undo: (_, { on }, record) =>
      record === undefined || isOn(record) === on ? undefined : { action: id, input: { on: !on } },
  })
}

const isUnknown = (error: unknown) =>
  isRefusal(error) && Reflect.get(Object(error), 'code') === 'MESSAGE_METHOD_UNKNOWN'

export const poolSetMigrationCompression = switchOf({
  id: 'pool.setMigrationCompression',
  label: say('Compress migrations'),
  sentence: (name, on) =>
    on
      ? t('Compress what is sent when VMs of {name} migrate', { name })
      : t('Send what migrates in {name} as it is', { name }),
  key: 'migrationCompression',
  isOn: pool => pool.migration_compression,
  set: ({ pool }, ref, on) => pool.set_migration_compression(ref, on),
})

export const poolSetIgmpSnooping = switchOf({
  id: 'pool.setIgmpSnooping',
  label: say('IGMP snooping'),
  sentence: (name, on) =>
    on ? t('Turn IGMP snooping on in {name}', { name }) : t('Turn IGMP snooping off in {name}', { name }),
  key: 'igmpSnooping',
  isOn: pool => pool.igmp_snooping_enabled,
  set: ({ pool }, ref, on) => pool.set_igmp_snooping_enabled(ref, on),
})

export const poolSetLivePatching = switchOf({
  id: 'pool.setLivePatching',
  label: say('Live patching'),
  sentence: (name, on) =>
    on ? t('Turn live patching on in {name}', { name }) : t('Turn live patching off in {name}', { name }),
  key: 'livePatching',
  isOn: pool => !pool.live_patching_disabled,
  set: ({ pool }, ref, on) => pool.set_live_patching_disabled(ref, !on),
})

export const poolSettings = [poolSetMigrationCompression, poolSetIgmpSnooping, poolSetLivePatching] as const
