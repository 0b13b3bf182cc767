/**
 * How fast the first answer of event.from of a large pool becomes records: our readers beside the packages that others
 * use, and beside JSON.parse on the same records as what a machine can do at all.
 *
 * `npm run bench -- xapi [rows] [rounds]`; 20,000 rows and 15 rounds if not given. Each reader runs in a process of its own. Speed counts the
 * bytes of the XML document for all of them, so that a reader of JSON is not punished for having less to read. A pause is
 * the longest that anything else in the process had to wait, on the wall clock; "idle" is the same where nothing was read
 * for as long, which tells what the machine adds.
 */
import './open-things'
import { fork } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tell } from './figures'
import { contests } from './xapi/contests'
import { writeDocuments } from './xapi/documents'
import { type Figures, measure, measurePauses, type Pauses } from './xapi/measure'

const [first = '20000', second = '15', file, rounds] = process.argv.slice(2)
if (first === 'speed' || first === 'pauses') {
  const contest = contests[Number(second)]
  if (!contest || !file) throw new Error('No such reader')
  process.send?.({ of: await (first === 'speed' ? measure : measurePauses)(contest, file, Number(rounds)) })
  process.disconnect?.()
} else await compare(Number(first))

async function compare(rows: number): Promise<void> {
  const documents = writeDocuments(rows)
  const bytes = statSync(documents.xml).size
  const mb = (size: number) => (size / 1e6).toFixed(1)
  console.log(
    `${rows} records: ${mb(bytes)} MB of XML, ${mb(statSync(documents.json).size)} MB of JSON; Node ${process.version}\n`,
  )
  const results: { name: string; figures: Figures; pauses: Pauses | undefined }[] = []
  for (const [i, { name, language, pieces }] of contests.entries()) {
    const child = (what: 'speed' | 'pauses') => inChild(what, i, documents[language])
    results.push({
      name,
      figures: asFigures(await child('speed')),
      pauses: pieces && asPauses(await child('pauses')),
    })
  }
  const speed = (name: string) => {
    const figures = results.find(result => result.name === name)?.figures
    return figures ? bytes / 1e3 / figures.ms : Number.NaN
  }
  const pause = (name: string) => results.find(result => result.name === name)?.pauses?.reading ?? Number.NaN
  tell('read.xml', speed('ours, XML to records'), speed('xmlrpc'))
  tell('read.json', speed('ours, JSON to records'), speed('JSON.parse'))
  tell('read.pause-xml', pause('ours, XML to records'))
  tell('read.pause-json', pause('ours, JSON to records'))
  const columns = [28, 8, 8, 11, 12, 14, 11, 10, 10, 10] as const
  const line = (cells: readonly string[]) =>
    console.log(
      cells.map((cell, i) => (i === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[i] ?? 10))).join(''),
    )
  line([
    '',
    'ms',
    'MB/s',
    '× xmlrpc',
    '× fast-xml',
    '÷ JSON.parse',
    'peak/kept',
    'kept MB',
    'pause ms',
    'idle ms',
  ])
  for (const { name, figures, pauses } of results)
    line([
      name,
      figures.ms.toFixed(0),
      speed(name).toFixed(0),
      (speed(name) / speed('xmlrpc')).toFixed(1),
      (speed(name) / speed('fast-xml-parser')).toFixed(1),
      (speed(name) / speed('JSON.parse')).toFixed(2),
      (figures.peak / figures.kept).toFixed(2),
      mb(figures.kept),
      pauses?.reading.toFixed(1) ?? 'whole',
      pauses?.idle.toFixed(1) ?? '',
    ])
}

function inChild(what: 'speed' | 'pauses', contest: number, file: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [what, String(contest), file, second], {
      execArgv: [...process.execArgv, '--max-old-space-size=6144'],
    })
    child.on('message', message => resolve(Object(message).of))
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`A reader ended with ${code}`)))
  })
}

/** The child is this very file: it sends what measure() gives. */
function asFigures(message: unknown): Figures {
  return message as Figures
}

/** The same for measurePauses(). */
function asPauses(message: unknown): Pauses {
  return message as Pauses
}
