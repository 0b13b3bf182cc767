/**
 * Starts the Domus that benches share in their small form, and tells in one line where it may be asked for: a GET answers
 * where that Domus is, a POST after it was started again. Ends it when the standard input closes.
 */
import { createServer } from 'node:http'
import { startDomus } from '../../e2e/support/domus'
import type { Lent } from './lent'

const domus = await startDomus({}, ['--inspect=127.0.0.1:0'])
const control = createServer(async (request, response) => {
  try {
    if (request.method === 'POST') await domus.restart()
    const { url, username, password, pid, inspector = '' } = domus
    const lent: Lent = { url, username, password, pid, inspector }
    response.end(JSON.stringify(lent))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
control.listen(0, '127.0.0.1', () => {
  const address = control.address()
  if (address === null || typeof address === 'string') throw new Error('The lender has no port')
  process.stdout.write(`http://127.0.0.1:${address.port}/\n`)
})
process.stdin.resume().once('end', () => void domus.stop().then(() => process.exit()))
