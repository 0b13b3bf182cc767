import type { Wire } from '../../server/xapi/wire'
import { jsonOfWire } from '../http/json-write'
import type { Difference } from './compare'
import type { Scenario } from './recording'
import type { Outcome } from './replay'

/** Where something differs. */
interface Place {
  readonly scenario: Scenario
  readonly outcome: Outcome
  readonly difference: Difference
}

interface Cause {
  readonly sentence: string
  readonly explains: (place: Place) => boolean
}

/** Said of a step of which at least one difference has no known cause. */
export const UNKNOWN = 'No reason is known: these are defects, of the simulator or of the comparison.'

const call = (...names: readonly string[]) => {
  const wanted = new Set(names)
  return ({ outcome }: Place) => wanted.has(outcome.step.call)
}

/** Why steps differ that are known to. The first that explains a difference is its cause. */
const causes: readonly Cause[] = [
  {
    sentence:
      'The message is not played. The simulator says so with MESSAGE_METHOD_UNKNOWN and does nothing: it never pretends.',
    explains: ({ difference: { path, got } }) =>
      path === 'error' && Array.isArray(got) && got[0] === 'MESSAGE_METHOD_UNKNOWN',
  },
  {
    sentence: 'Follows from an earlier step that differs.',
    explains: ({ difference: { path, got } }) => path === 'params' && got === 'not known here',
  },
  {
    sentence:
      'Deletions of messages and tasks from before the first step are remembered there; a recording does not say which they were.',
    explains: ({ outcome: { step }, difference }) =>
      step.call === 'event.from' &&
      mentions(step.result, /"(message|task) del"/) &&
      /@(count|by|classOrder|first|kinds)|(message|task) del$/.test(difference.path),
  },
  {
    sentence: 'What the recording says of the start is contradicted by its own steps.',
    explains: ({ scenario, difference: { path } }) => {
      const [, field = ''] = /snapshot\.([A-Za-z_]+)/.exec(path) ?? []
      return scenario.delta.some(({ op, fields }) => op === 'mod' && Object.hasOwn(fields, field))
    },
  },
  {
    sentence:
      'Whether a call finds its own task among all tasks is a matter of moments: recordings have it both ways.',
    explains: call('task.get_all', 'task.get_all_records', 'task.get_all_where'),
  },
  {
    sentence: 'Names, units and values of measurements were chosen where the recording was made.',
    explains: call('host.get_data_sources', 'host.query_data_source'),
  },
  {
    sentence: 'Every host has a certificate of its own.',
    explains: call('host.get_server_certificate'),
  },
  {
    sentence: 'How long each part of its start took is known to that host alone.',
    explains: call('host.get_diagnostic_timing_stats'),
  },
  {
    sentence:
      'Copies of disks failed for want of shared files where the recording was made; here they succeed.',
    explains: ({ scenario, outcome }) =>
      mentionsFrom(scenario, outcome, /VDI_COPY_FAILED/) && taskOf(outcome) !== undefined,
  },
  {
    sentence:
      'There are no files of the control domain: a kernel that does not exist cannot be told from one that does.',
    explains: ({ scenario, outcome }) => mentionsBefore(scenario, outcome, /"File does not exist"/, 4),
  },
  {
    sentence:
      'Of several VMs that have nowhere to go the refusal names one, which follows from how that host hashes their refs.',
    explains: ({ outcome, difference: { path } }) =>
      path === 'error' && outcome.step.call === 'host.evacuate',
  },
  {
    sentence: 'That host lists its storage and its drivers in an order that follows from how it hashes them.',
    explains: call('host.get_sm_diagnostics', 'SR.get_supported_types'),
  },
  {
    sentence:
      'Which host does the work on a VM that is halted, or a storage that several hosts see, is a matter of chance.',
    explains: ({ difference: { path } }) => /^(\$task:\d+|result|task)\.resident_on$/.test(path),
  },
  {
    sentence:
      'Devices of a domain that was ended and built again were recorded as detached, by the hypervisor that was simulated there: other recordings of the same operations show them attached.',
    explains: ({ outcome, difference: { path } }) =>
      /^Async\.VM\.(checkpoint|hard_shutdown|shutdown)$|^VM\.hard_reboot$/.test(outcome.step.call) &&
      /\.(currently_attached|allowed_operations(\[\d+\])?|device)$/.test(path),
  },
  {
    sentence: 'The guest that was simulated there took back what its agent had said when it was paused.',
    explains: ({ outcome, difference: { path } }) =>
      outcome.step.call === 'VM.pause' && /^\$VM(_guest_metrics)?:/.test(path),
  },
  {
    sentence: 'The storage driver there was a plain one, with contents, sizes and texts of its own.',
    explains: call('VDI.checksum', 'VDI.generate_config', 'VDI.introduce'),
  },
  {
    sentence:
      'A VM is recovered there from an exported description, in which refs that lead nowhere are numbered.',
    explains: call('VM.recover'),
  },
]

/** Why a step came out different: one sentence for each cause; UNKNOWN among them when something is not explained. */
export function reasonsOf(scenario: Scenario, outcome: Outcome): readonly string[] {
  const found = outcome.differences.map(
    difference =>
      causes.find(cause => cause.explains({ scenario, outcome, difference }))?.sentence ?? UNKNOWN,
  )
  return [...new Set(found)]
}

function mentions(value: Wire | undefined, pattern: RegExp): boolean {
  return value !== undefined && pattern.test(kindsIn(jsonOfWire(value)))
}

/** Events of short lists say their kind in two members. */
function kindsIn(text: string): string {
  return text.replace(/"class":"(\w+)","operation":"(\w+)"/g, '"$1 $2"')
}

/** The task that a step is about, if it is about one. */
function taskOf({ step }: Outcome): string | undefined {
  const named = [step.result, ...step.params].find(one => typeof one === 'string' && one.startsWith('$task:'))
  return typeof named === 'string' ? named : undefined
}

/** Whether a later step about the same task says so. */
function mentionsFrom({ steps }: Scenario, outcome: Outcome, pattern: RegExp): boolean {
  const task = taskOf(outcome)
  return steps.some(
    ({ n, params, result }) =>
      n >= outcome.step.n && task !== undefined && params.includes(task) && mentions(result, pattern),
  )
}

/** Whether a step a little earlier, or this one, was refused so. */
function mentionsBefore({ steps }: Scenario, { step }: Outcome, pattern: RegExp, within: number): boolean {
  return steps.some(
    ({ n, error }) => n <= step.n && n >= step.n - within && error && pattern.test(JSON.stringify(error)),
  )
}
