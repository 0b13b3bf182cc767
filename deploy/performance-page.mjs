/** The parts of docs/performance.md that are made from bench/results.json. */
import { catalogue, told, toldBudget, toldPeer } from './results.mjs'

/** Notes by the ids of figures: a heading "## id, id" and what stands below it. */
export function readNotes(text) {
  const sections = text.split(/^## /m).slice(1)
  return sections.map(section => {
    const [ids = '', ...rest] = section.split('\n')
    return { ids: ids.split(',').map(id => id.trim()), text: rest.join('\n').trim() }
  })
}

/** The page with its parts made anew, and the ids of figures that miss a budget without a note. */
export function withTables(page, results, notes) {
  const figures = Object.entries(results.figures)
  const missed = figures.filter(([, { met }]) => met === false).map(([id]) => id)
  const parts = {
    machine: machineOf(results),
    budgets: tableOf(
      figures.filter(([, { budget }]) => budget !== null),
      results,
    ),
    missed: missedOf(missed, notes),
    figures: tableOf(
      figures.filter(([, { budget }]) => budget === null),
      results,
    ),
  }
  let text = page
  for (const [name, made] of Object.entries(parts)) {
    const mark = new RegExp(`(<!-- made: ${name} -->\\n)[^]*?(<!-- end -->)`)
    if (!mark.test(text)) throw new Error(`docs/performance.md has no place for "${name}".`)
    text = text.replace(mark, (_, begin, end) => `${begin}${made}\n${end}`)
  }
  return { text, unexplained: missed.filter(id => !notes.some(note => note.ids.includes(id))) }
}

function machineOf({ machine, date, commit }) {
  const { cpu, cores, memory, node, os } = machine
  return `${cpu}, ${cores} cores, ${memory}, ${os}, Node ${node}; ${date.slice(0, 10)}${commit ? `, commit ${commit}` : ''}.`
}

function tableOf(figures, { commit }) {
  const rows = figures.map(([id, figure]) => {
    const value = `${told(figure.value)} ${figure.unit}`
    const other = figure.commit === commit ? '' : ` (${figure.date.slice(0, 10)}, ${figure.commit})`
    const measured = figure.met === false ? `**${value}**` : value
    const { bench } = catalogue.figures[id] ?? {}
    return [figure.measure, toldBudget(figure), `${measured}${other}`, toldPeer(figure), bench ?? '']
  })
  const lines = [
    ['measure', 'budget', 'measured', 'peer', 'bench'],
    ['---', '---', '---', '---', '---'],
    ...rows,
  ]
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function missedOf(missed, notes) {
  const shown = notes.filter(({ ids }) => ids.some(id => missed.includes(id)))
  if (missed.length === 0) return 'No budget is missed.'
  return shown.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n')
}
