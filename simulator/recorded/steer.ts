import type { Ref } from '../../server/xapi/model/records'
import { isStruct, type Wire } from '../../server/xapi/wire'
import type { ChooseHost } from '../pool'
import type { Scenario, Step } from './recording'
import type { Symbols } from './symbols'

/**
 * A real host chooses by chance where a VM without affinity goes. In a replay chance falls as it fell: so that what
 * follows from it can be compared.
 */
export function steered(
  { steps }: Scenario,
  symbols: Symbols,
): { readonly at: (n: number) => void; readonly chooseHost: ChooseHost } {
  let now = 0
  return {
    at: n => {
      now = n
    },
    chooseHost: (vm, among) => {
      const name = symbols.nameOf(vm)
      if (name === undefined) return undefined
      for (const step of steps) {
        if (step.n < now) continue
        const host = homeIn(step, name)
        if (host === undefined) continue
        const ref = symbols.bound(host)
        return among.find((one: Ref<'host'>) => one === ref)
      }
      return undefined
    },
  }
}

/** The host that a step of the recording shows the VM on. */
function homeIn(step: Step, vm: string): string | undefined {
  for (const { cls, ref, fields } of step.events ?? [])
    if (cls === 'VM' && ref === vm && isHost(fields.resident_on)) return fields.resident_on
  const asked = step.params[1] === vm
  if (asked && isStruct(step.result) && isHost(step.result.resident_on)) return step.result.resident_on
  return asked && step.call === 'VM.get_resident_on' && isHost(step.result) ? step.result : undefined
}

function isHost(value: Wire | undefined): value is string {
  return typeof value === 'string' && value.startsWith('$host:')
}
