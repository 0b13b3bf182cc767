/** `npm run check`: types, lint and format, licences, unit tests. Under a minute; before every commit. */
import { foreignLicences } from './licences.mjs'
import { checkNode, generateClient, inRoot, install, tool, tools } from './steps.mjs'
import { languagesSay } from './texts.mjs'

checkNode()
install()
await generateClient()
const started = Date.now()
try {
  await tool(tools.tsc, ['-p', '.'])
  await tool(tools.biome, ['check', '--error-on-warnings', '.'])
  const { found } = foreignLicences(inRoot())
  if (found.length > 0) throw new Error(`licences that are not taken:\n${found.join('\n')}`)
  // What is not translated comes out in English: it is said, and stops nobody.
  for (const line of languagesSay()) console.log(line)
  await tool(tools.vitest, ['run', '--reporter=dot', '--exclude', '**/*.integration.test.ts'])
} catch (error) {
  console.error(`\ncheck: ${error.message}`)
  process.exit(1)
}
console.log(`check: all well in ${Math.round((Date.now() - started) / 1000)} s`)
