/** `npm run build`: everything `npm start` would build. */
import { buildPages, buildServer, buildSimulator, checkNode, generateClient, install } from './steps.mjs'

checkNode()
const say = line => process.stderr.write(`${line}\n`)
install(say)
await generateClient()
await Promise.all([buildServer(), buildSimulator()])
await buildPages(say)
