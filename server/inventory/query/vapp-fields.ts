import type { VappRow } from '../rows'
import { commonFields, type Fields } from './field'

const running = (row: VappRow) => row.members.filter(({ power_state }) => power_state === 'Running').length

const stateOf = (row: VappRow) => {
  const count = running(row)
  if (row.members.length === 0) return 'empty'
  return count === 0 ? 'halted' : count === row.members.length ? 'running' : 'partly'
}

/** The fields of vApps, by the ids of their columns where there is one. */
export const vappFields: Fields<VappRow> = {
  ...commonFields<VappRow>('vapp'),
  state: { sort: { text: stateOf }, texts: ({ row }) => stateOf(row), words: true, bare: false },
  vms: { sort: { number: row => row.members.length }, number: row => row.members.length },
  running: { sort: { number: running }, number: running },
}
