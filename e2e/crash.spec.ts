import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { connectBehind, signedInApi } from './support/api'
import { enter } from './support/enter'
import { chooseInRow, rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'
import { watchRows } from './support/watch'
import { otherClient } from './support/xen-api'

/** Ticks of the processor's clock a second, as Linux counts them for programs. */
const ticks = 100

/** What a process has used of the processor; 0 where the system does not tell. */
function processorSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return 0
  const [, fields = ''] = readFileSync(file, 'utf8').split(') ')
  const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number)
  return (user + system) / ticks
}

const lineOf = (page: Page, sentence: string) =>
  page.getByRole('grid', { name: 'Audit log' }).getByRole('row').filter({ hasText: sentence })

test('killed in the middle of an operation, Domus comes back with its data and finds out what became of it', async ({
  page,
  mortalDomus: domus,
  pool,
}) => {
  // A start that takes about eight seconds, longer than Domus needs to come back.
  const lab = await pool(['--speed', '0.25'])
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'rds-03', 'Start')
  await expect(rowOf(page, 'rds-03')).toContainText('Starting')
  await domus.crash()

  // The page heals without being asked, and the sign-in stands: both are in the database.
  await expect(rowOf(page, 'rds-03')).toContainText('Running', { timeout: 30_000 })
  await page.goto(`${domus.url}/audit`)
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(lineOf(page, 'Start rds-03')).toContainText('Succeeded', { timeout: 1000 })
  }).toPass()
  await expect(lineOf(page, 'Start rds-03')).toHaveCount(1)
  await page.goto(domus.url)
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
})

test('what the pool itself has forgotten meanwhile is written down as unknown, not as done', async ({
  page,
  mortalDomus: domus,
  pool,
}) => {
  const lab = await pool(['--speed', '0.05'])
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'desk-07', 'Start')
  await expect(rowOf(page, 'desk-07')).toContainText('Starting')
  // A toolstack that restarts forgets its tasks.
  await lab.stop()
  const again = await pool(['--port', new URL(lab.url).port])
  await domus.crash()
  await page.goto(`${domus.url}/audit`)
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(lineOf(page, 'Start desk-07')).toContainText('Outcome unknown', { timeout: 1000 })
  }).toPass()
  const other = await otherClient(again)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'desk-07')
  expect(await other.call('VM.get_power_state', ref)).toEqual(['Halted'])
})

test('a second start finds everything in place', async ({ page, mortalDomus: domus, pool }, testInfo) => {
  const lab = await pool()
  const api = await signedInApi(domus)
  await connectBehind(api, domus, lab)
  await api.dispose()
  const seconds: Record<string, number> = {}
  for (const [how, again] of [
    ['after Ctrl-C', domus.restart],
    ['after kill -9', domus.crash],
  ] as const) {
    const started = Date.now()
    await again()
    const health = await page.request.get(`${domus.url}/api/health`)
    seconds[how] = (Date.now() - started) / 1000
    expect(health.status()).toBe(200)
    // What it has to do itself: by the clock it waits for whatever else runs on the machine.
    expect(processorSeconds(domus.pid)).toBeLessThan(10)
  }
  await testInfo.attach('seconds from the end of one process to the health of the next', {
    body: JSON.stringify(seconds),
    contentType: 'application/json',
  })
  await signIn(page, domus, '/vms')
  await expect(rowOf(page, 'web-01')).toContainText('Running')
})

test('started anew while its pool is away, Domus shows it as of a time, grey, and catches up when it answers', async ({
  page,
  mortalDomus: domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await expect(rowOf(page, 'web-01')).toContainText('Running')
  await expect(page.locator('[data-row]:not([data-stale])').first()).toBeVisible()
  const heard = page.getByRole('status').filter({ hasText: /Last heard from Frankfurt at \d\d:\d\d:\d\d\./ })
  const lastKnown = (name: string) =>
    rowOf(page, name).getByRole('img', { name: /Last known state: the pool does not answer/ })

  await lab.fault({ fault: 'refuse' })
  await expect(heard).toBeVisible()
  await domus.restart()
  // A page of its own: nothing on it is left from before.
  await page.goto('about:blank')
  await page.goto(`${domus.url}/vms`)
  await expect(rowOf(page, 'web-01')).toContainText('Running')
  await expect(lastKnown('web-01')).toBeVisible()
  await expect(heard).toBeVisible()
  await expect(page.locator('[data-row]:not([data-stale])')).toHaveCount(0)
  const watch = await watchRows(page, 'Virtual machines')

  await lab.fault({ fault: 'accept' })
  const other = await otherClient(lab)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'web-02')
  await other.call('VM.set_name_label', ref, 'web-02-renamed')
  await expect(rowOf(page, 'web-02-renamed')).toContainText('Running')
  await expect(heard).toHaveCount(0)
  await expect(lastKnown('web-01')).toHaveCount(0)
  await expect(page.locator('[data-row][data-stale]')).toHaveCount(0)
  expect(await watch.missed()).toEqual(['web-02'])
})

test('Domus ends as it should also when its terminal is gone', async ({ mortalDomus: domus }) => {
  domus.hangUp()
  await domus.restart()
  expect((await fetch(`${domus.url}/api/health`)).status).toBe(200)
})
