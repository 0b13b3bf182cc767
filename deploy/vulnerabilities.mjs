/**
 * `npm run vulnerabilities`: asks the registry what is known of the packages that Domus runs with. Ends with 1 when
 * something of weight is, with 2 when the registry could not be asked: silence is no good news.
 */
import { spawnSync } from 'node:child_process'
import { environment, root } from './steps.mjs'

const weights = ['high', 'critical']
const [program, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
const asked = spawnSync(program, [...first, 'audit', '--omit=dev', '--json'], {
  cwd: root,
  env: environment(),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
let answer
try {
  answer = JSON.parse(asked.stdout)
} catch {
  answer = undefined
}
if (!answer?.metadata?.vulnerabilities) {
  console.error(
    `The registry could not be asked. ${answer?.message || answer?.error?.code || asked.stderr.trim().split('\n').at(-1)}`,
  )
  process.exit(2)
}
for (const { name, severity, range, via } of Object.values(answer.vulnerabilities ?? {})) {
  const why = via.map(one => (typeof one === 'string' ? `through ${one}` : `${one.title} (${one.url})`))
  console.log(`${severity}: ${name} ${range}: ${why.join('; ')}`)
}
const { vulnerabilities, dependencies } = answer.metadata
const grave = weights.reduce((sum, weight) => sum + vulnerabilities[weight], 0)
console.log(
  `${dependencies.total} packages, ${vulnerabilities.total} findings, ${grave} of them high or critical`,
)
process.exit(grave > 0 ? 1 : 0)
