import type { Page } from '@playwright/test'
import { layCable } from './support/cable'
import { enter } from './support/enter'
import { rowOf } from './support/pools'
import { expect, test } from './support/test'
import { watchRows } from './support/watch'
import { otherClient } from './support/xen-api'

const vms = 40
const list = 'Virtual machines'
const lastHeard = (page: Page) =>
  page.getByRole('status').filter({ hasText: /Last heard from Frankfurt at \d\d:\d\d:\d\d\./ })
const lastKnown = (page: Page, name: string) =>
  rowOf(page, name).getByRole('img', { name: /Last known state: the pool does not answer/ })
const rowsOf = (page: Page) => page.getByRole('grid', { name: list }).getByRole('row')

test('[CON-09] a pool that stops answering is marked stale with the time; when it is back it heals, and no row ever vanishes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await expect(rowsOf(page)).toHaveCount(vms + 1)
  const watch = await watchRows(page, list)

  await lab.stop()
  await expect(lastHeard(page)).toBeVisible()
  await expect(lastHeard(page)).toContainText('refuses the connection')
  await expect(lastKnown(page, 'web-01')).toBeVisible()
  await expect(rowOf(page, 'web-01')).toContainText('Running')
  await expect(
    page.getByRole('treeitem', { name: /Frankfurt.*Not answering.*last heard from at \d\d:\d\d:\d\d/ }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Actions for web-01' }).click()
  await expect(page.getByRole('menuitem', { name: 'Suspend', exact: true })).toHaveAccessibleDescription(
    /Frankfurt has not answered since \d\d:\d\d:\d\d\./,
  )
  await page.keyboard.press('Escape')

  const back = await pool(['--port', new URL(lab.url).port])
  const other = await otherClient(back)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'web-02')
  await other.call('VM.set_name_label', ref, 'web-02-renamed')
  await expect(lastHeard(page)).toHaveCount(0, { timeout: 20_000 })
  await expect(rowOf(page, 'web-02-renamed')).toBeVisible()
  await expect(lastKnown(page, 'web-01')).toHaveCount(0)
  expect(await watch.fewest()).toBe(vms)
  expect(await watch.missed()).toEqual(['web-02'])
})

test('[CON-07] connections that are cut and sessions that end leave no trace on the screen', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await expect(rowsOf(page)).toHaveCount(vms + 1)
  const watch = await watchRows(page, list)
  await lab.fault({ fault: 'cutConnections' })
  await lab.fault({ fault: 'endSessions' })
  const again = await otherClient(lab)
  const [ref = ''] = await again.call('VM.get_by_name_label', 'web-01')
  await again.call('VM.set_name_label', ref, 'web-01-renamed')
  await expect(rowOf(page, 'web-01-renamed')).toBeVisible()
  await expect(lastHeard(page)).toHaveCount(0)
  expect(await watch.fewest()).toBe(vms)
  expect(await watch.missed()).toEqual(['web-01'])
  await expect(other.call('VM.get_by_name_label', 'web-01')).rejects.toThrow('SESSION_INVALID')
})

test('a browser that loses Domus says so, keeps what it shows, and heals by itself', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const cable = await layCable(domus.url)
  await enter(page, { ...domus, url: cable.url }, lab, '/vms')
  await expect(rowsOf(page)).toHaveCount(vms + 1)
  const watch = await watchRows(page, list)
  const lost = page
    .getByRole('status')
    .filter({ hasText: /The Domus server has not answered since \d\d:\d\d:\d\d\./ })

  await cable.pull()
  await expect(lost).toBeVisible()
  await expect(lastKnown(page, 'web-01')).toBeVisible()
  const [ref = ''] = await other.call('VM.get_by_name_label', 'web-02')
  await other.call('VM.set_name_label', ref, 'web-02-renamed')
  await cable.plug()
  await expect(lost).toHaveCount(0)
  await expect(rowOf(page, 'web-02-renamed')).toBeVisible()
  await expect(lastKnown(page, 'web-01')).toHaveCount(0)
  expect(await watch.fewest()).toBe(vms)
  expect(await watch.missed()).toEqual(['web-02'])
  await cable.pull()
})

test('[CON-07] VMs that another client makes and destroys appear and vanish, and an open page says that its VM is gone', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '10'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await expect(rowOf(page, 'desk-07')).toBeVisible()
  const [ref = ''] = await other.call('VM.get_by_name_label', 'desk-07')
  const [clone = ''] = await other.call('VM.clone', ref, 'desk-09')
  await expect(rowOf(page, 'desk-09')).toContainText('Halted')
  await expect(page.getByRole('treeitem', { name: /^desk-09/ })).toBeVisible()
  await rowOf(page, 'desk-09').getByRole('link', { name: 'desk-09' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'desk-09' })).toBeVisible()

  await other.call('VM.destroy', clone)
  await expect(page.getByText('desk-09 has been deleted')).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /^desk-09/ })).toHaveCount(0)
  await page.getByRole('link', { name: 'All VMs' }).click()
  await expect(rowsOf(page)).toHaveCount(vms + 1)
  await expect(rowOf(page, 'desk-09')).toHaveCount(0)
})

test('a host that dies is shown as unreachable, and well again when it is back', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/hosts')
  await expect(rowOf(page, 'fra-xen-02')).toContainText('Enabled')
  await lab.fault({ fault: 'hostDown', args: ['fra-xen-02'] })
  await expect(rowOf(page, 'fra-xen-02')).toContainText('Unreachable')
  await expect(rowOf(page, 'fra-xen-01')).toContainText('Enabled')
  await lab.fault({ fault: 'hostUp', args: ['fra-xen-02'] })
  await expect(rowOf(page, 'fra-xen-02')).toContainText('Enabled')
})
