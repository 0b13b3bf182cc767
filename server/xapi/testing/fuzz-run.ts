/** What `npm run fuzz` runs. */
import { parseArgs } from 'node:util'
import { FuzzFailure, fuzzOnce } from './fuzz'

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } })
const first = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const end =
  values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000
const say = (line: string) => process.stdout.write(`${line}\n`)

say(`From seed ${first}; --seed ${first} begins here again.`)
const met = { value: 0, refusal: 0, fault: 0 }
let next = Date.now() + 60_000
const report = (seed: number) =>
  say(
    `${seed - first} bodies: ${met.value} values, ${met.refusal} refusals, ${met.fault} refused; at seed ${seed}`,
  )
try {
  for (let seed = first; ; seed++) {
    met[fuzzOnce(seed)]++
    if (seed % 1000 !== 0) continue
    const now = Date.now()
    if (now >= end) {
      report(seed)
      break
    }
    if (now >= next) {
      report(seed)
      next = now + 60_000
    }
  }
} catch (error) {
  if (!(error instanceof FuzzFailure)) throw error
  say(`${error.message}\nThe body, in base64:\n${error.body.toString('base64')}`)
  process.exitCode = 1
}
