import type { Page } from '@playwright/test'
import { signInBehind } from './support/api'
import { enter } from './support/enter'
import { rowOf } from './support/pools'
import { expect, test } from './support/test'

/** Chooses in a select of the preferences, by keyboard alone. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).press('Enter')
  const wanted = page.getByRole('option', { name: option, exact: true })
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 10; presses++) {
    if (await wanted.evaluate(element => element.hasAttribute('data-highlighted'))) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: label })).toContainText(option)
}

const saved = (page: Page) =>
  page.waitForResponse(answer => answer.url().includes('preference.change') && answer.ok())

test('[SYS-10] what is chosen in the preferences holds at once, after a reload and in another browser', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/preferences')
  const html = page.locator('html')
  let kept = saved(page)
  await choose(page, 'Theme', 'Dark')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await kept
  kept = saved(page)
  await choose(page, 'Contrast', 'More contrast')
  await expect(html).toHaveAttribute('data-contrast', 'more')
  await kept
  kept = saved(page)
  await choose(page, 'Format', 'German (Germany)')
  await expect(page.getByText('For example 1.234,5 or 1,5 GiB.')).toBeVisible()
  await kept
  kept = saved(page)
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Mars/Olympus')
  await expect(page.getByText('There is no such time zone.')).toBeVisible()
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo')
  await kept
  kept = saved(page)
  await choose(page, 'Start page', 'VMs')
  await kept

  const elsewhere = await browser.newContext({ baseURL: domus.url })
  const other = await elsewhere.newPage()
  await signInBehind(other.request, domus)
  await other.goto('/')
  await expect(other.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(other.locator('html')).toHaveAttribute('data-contrast', 'more')
  // The overview is still there for who goes to it.
  await other.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Overview' }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await other.reload()
  await expect(other.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await other.goto('/settings/preferences')
  await expect(other.getByText('For example 1.234,5 or 1,5 GiB.')).toBeVisible()
  await expect(other.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Asia/Tokyo')
  await elsewhere.close()
})

test('the columns, the sort and the panes one made are there in another browser, until the layout is reset', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  let kept = saved(page)
  await page.getByRole('button', { name: 'Columns and row height' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Operating system' }).click()
  await page.keyboard.press('Escape')
  await kept
  kept = saved(page)
  await page.getByRole('separator', { name: 'Width of Sidebar' }).press('ArrowRight')
  await kept
  kept = saved(page)
  const sections = (on: Page) => on.getByRole('separator', { name: 'Height of Sections' })
  const all = Number(await sections(page).getAttribute('aria-valuenow'))
  await sections(page).press('ArrowUp')
  await kept
  // A column, and the panel beside the list.
  kept = saved(page)
  await page.getByRole('button', { name: /^Width of State,/ }).press('ArrowRight')
  await kept
  const state = (on: Page) =>
    on.getByRole('columnheader', { name: 'State' }).evaluate(head => head.clientWidth)
  const width = await state(page)
  await rowOf(page, 'web-01').press('Space')
  const panel = (on: Page) => on.getByRole('separator', { name: /^Width of Details/ })
  const before = Number(await panel(page).getAttribute('aria-valuenow'))
  kept = saved(page)
  await panel(page).press('ArrowLeft')
  await kept

  const elsewhere = await browser.newContext({ baseURL: domus.url })
  const other = await elsewhere.newPage()
  await signInBehind(other.request, domus)
  await other.goto('/vms')
  await expect(rowOf(other, 'web-01')).toBeVisible()
  await expect(other.getByRole('columnheader', { name: 'Operating system' })).toHaveCount(0)
  const pane = other.getByRole('separator', { name: 'Width of Sidebar' })
  await expect(pane).toHaveAttribute('aria-valuenow', '272')
  await expect(sections(other)).toHaveAttribute('aria-valuenow', String(all - 16))
  await expect.poll(() => state(other)).toBe(width)
  await rowOf(other, 'web-01').press('Space')
  await expect(panel(other)).toHaveAttribute('aria-valuenow', String(before + 16))
  await other.goto('/settings/preferences')
  await other.getByRole('button', { name: 'Reset the layout' }).click()
  await expect(pane).toHaveAttribute('aria-valuenow', '256')
  await expect(sections(other)).toHaveAttribute('aria-valuenow', String(all))
  await other.goto('/vms')
  await expect(other.getByRole('columnheader', { name: 'Operating system' })).toBeVisible()
  await elsewhere.close()
})

test('a choice that cannot be kept is said, and kept as soon as the server answers', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/preferences')
  await page.route('**/preference.change*', route => route.abort())
  await choose(page, 'Row height', 'Compact')
  await expect(page.getByText('Your last choices are kept in this browser only so far')).toBeVisible()
  await page.unroute('**/preference.change*')
  await expect(page.getByText('Your last choices are kept in this browser only so far')).toHaveCount(0)
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Row height' })).toContainText('Compact')
})
