import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const large = ['--hosts', '8', '--vms', '1200']
const grid = (page: Page) => page.getByRole('grid', { name: 'Virtual machines' })
/** The whole pool has been read: until then rows are grey, and more of them come. */
async function expectLive(page: Page): Promise<void> {
  await expect(page.locator('[data-row]:not([data-stale])').first()).toBeVisible()
}
const names = (page: Page) =>
  grid(page)
    .getByRole('row')
    .evaluateAll(rows => rows.flatMap(row => row.querySelector('a[href^="/vms/"]')?.textContent ?? []))

test('a list of over a thousand VMs is scrolled, sorted and filtered, and holds only what is seen', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(large), '/vms')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1201')
  const sections = page.getByRole('navigation', { name: 'Sections' })
  await expect(sections.getByRole('link', { name: /^VMs/ })).toContainText('1200')

  await grid(page).getByRole('row').nth(1).focus()
  await page.keyboard.press('End')
  const last = grid(page).locator('[aria-rowindex="1201"]')
  await expect(last).toBeFocused()
  expect(await grid(page).getByRole('row').count()).toBeLessThan(120)
  await page.keyboard.press('PageUp')
  await expect(last).not.toBeFocused()
  await expect(page.locator('[data-row]:focus')).toBeVisible()

  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect(grid(page).getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await page.keyboard.press('Tab')
  // Until the answer is there the rows stand as they were sorted before.
  await expect(async () => {
    const shown = await names(page)
    expect(shown.length).toBeGreaterThan(10)
    expect(shown).toEqual(
      shown.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true, sensitivity: 'base' })),
    )
  }).toPass()

  const box = page.getByRole('searchbox', { name: 'Filter VMs' })
  await box.fill('state:running host:xen-03 memory:>=4G')
  await expect(page).toHaveURL(/filter=state%3Arunning/)
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', '1201')
  for (const row of await page.locator('[data-row]').all()) await expect(row).toContainText('xen-03')
  await box.fill('no such thing')
  await expect(page.getByText('None of 1200 matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).last().click()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1201')
})

test('a change far down in a list is there when one comes to it, and a new row takes its place', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(large)
  await enter(page, domus, lab, '/vms?filter=web')
  await expectLive(page)
  const other = await otherClient(lab)
  const [name = ''] = await names(page)
  const [ref = ''] = await other.call('VM.get_by_name_label', name)
  await other.call('VM.set_name_label', ref, 'zz-web-renamed')
  await expect(rowOf(page, name)).toHaveCount(0)
  await page.locator('[data-row]').first().focus()
  await page.keyboard.press('End')
  await expect(rowOf(page, 'zz-web-renamed')).toBeFocused()
})

test('the tree shows the place of a VM among a thousand, and opens what is closed above it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(large)
  await enter(page, domus, lab, '/vms?filter=state:running')
  const tree = page.getByRole('tree', { name: 'Infrastructure' })
  const focused = tree.locator('[data-node]:focus')
  const openLast = async () => {
    await expectLive(page)
    await grid(page).getByRole('row').nth(1).focus()
    await page.keyboard.press('End')
    // The row at the end may have to be fetched; until it is there the first one may have the focus.
    const count = await grid(page).getAttribute('aria-rowcount')
    const last = grid(page).locator(`[aria-rowindex="${count}"]`)
    await expect(last).toBeFocused()
    const link = last.getByRole('link').first()
    const name = (await link.textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    const node = tree.getByRole('treeitem', { name: new RegExp(`^${name} ?,`), selected: true })
    await expect(node).toBeInViewport()
    return node
  }
  const node = await openLast()
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(120)

  await node.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(focused).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(focused).toHaveAttribute('aria-expanded', 'false')
  await expect(node).toHaveCount(0)
  await page.goBack()
  await openLast()
})

test('one search goes over everything, by keyboard', async ({ page, domus, pool }) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const [vm = ''] = await other.call('VM.get_by_name_label', 'db-02')
  const [vif = ''] = await other.call('VM.get_VIFs', vm)
  const [mac = ''] = await other.call('VIF.get_MAC', vif)
  await enter(page, domus, lab, '/storage')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Search' })
  await expect(box).toBeFocused()

  await box.fill('fra-xen-02')
  await expect(page.getByRole('option').first()).toContainText('fra-xen-02')
  await expect(page.getByRole('option', { selected: true })).toContainText('Host')
  await box.fill(mac)
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option')).toContainText('db-02')
  await box.fill('tag:production state:running db')
  await expect(page.getByRole('option').filter({ hasText: 'db-01' })).toBeVisible()
  await box.fill('web-0')
  await expect(page.getByRole('option', { selected: true })).toContainText('web-01')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toContainText('web-02')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'web-02' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
