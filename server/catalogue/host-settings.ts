import { say, t } from '@/server/shared/text'
import type { Calls } from '@/server/xapi/model/calls'
import type { Ref } from '@/server/xapi/model/records'
import { defineAction, type Plain } from './define'
import { isRefusal } from './half-done'
import { type InputOf, inputOf } from './input'
import { setOtherConfig, setters } from './setters'

const common = {
  on: ['host'],
  tone: 'neutral',
  group: 'properties',
  permission: 'host.edit',
} as const

const logKey = 'syslog_destination'

export const hostSetLog = defineAction({
  ...common,
  id: 'host.setLog',
  label: say('Change log destination…'),
  sentence: (name: string, { destination }: InputOf<'logDestination'>) =>
    destination === ''
      ? t('Keep the logs of {name} on itself alone', { name })
      : t('Send the logs of {name} to {destination}', { name, destination }),
  icon: 'audit',
  input: inputOf('logDestination'),
  bulk: false,
  async apply({ xapi: { host }, ref, input: { destination } }) {
    const before = (await host.get_logging(ref))[logKey] ?? ''
    if (before === destination) return
    const write = async (value: string) => {
      await host.remove_from_logging(ref, logKey)
      if (value !== '') await host.add_to_logging(ref, logKey, value)
    }
    await write(destination)
    try {
      // Its syslog only reads the setting when it is told to.
      await host.syslog_reconfigure(ref)
    } catch (error) {
      if (isRefusal(error)) await write(before)
      throw error
    }
  },
  changes: (_, { destination }, record) =>
    change('logDestination', record?.logging[logKey] ?? '', destination),
  undo(_, { destination }, record) {
    const before = record?.logging[logKey] ?? ''
    return record === undefined || before === destination
      ? undefined
      : { action: 'host.setLog', input: { destination: before } }
  },
})

export const hostSetIqn = defineAction({
  ...common,
  id: 'host.setIqn',
  label: say('Change iSCSI name…'),
  sentence: (name: string, { iqn }: InputOf<'iqn'>) => t('Give {name} the iSCSI name {iqn}', { name, iqn }),
  icon: 'storage',
  input: inputOf('iqn'),
  bulk: false,
  apply: ({ xapi, ref, input: { iqn } }) =>
    orInOtherConfig(xapi, ref, { iscsi_iqn: iqn }, () => xapi.host.set_iscsi_iqn(ref, iqn)),
  changes: (_, { iqn }, record) => change('iscsiName', iqnOf(record), iqn),
  undo(_, { iqn }, record) {
    const before = iqnOf(record)
    return before === '' || before === iqn ? undefined : { action: 'host.setIqn', input: { iqn: before } }
  },
})

const iqnOf = (record: { iscsi_iqn: string; other_config: Readonly<Record<string, string>> } | undefined) =>
  record?.iscsi_iqn || record?.other_config.iscsi_iqn || ''

export const hostSetMultipathing = defineAction({
  ...common,
  id: 'host.setMultipathing',
  label: say('Change multipathing…'),
  sentence: (name: string, { on }: InputOf<'multipathing'>) =>
    on
      ? t('Use all paths from {name} to its storage', { name })
      : t('Use one path from {name} to its storage', { name }),
  icon: 'storage',
  input: inputOf('multipathing'),
  bulk: false,
  blocked: host =>
    host.maintenance
      ? undefined
      : t('Its storage is detached for a moment: put the host into maintenance mode to change this.'),
  async steps({ work, ref, input: { on } }) {
    const attached = await work.ask(async ({ host, PBD }) => {
      const found: Ref<'PBD'>[] = []
      for (const one of await host.get_PBDs(ref)) if (await PBD.get_currently_attached(one)) found.push(one)
      return found
    })
    for (const one of attached) {
      await work.task(0.45 / attached.length, ({ PBD }) => PBD.unplug(one))
      work.takeBack(async () => {
        await work.task(0, ({ PBD }) => PBD.plug(one))
      }, 'always')
    }
    const set = (value: boolean) =>
      work.ask(xapi =>
        orInOtherConfig(xapi, ref, { multipathing: String(value), multipathhandle: value ? 'dmp' : '' }, () =>
          xapi.host.set_multipathing(ref, value),
        ),
      )
    await set(on)
    work.takeBack(() => set(!on))
    for (const one of attached) await work.task(0.45 / attached.length, ({ PBD }) => PBD.plug(one))
  },
  changes: (_, { on }, record) =>
    change('multipathing', record === undefined ? '' : onOff(record.multipathing), onOff(on)),
})

const onOff = (on: boolean) => (on ? t('On') : t('Off'))

const change = (field: string, before: string, after: string): { before: Plain; after: Plain } => ({
  before: { [field]: before },
  after: { [field]: after },
})

/** Releases before the setting had a call of its own keep it under these keys. */
async function orInOtherConfig(
  xapi: Calls,
  ref: Ref<'host'>,
  keys: Readonly<Record<string, string>>,
  set: () => Promise<void>,
): Promise<void> {
  try {
    await set()
  } catch (error) {
    if (!isRefusal(error) || Reflect.get(Object(error), 'code') !== 'MESSAGE_METHOD_UNKNOWN') throw error
    const now = await xapi.host.get_other_config(ref)
    for (const [key, after] of Object.entries(keys))
      await setOtherConfig(setters(xapi, 'host'), ref, key, { before: now[key], after })
  }
}

export const hostSettings = [hostSetLog, hostSetIqn, hostSetMultipathing] as const
