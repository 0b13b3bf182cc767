import { describe, expect, it } from 'vitest'
import type { Difference } from './compare'
import { conformanceDocument } from './document'
import { reasonsOf, UNKNOWN } from './reasons'
import type { Scenario, Step } from './recording'
import type { Outcome } from './replay'

const scenario: Scenario = {
  name: 'some',
  delta: [{ op: 'mod', cls: 'VM', ref: '$VM:a', fields: { platform: {} } }],
  steps: [],
}

function step(call: string, n = 1): Step {
  return {
    n,
    call,
    params: [],
    result: undefined,
    error: undefined,
    transport: false,
    task: undefined,
    events: undefined,
    host: undefined,
    artefact: false,
  }
}

function different(call: string, ...differences: readonly Partial<Difference>[]): Outcome {
  const whole = differences.map(one => ({ path: 'result', expected: 'a', got: 'b', ...one }))
  return { step: step(call), verdict: 'different', differences: whole }
}

describe('the reason of a step that differs', () => {
  it('is that a message is not played, when it says so', () => {
    const unplayed = { path: 'error', got: ['MESSAGE_METHOD_UNKNOWN', 'VM.fly'] }
    expect(reasonsOf(scenario, different('VM.fly', unplayed))).toEqual([
      expect.stringContaining('not played'),
    ])
    const refused = { path: 'error', got: ['VM_BAD_POWER_STATE'] }
    expect(reasonsOf(scenario, different('VM.fly', refused))).toEqual([UNKNOWN])
  })

  it('is the start of the recording, where it is contradicted', () => {
    const path = 'result.events.vm add.snapshot.platform.device-model'
    expect(reasonsOf(scenario, different('event.from', { path }))).toEqual([
      expect.stringContaining('contradicted'),
    ])
    expect(reasonsOf({ ...scenario, delta: [] }, different('event.from', { path }))).toEqual([UNKNOWN])
  })

  it('is each of those that it has', () => {
    const found = reasonsOf(
      scenario,
      different('VM.fly', { path: 'params', got: 'not known here' }, { path: 'result', got: 'x' }),
    )
    expect(found).toEqual([expect.stringContaining('earlier step'), UNKNOWN])
  })
})

describe('what is written down', () => {
  const equal: Outcome = { step: step('VM.get_all'), verdict: 'equal', differences: [] }
  const text = conformanceDocument([
    {
      name: 'some',
      scenario,
      outcomes: [
        equal,
        equal,
        equal,
        { ...equal, verdict: 'left out' },
        different('VM.start', { expected: 'x|y', got: 'OpaqueRef:01234567-89ab-cdef-0123-456789abcdef' }, {}),
      ],
    },
  ])

  it('counts the steps of each scenario and of all', () => {
    expect(text).toContain('**3 of 4 steps are equal: 75.0 %.**')
    expect(text).toContain('| some | 3 | 1 | 1 |')
  })

  it('shows each step that differs, and no name that is another every time', () => {
    expect(text).toContain(`### ${UNKNOWN}`)
    expect(text).toContain(
      '| some | 1 | VM.start: result: recorded "x\\|y", here "OpaqueRef:…", and 1 more |',
    )
  })
})
