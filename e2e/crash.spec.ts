import { connectBehind, signedInApi, signInBehind } from './support/api'
import { startDomus } from './support/domus'
import { rowOf } from './support/pools'
import { expect, test } from './support/test'

test('after a kill -9 in the middle of an operation the next start goes on, and the log says what came of it', async ({
  page,
  pool,
}) => {
  const lab = await pool(['--tls'])
  const domus = await startDomus()
  try {
    await signInBehind(page.request, domus)
    await connectBehind(page.request, domus, lab)
    await page.goto(`${domus.url}/vms`)
    await rowOf(page, 'rds-03').getByRole('button', { name: 'Actions for rds-03' }).click()
    await page.getByRole('menuitem', { name: 'Start', exact: true }).click()
    await expect(rowOf(page, 'rds-03')).toContainText('Starting')

    const before = Date.now()
    await domus.crash()
    test.info().annotations.push({ type: 'restart', description: `${Date.now() - before} ms` })

    // The sign-in survives, the page heals, and the pool has finished what it was told.
    await page.goto(`${domus.url}/vms`)
    await expect(rowOf(page, 'rds-03')).toContainText('Running')
    const api = await signedInApi(domus)
    const line = async () => {
      const { result } = await (
        await api.get('/api/trpc/audit.list?input=%7B%22action%22%3A%22vm.start%22%7D')
      ).json()
      return result.data.rows[0]?.result
    }
    await expect.poll(line).toBe('succeeded')
    await api.dispose()
  } finally {
    await domus.stop()
  }
})

test('a second start with everything in place answers within seconds', async () => {
  const domus = await startDomus()
  try {
    const before = Date.now()
    await domus.restart()
    const took = Date.now() - before
    test.info().annotations.push({ type: 'second start', description: `${took} ms` })
    expect((await fetch(`${domus.url}/api/health`)).status).toBe(200)
  } finally {
    await domus.stop()
  }
})
