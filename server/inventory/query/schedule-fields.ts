import type { ScheduleRow } from '../rows'
import { commonFields, type Fields } from './field'

const stateOf = (row: ScheduleRow) => (row.enabled ? 'enabled' : 'disabled')

/** The fields of snapshot schedules, by the ids of their columns where there is one. */
export const scheduleFields: Fields<ScheduleRow> = {
  ...commonFields<ScheduleRow>('schedule'),
  state: { sort: { text: stateOf }, texts: ({ row }) => stateOf(row), words: true, bare: false },
  frequency: {
    sort: { text: row => row.frequency },
    texts: ({ row }) => row.frequency,
    words: true,
    bare: false,
  },
  vms: { sort: { number: row => row.members.length }, number: row => row.members.length },
  keep: { sort: { number: row => row.retained }, number: row => row.retained },
}
