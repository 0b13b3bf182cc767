/**
 * Starts the Domus that benches share in their small form and tells where it is in one JSON line; ends it when the
 * standard input closes.
 */
import { startDomus } from '../../e2e/support/domus'
import type { Lent } from './lent'

const domus = await startDomus({}, ['--inspect=127.0.0.1:0'])
const { url, username, password, pid, inspector = '' } = domus
const lent: Lent = { url, username, password, pid, inspector }
process.stdout.write(`${JSON.stringify(lent)}\n`)
process.stdin.resume().once('end', () => void domus.stop().then(() => process.exit()))
