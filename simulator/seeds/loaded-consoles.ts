import { refOf } from '../tables/row'
import type { Ground } from './builder'
import type { Rows } from './loaded-rows'

/** Consoles of what runs, reachable here; those of what does not run are gone. */
export function consoleRows(rows: Rows, ground: Ground): void {
  const seen = new Set<string>()
  for (const [ref, console] of rows.all('console')) {
    const vm = rows.get('VM', console.VM)
    if (!vm || (vm.power_state !== 'Running' && vm.power_state !== 'Paused')) {
      rows.remove('console', ref)
      continue
    }
    if (console.protocol === 'rfb') seen.add(console.VM)
    rows.set('console', ref, { location: `${ground.consoleBase}/console?uuid=${console.uuid}` })
  }
  for (const [ref, vm] of rows.all('VM')) {
    if (seen.has(ref) || (vm.power_state !== 'Running' && vm.power_state !== 'Paused')) continue
    const uuid = ground.random.uuid()
    rows.set('console', `OpaqueRef:${ground.random.uuid()}`, {
      uuid,
      protocol: 'rfb',
      VM: refOf<'VM'>(ref),
      location: `${ground.consoleBase}/console?uuid=${uuid}`,
    })
  }
}
