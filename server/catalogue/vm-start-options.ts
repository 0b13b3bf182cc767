import { say, t, told } from '@/server/shared/text'
import type { Records } from '@/server/xapi/model/records'
import { defineAction } from './define'
import { type InputOf, inputOf } from './input'

type Kept = Pick<Records['VM'], 'order' | 'start_delay' | 'shutdown_delay' | 'ha_restart_priority'>

/** By what XAPI keeps in `ha_restart_priority`. */
export const restartPriorities = {
  restart: say('Restart'),
  'best-effort': say('Restart if possible'),
  '': say('Do not restart'),
} as const

/** Pools of long ago have numbers there, "1" to "3", and restart such VMs. */
export function restartPriority(kept: string): keyof typeof restartPriorities {
  return kept === '' || kept === 'best-effort' ? kept : 'restart'
}

const shown = ({ order, start_delay, shutdown_delay, ha_restart_priority }: Kept) => ({
  order: String(order),
  startDelay: t('{n} s', { n: start_delay }),
  shutdownDelay: t('{n} s', { n: shutdown_delay }),
  restart: told(restartPriorities[restartPriority(ha_restart_priority)]),
})

/** As they would be: what was not told stays. */
const wanted = (
  before: Kept,
  { order, startDelay, shutdownDelay, restart }: InputOf<'startOptions'>,
): Kept => ({
  order: order ?? before.order,
  start_delay: startDelay ?? before.start_delay,
  shutdown_delay: shutdownDelay ?? before.shutdown_delay,
  ha_restart_priority: restart ?? restartPriority(before.ha_restart_priority),
})

export const vmSetStartOptions = defineAction({
  id: 'vm.setStartOptions',
  on: ['VM'],
  label: say('Change start options…'),
  sentence: (name: string) => t('Change the start options of {name}', { name }),
  will: say('get these start options'),
  icon: 'power',
  tone: 'neutral',
  group: 'properties',
  submenu: 'change',
  permission: 'vm.order',
  input: inputOf('startOptions'),
  async check({ xapi, ref, input: { restart } }) {
    // No restart can be promised to what can't run on every host.
    if (restart === 'restart') await xapi.VM.assert_agile(ref)
  },
  async apply({ xapi: { VM }, ref, input }) {
    const before: Kept = await VM.get_record(ref)
    const after = wanted(before, input)
    // What may be refused comes first: then nothing has been changed.
    if (after.ha_restart_priority !== restartPriority(before.ha_restart_priority))
      await VM.set_ha_restart_priority(ref, after.ha_restart_priority)
    if (after.order !== before.order) await VM.set_order(ref, after.order)
    if (after.start_delay !== before.start_delay) await VM.set_start_delay(ref, after.start_delay)
    if (after.shutdown_delay !== before.shutdown_delay) await VM.set_shutdown_delay(ref, after.shutdown_delay)
  },
  changes: (_, input, record) =>
    record ? { before: shown(record), after: shown(wanted(record, input)) } : { before: {}, after: {} },
  undo(_, input, record) {
    if (!record) return undefined
    const after = wanted(record, input)
    const back = {
      order: after.order === record.order ? null : record.order,
      startDelay: after.start_delay === record.start_delay ? null : record.start_delay,
      shutdownDelay: after.shutdown_delay === record.shutdown_delay ? null : record.shutdown_delay,
      restart:
        after.ha_restart_priority === restartPriority(record.ha_restart_priority)
          ? null
          : restartPriority(record.ha_restart_priority),
    }
    return Object.values(back).every(value => value === null)
      ? undefined
      : { action: 'vm.setStartOptions', input: back }
  },
})
