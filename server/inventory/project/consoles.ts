import type { ConsoleKind } from '@/server/shared/console-kind'
import type { Ref } from '@/server/xapi/model/records'
import type { Store } from '../store'

const protocols: Readonly<Record<ConsoleKind, string>> = { screen: 'rfb', text: 'vt100' }
export const noConsoles: readonly ConsoleKind[] = []
const screen: readonly ConsoleKind[] = ['screen']
const text: readonly ConsoleKind[] = ['text']
const both: readonly ConsoleKind[] = ['screen', 'text']

/** The consoles that a domain has now. The lists are few and shared: thousands of rows hold one each. */
export function consolesOf(store: Store, vm: Ref<'VM'>): readonly ConsoleKind[] {
  let hasScreen = false
  let hasText = false
  for (const [, { protocol }] of store.recordsAt('console', 'VM', vm)) {
    hasScreen ||= protocol === protocols.screen
    hasText ||= protocol === protocols.text
  }
  if (hasScreen) return hasText ? both : screen
  return hasText ? text : noConsoles
}

/** Where the pool says that a domain's console is. */
export function consoleAt(store: Store, vm: Ref<'VM'>, kind: ConsoleKind): string | undefined {
  for (const [, console] of store.recordsAt('console', 'VM', vm)) {
    if (console.protocol === protocols[kind] && console.location) return console.location
  }
  return undefined
}

/** The control domain of a host; old releases do not name it in the host's record. */
export function controlDomainOf(store: Store, host: Ref<'host'>): Ref<'VM'> | undefined {
  const named = store.get('host', host)?.control_domain
  if (named !== undefined && store.get('VM', named)) return named
  for (const [ref, vm] of store.recordsAt('VM', 'resident_on', host)) {
    if (vm.is_control_domain && consolesOf(store, ref).length > 0) return ref
  }
  return undefined
}
