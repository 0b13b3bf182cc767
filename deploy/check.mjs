/** `npm run check`: types, lint and format, unit tests. Under a minute; before every commit. */
import { checkNode, generateClient, install, tool, tools } from './steps.mjs'

checkNode()
install()
await generateClient()
const started = Date.now()
try {
  await tool(tools.tsc, ['-p', '.'])
  await tool(tools.biome, ['check', '--error-on-warnings', '.'])
  await tool(tools.vitest, ['run', '--reporter=dot', '--exclude', '**/*.integration.test.ts'])
} catch (error) {
  console.error(`\ncheck: ${error.message}`)
  process.exit(1)
}
console.log(`check: all well in ${Math.round((Date.now() - started) / 1000)} s`)
