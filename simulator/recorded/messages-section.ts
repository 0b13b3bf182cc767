import type { Standing } from '../handlers/standing'

/** What stands between these in docs/simulator.md is made by `npm run conformance`. */
const BEGIN = '<!-- messages -->'
const END = '<!-- /messages -->'

const kinds: readonly Standing[] = ['implemented', 'generic', 'refused', 'not implemented']

/** The counts of messages, by what stands behind them, as a table of classes; then those with nothing behind them. */
export function messagesSection(standings: ReadonlyMap<string, Standing>): string {
  const classes = new Map<string, Map<Standing, string[]>>()
  for (const [name, standing] of standings) {
    const [cls = '', message = ''] = name.split('.')
    const known = classes.get(cls) ?? new Map<Standing, string[]>()
    classes.set(cls, known.set(standing, [...(known.get(standing) ?? []), message]))
  }
  const count = (standing: Standing) => [...standings.values()].filter(one => one === standing).length
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const lines = [
    `Of ${standings.size} messages of the model ${count('implemented')} have behaviour of their own, ${count('generic')} are what every`,
    `class has (fields read and written, rows found), ${count('refused')} are refused as by a real host (removed, or only between`,
    `hosts), and ${count('not implemented')} are not implemented: they answer \`MESSAGE_METHOD_UNKNOWN\`.`,
    '',
    row(['class', ...kinds]),
    row(['---', ...kinds.map(() => '---')]),
    ...[...classes].map(([cls, by]) => row([cls, ...kinds.map(kind => by.get(kind)?.length ?? 0)])),
    '',
    'Not implemented:',
    '',
  ]
  for (const [cls, by] of classes) {
    const missing = by.get('not implemented')
    if (missing) lines.push(`- ${cls}: ${missing.map(name => `\`${name}\``).join(', ')}`)
  }
  return lines.join('\n')
}

/** The page with its section made anew. Throws when the page has no place for it. */
export function withMessages(page: string, standings: ReadonlyMap<string, Standing>): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`The page has no ${BEGIN} … ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n${messagesSection(standings)}\n${page.slice(end)}`
}
