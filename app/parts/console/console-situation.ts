import type { HostRow, VmRow } from '@/server/api/types'
import { say, t, told, toldWorded } from '@/server/shared/text'
import type { ConsoleSnapshot } from './console-session'

/** What stands over the screen instead of a live picture; null while there is one. */
export interface Situation {
  kind: 'inactive' | 'missing' | 'pending' | 'failed'
  title: string
  text: string | null
  /** The one step that leads on. */
  step: { action: string } | 'retry' | null
  /** XAPI's power state, where that is the reason. */
  state?: string
}

/** Actions by power state that bring a console back. */
const steps: Readonly<Record<string, string>> = {
  Halted: 'vm.start',
  Suspended: 'vm.resume',
  Paused: 'vm.unpause',
}

/** Says of an operation under way what happens to the VM; null for those that do not touch its screen. */
function underWay(operations: Readonly<Record<string, string>>): string | null {
  const names: Readonly<Record<string, string>> = {
    start: say('{name} is starting'),
    start_on: say('{name} is starting'),
    resume: say('{name} is resuming'),
    resume_on: say('{name} is resuming'),
    unpause: say('{name} is going on'),
    clean_reboot: say('{name} is restarting'),
    hard_reboot: say('{name} is restarting'),
    clean_shutdown: say('{name} is shutting down'),
    hard_shutdown: say('{name} is shutting down'),
    suspend: say('{name} is being suspended'),
    pool_migrate: say('{name} is moving to another host'),
    migrate_send: say('{name} is moving to another pool'),
  }
  for (const operation of Object.values(operations)) {
    const words = names[operation]
    if (words) return words
  }
  return null
}

export function vmSituation(vm: VmRow, state: ConsoleSnapshot): Situation | null {
  const name = vm.name_label
  const doing = underWay(vm.current_operations)
  if (vm.power_state !== 'Running') {
    if (doing)
      return {
        kind: 'pending',
        title: toldWorded({ text: doing, values: { name } }),
        text: t('Its console comes by itself.'),
        step: null,
      }
    const action = steps[vm.power_state]
    return {
      kind: 'inactive',
      title: t(
        '{name} is {state, select, Running {running} Halted {halted} Suspended {suspended} Paused {paused} other {in an unknown state}}',
        { name, state: vm.power_state },
      ),
      text: told(inactiveText[vm.power_state] ?? 'A VM has a console while it runs.'),
      step: action ? { action } : null,
      state: vm.power_state,
    }
  }
  const ended = endedSituation(state)
  if (ended !== undefined) return ended
  if (doing)
    return {
      kind: 'pending',
      title: toldWorded({ text: doing, values: { name } }),
      text: t('Its console comes back by itself.'),
      step: null,
    }
  if (vm.consoles.length === 0) {
    return {
      kind: 'missing',
      title: t('{name} has no console', { name }),
      text: t('The host offers none for it. A VM that has just started gets one in a moment.'),
      step: 'retry',
    }
  }
  return comingSituation(name, state)
}

/** The same of a host, whose console is that of its control domain. */
export function hostSituation(host: HostRow, state: ConsoleSnapshot): Situation | null {
  const name = host.name_label
  if (!host.live) {
    return {
      kind: 'inactive',
      title: t('{name} cannot be reached', { name }),
      text: t('A host has a console while it runs. It comes back by itself.'),
      step: null,
    }
  }
  const ended = endedSituation(state)
  if (ended !== undefined) return ended
  if (host.consoles.length === 0) {
    return {
      kind: 'missing',
      title: t('{name} has no console', { name }),
      text: t('The pool tells of none. A host that has just started gets one in a moment.'),
      step: 'retry',
    }
  }
  return comingSituation(name, state)
}

/** What is shown whatever its object does: undefined while neither connected nor given up. */
function endedSituation({ phase, problem, next }: ConsoleSnapshot): Situation | null | undefined {
  if (phase === 'connected') return null
  if (phase !== 'closed') return undefined
  return { kind: 'failed', title: problem ?? t('The console was closed.'), text: next, step: 'retry' }
}

function comingSituation(name: string, { problem }: ConsoleSnapshot): Situation {
  if (problem) return { kind: 'pending', title: problem, text: t('Connecting again…'), step: 'retry' }
  return { kind: 'pending', title: t('Connecting to {name}', { name }), text: null, step: null }
}

const inactiveText: Readonly<Record<string, string>> = {
  Halted: say('A VM has a console while it runs.'),
  Suspended: say('Its memory is on storage; resumed, it goes on where it was.'),
  Paused: say('It keeps its memory and stands still; unpaused, it goes on at once.'),
}
