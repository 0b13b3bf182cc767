import { reasonsOf, UNKNOWN } from './reasons'
import type { Scenario } from './recording'
import type { Outcome } from './replay'
import { countsOf, leftOut, percent, type ScenarioReport, sentence, sum } from './report'

interface Different {
  readonly scenario: string
  readonly outcome: Outcome
}

/** docs/conformance.md: what is equal, and each step that is not, by its reason. */
export function conformanceDocument(
  reports: readonly (ScenarioReport & { readonly scenario: Scenario })[],
): string {
  const counts = sum(reports.map(({ outcomes }) => countsOf(outcomes)))
  const lines = [
    '# Held to a real xapi',
    '',
    'Made by `npm run conformance`: the simulator begins with the state that recordings of a real xapi (26.17, API 2.23, two',
    'hosts) began with, is called as it was called, over HTTP, and each answer, refusal with its parameters, task and event is',
    'compared.',
    '',
    `**${counts.equal} of ${counts.equal + counts.different} steps are equal: ${percent(counts)}.**`,
    '',
    'Not compared are the fields that the recordings call volatile (uuids, dates, domain numbers, measurements, intermediate',
    'progress), the number of sessions that other clients have, the order of references in a set, and steps whose outcome was',
    'caused by the place they were recorded at. Events are compared by what they come to in each step; what comes a step late is',
    'not a difference.',
    '',
    '| scenario | equal | different | left out |',
    '|---|---|---|---|',
    ...reports.map(({ name, outcomes }) => {
      const { equal, different } = countsOf(outcomes)
      return `| ${name} | ${equal} | ${different} | ${leftOut(outcomes)} |`
    }),
    '',
    '## Steps that differ, by reason',
    '',
  ]
  for (const [reason, steps] of byReason(reports)) {
    lines.push(`### ${reason}`, '', '| scenario | step | what differs |', '|---|---|---|')
    for (const { scenario, outcome } of steps) lines.push(row(scenario, outcome))
    lines.push('')
  }
  return lines.join('\n')
}

/** Steps without a known reason come last. */
function byReason(
  reports: readonly (ScenarioReport & { readonly scenario: Scenario })[],
): readonly (readonly [string, readonly Different[]])[] {
  const found = new Map<string, Different[]>()
  for (const { name, scenario, outcomes } of reports)
    for (const outcome of outcomes) {
      if (outcome.verdict !== 'different') continue
      const reasons = reasonsOf(scenario, outcome)
      const reason = reasons.includes(UNKNOWN) ? UNKNOWN : reasons.join(' ')
      found.set(reason, [...(found.get(reason) ?? []), { scenario: name, outcome }])
    }
  return [...found].sort(([a], [b]) => Number(a === UNKNOWN) - Number(b === UNKNOWN) || a.localeCompare(b))
}

function row(scenario: string, outcome: Outcome): string {
  const [first] = outcome.differences
  const more = outcome.differences.length - 1
  const text = first ? sentence(outcome, first).replace(/^\d+ /, '') : ''
  return `| ${scenario} | ${outcome.step.n} | ${written(text)}${more > 0 ? `, and ${more} more` : ''} |`
}

/** Of what is different every time only the form is shown, so that the document changes only when something does. */
function written(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '…')
    .replace(/(?<=[\s"/])[0-9a-f][0-9a-f-]{0,35}…/g, '…')
    .replace(/(CERTIFICATE-----).*$/s, '$1…')
    .replace(/(?<=result: recorded )[\d.]+, here [\d.]+/, 'one number, here another')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
}
