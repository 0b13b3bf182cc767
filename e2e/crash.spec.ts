import type { Page } from '@playwright/test'
import { connectBehind, signedInApi } from './support/api'
import { startDomus } from './support/domus'
import { enter } from './support/enter'
import { chooseInRow, rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'
import { otherClient } from './support/xen-api'

const lineOf = (page: Page, sentence: string) =>
  page.getByRole('grid', { name: 'Audit log' }).getByRole('row').filter({ hasText: sentence })

/** A test that stops and starts Domus has one of its own. */
async function withDomus(
  run: (domus: Awaited<ReturnType<typeof startDomus>>) => Promise<void>,
): Promise<void> {
  const domus = await startDomus()
  try {
    await run(domus)
  } finally {
    await domus.stop()
  }
}

test('killed in the middle of an operation, Domus comes back with its data and finds out what became of it', async ({
  page,
  pool,
}) => {
  // A start that takes about eight seconds, longer than Domus needs to come back.
  const lab = await pool(['--speed', '0.25'])
  await withDomus(async own => {
    await enter(page, own, lab, '/vms')
    await chooseInRow(page, 'rds-03', 'Start')
    await expect(rowOf(page, 'rds-03')).toContainText('Starting')
    await own.crash()

    // The page heals without being asked, and the sign-in stands: both are in the database.
    await expect(rowOf(page, 'rds-03')).toContainText('Running', { timeout: 30_000 })
    await page.goto(`${own.url}/audit`)
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect(lineOf(page, 'Start rds-03')).toContainText('Succeeded', { timeout: 1000 })
    }).toPass()
    await expect(lineOf(page, 'Start rds-03')).toHaveCount(1)
    await page.goto(own.url)
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
})

test('what the pool itself has forgotten meanwhile is written down as unknown, not as done', async ({
  page,
  pool,
}) => {
  const lab = await pool(['--speed', '0.05'])
  await withDomus(async own => {
    await enter(page, own, lab, '/vms')
    await chooseInRow(page, 'rds-03', 'Start')
    await expect(rowOf(page, 'rds-03')).toContainText('Starting')
    // A toolstack that restarts forgets its tasks.
    await lab.stop()
    const again = await pool(['--port', new URL(lab.url).port])
    await own.crash()
    await page.goto(`${own.url}/audit`)
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect(lineOf(page, 'Start rds-03')).toContainText('Outcome unknown', { timeout: 1000 })
    }).toPass()
    const other = await otherClient(again)
    const [ref = ''] = await other.call('VM.get_by_name_label', 'rds-03')
    expect(await other.call('VM.get_power_state', ref)).toEqual(['Halted'])
  })
})

test('a second start finds everything in place', async ({ page, pool }, testInfo) => {
  const lab = await pool()
  await withDomus(async own => {
    const api = await signedInApi(own)
    await connectBehind(api, own, lab)
    await api.dispose()
    const seconds: Record<string, number> = {}
    for (const [how, again] of [
      ['after Ctrl-C', own.restart],
      ['after kill -9', own.crash],
    ] as const) {
      const started = Date.now()
      await again()
      const health = await page.request.get(`${own.url}/api/health`)
      seconds[how] = (Date.now() - started) / 1000
      expect(health.status()).toBe(200)
      expect(seconds[how]).toBeLessThan(10)
    }
    await testInfo.attach('seconds from the end of one process to the health of the next', {
      body: JSON.stringify(seconds),
      contentType: 'application/json',
    })
    await signIn(page, own, '/vms')
    await expect(rowOf(page, 'web-01')).toContainText('Running')
  })
})
