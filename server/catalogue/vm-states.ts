import type { TemplateRow, VmRow } from '@/server/inventory/rows'
import { t } from '@/server/shared/text'

export const is =
  (...states: string[]) =>
  (vm: VmRow) =>
    states.includes(vm.power_state)

/** Running, but the guest has no agent to pass the wish on to (PROTOCOL 15: such operations are not advertised). */
export const deaf = (vm: VmRow) => vm.power_state === 'Running' && vm.tools !== 'installed'

/** A template is like a VM that is shut down. */
export const powerOf = (vm: VmRow | TemplateRow) => (vm.class === 'template' ? 'Halted' : vm.power_state)

/** Why templates that every pool has are not changed; undefined for all others. */
export const ofProduct = (vm: VmRow | TemplateRow) =>
  vm.class === 'template' && vm.kind === 'default'
    ? t('It comes with the product and stays as it is: copy it, and change the copy.')
    : undefined

export const stateIs = (vm: VmRow) =>
  t(
    '{name} is {state, select, Running {running} Halted {halted} Suspended {suspended} Paused {paused} other {in an unknown state}}.',
    { name: vm.name_label, state: vm.power_state },
  )
