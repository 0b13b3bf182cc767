import type { Page } from '@playwright/test'
import { connectBehind, signInBehind } from './support/api'
import { startPool } from './support/domus'
import { enter } from './support/enter'
import { chooseInRow, openVm, rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'
import { otherClient } from './support/xen-api'

const strip = (page: Page) => page.getByRole('region', { name: 'Tasks', exact: true })
const operations = (page: Page) => page.getByRole('main').getByRole('list', { name: 'Operations' })

/** A VM's reference, as another program of the pool knows it. */
async function refOf(other: Awaited<ReturnType<typeof otherClient>>, name: string): Promise<string> {
  return (await other.call('VM.get_by_name_label', name))[0] ?? ''
}

test('[EVT-04] what another program began is in the strip and the list, with its object, and can be cancelled by keyboard', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '0.1'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/tasks/pools')
  await expect(page.getByRole('treeitem', { name: /^wsus-01/ })).toBeVisible()
  await other.call('Async.VM.start', await refOf(other, 'wsus-01'), false, false)
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'VM.start' })
  await expect(row).toContainText('Running…')
  await strip(page).getByRole('button', { name: 'Tasks' }).click()
  const others = strip(page).getByRole('list', { name: 'Tasks of others' })
  await expect(others.getByRole('link', { name: /VM\.start/ })).toBeVisible()
  await strip(page).getByRole('button', { name: 'Tasks' }).click()

  await row.focus()
  await page.keyboard.press('Space')
  const panel = page.getByRole('region', { name: /^Details of .*VM\.start/ })
  await expect(panel.getByRole('link', { name: 'wsus-01' })).toBeVisible()
  const cancel = panel.getByRole('button', { name: /^Cancel: / })
  await cancel.focus()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Cancelled')
  await expect(panel.getByText('Cancelled').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(row).toBeFocused()
  await page.goto('/audit')
  await expect(page.getByText(/Cancel .*VM\.start/).first()).toBeVisible()
})

test('[EVT-03] a line of the list is copied as text and leads to its object', async ({
  page,
  context,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const other = await otherClient(lab)
  const [uuid = ''] = await other.call('VM.get_uuid', await refOf(other, 'print-01'))
  await lab.fault({
    fault: 'failNext',
    args: [uuid, 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', '']],
  })
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'print-01', 'Start')
  await expect(strip(page)).toContainText('Start print-01: failed.')
  await page.goto('/tasks')
  const line = operations(page).getByRole('listitem').filter({ hasText: 'Start print-01' }).first()
  await expect(line).toContainText('The storage refused: The VDI is not available.')
  await expect(line).toContainText('SR_BACKEND_FAILURE_46')
  await line.getByRole('button', { name: 'Copy: Start print-01' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('Start print-01: Failed\n')
  expect(copied).toContain(`VM print-01 (${uuid})`)
  expect(copied).toContain('The storage refused: The VDI is not available.')
  expect(copied).toContain('SR_BACKEND_FAILURE_46')
  await line.getByRole('link', { name: 'print-01' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'print-01' })).toBeVisible()

  // What the pool itself notes of it stands beside what Domus did.
  await page.getByRole('link', { name: 'Tasks & events' }).click()
  const messages = page.getByRole('region', { name: 'Messages of the pool' })
  await expect(messages.getByText('The pool has noted nothing about it.')).toBeVisible()
  await other.call('Async.VM.start', await refOf(other, 'print-01'), false, false)
  await expect(messages.getByRole('listitem')).toContainText('VM started')
})

test('[EVT-01] what was done is listed after a restart, filtered by state and pool, and put away', async ({
  page,
  mortalDomus,
}) => {
  // A VM that nothing else is done to in this Domus: its log outlives its pools.
  const lab = await startPool(['--speed', '20'])
  await signInBehind(page.request, mortalDomus)
  await connectBehind(page.request, mortalDomus, lab)
  await page.goto(`${mortalDomus.url}/vms`)
  await chooseInRow(page, 'wsus-01', 'Start')
  await expect(rowOf(page, 'wsus-01')).toContainText('Running')
  await mortalDomus.restart()
  await page.goto(`${mortalDomus.url}/tasks`)
  const line = operations(page).getByRole('listitem').filter({ hasText: 'Start wsus-01' })
  await expect(line).toContainText('Succeeded')
  const filter = page.getByRole('search', { name: 'Filter tasks' })
  await filter.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Failed' }).click()
  await expect(page.getByText('No task matches')).toBeVisible()
  await expect(page).toHaveURL(/state=failed/)
  await filter.getByRole('button', { name: 'Clear' }).click()
  await filter.getByRole('combobox', { name: 'Pool' }).click()
  await page.getByRole('option', { name: 'Frankfurt' }).click()
  await expect(line).toBeVisible()
  await filter.getByLabel('To', { exact: true }).fill('2020-01-01')
  await expect(page.getByText('No task matches')).toBeVisible()
  await lab.stop()
})

test('what ended while one was elsewhere is told on return, until it is put away', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '2'])
  const other = await otherClient(lab)
  const ref = await refOf(other, 'rds-03')
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'rds-03', 'Start')
  await expect(rowOf(page, 'rds-03')).toContainText('Starting')
  await page.goto('about:blank')
  await expect.poll(() => other.call('VM.get_power_state', ref)).toEqual(['Running'])
  await expect(async () => {
    await page.goto(`${domus.url}/hosts`)
    await expect(strip(page)).toContainText('While you were away: 1 task ended', { timeout: 3000 })
  }).toPass()
  await page.reload()
  await expect(strip(page)).toContainText('While you were away: 1 task ended')
  await strip(page).getByRole('button', { name: 'Dismiss what ended while you were away' }).click()
  await expect(strip(page)).not.toContainText('While you were away')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Hosts' })).toBeVisible()
  await expect(strip(page)).toContainText('Nothing under way')
  await expect(strip(page)).not.toContainText('While you were away')
})

test('the browser tells what ended in a page that is not looked at, if the person wants that', async ({
  page,
  context,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '4'])
  await context.addInitScript(() => {
    const told: string[] = []
    class Told {
      static permission = 'default'
      static requestPermission() {
        Told.permission = 'granted'
        return Promise.resolve('granted')
      }
      onclick = null
      constructor(text: string) {
        told.push(text)
      }
      close() {}
    }
    Object.assign(window, { Notification: Told, told })
  })
  const told = () => page.evaluate(() => ('told' in window ? window.told : undefined))
  await enter(page, domus, lab, '/settings/preferences')
  const wanted = page.getByRole('switch', { name: /^The browser tells me/ })
  await expect(wanted).not.toBeChecked()
  await wanted.press('Space')
  await expect(wanted).toBeChecked()
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'VMs' }).click()
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }))
  await chooseInRow(page, 'rds-03', 'Start')
  await expect(rowOf(page, 'rds-03')).toContainText('Running')
  await expect.poll(told).toEqual(['Start rds-03: done'])
})

test('[EVT-05] an object that is being worked on carries a mark in list, tree and head, and says so in its menu', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '0.1'])
  const other = await otherClient(lab)
  await signIn(page, domus, '/vms')
  await connectBehind(page.request, domus, lab)
  await expect(rowOf(page, 'wsus-01')).toContainText('Halted')
  await other.call('Async.VM.start', await refOf(other, 'wsus-01'), false, false)
  await expect(rowOf(page, 'wsus-01')).toContainText('Starting')
  await expect(rowOf(page, 'wsus-01').getByRole('img', { name: 'Starting…' })).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /^wsus-01 ?, VM, Starting/ })).toBeVisible()
  await rowOf(page, 'wsus-01').getByRole('button', { name: 'Actions for wsus-01' }).click()
  await expect(page.getByRole('menuitem', { name: 'Start', exact: true })).toHaveAccessibleDescription(
    /already|under way|starting/i,
  )
  await page.keyboard.press('Escape')
  await openVm(page, 'wsus-01')
  await expect(page.getByRole('main').getByText('Starting…').first()).toBeVisible()
})
