import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

const box = (page: Page) => page.getByRole('combobox', { name: 'Search' })
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

test('Ctrl K does something with the object at hand, by keyboard alone, and says why something else cannot be done', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  await page.keyboard.press('Control+k')
  await expect(box(page)).toBeFocused()
  const actions = group(page, 'Actions on web-01')
  await expect(actions.getByRole('option', { name: /^Start web-01/ })).toBeDisabled()
  await expect(actions.getByRole('option', { name: /^Start web-01/ })).toContainText('web-01 is running.')
  await page.keyboard.type('shut')
  const shutDown = actions.getByRole('option', { name: 'Shut down', exact: true })
  await expect(shutDown).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Shut down web-01?' })
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'Shut down', exact: true }).press('Enter')
  await expect(page.getByRole('treeitem', { name: /^web-01 ?, VM, Halted/ })).toBeVisible()
})

test('Ctrl K finds objects, pages and settings, and what was opened lately', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(group(page, 'Opened lately').getByRole('option', { name: /web-02/ })).toBeVisible()
  await page.keyboard.type('time zone')
  await expect(group(page, 'Pages').getByRole('option', { name: 'Preferences' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toBeVisible()
  // A key that leads somewhere is a letter in a field, but the palette opens from there too.
  await page.getByRole('combobox', { name: 'Time zone' }).focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('host:fra-xen-02 web')
  await expect(group(page, 'Found').getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(box(page)).toHaveCount(0)
})

test('a favourite is marked by f, and stands above the tree, on the overview and in the palette, after a reload too', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-03')
  const mark = page.getByRole('button', { name: 'Mark as favourite' })
  await expect(mark).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Take the mark of a favourite away' })).toBeVisible()
  const above = page.getByRole('navigation', { name: 'Favourites' })
  await expect(above.getByRole('link', { name: /web-03/ })).toBeVisible()
  await page.waitForResponse(answer => answer.url().includes('preference.change') && answer.ok())
  await page.goto('/')
  const card = page.getByRole('region', { name: 'Favourites and opened lately' })
  await expect(
    card.getByRole('list', { name: 'Favourites' }).getByRole('link', { name: 'web-03' }),
  ).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(group(page, 'Favourites').getByRole('option', { name: /web-03/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await above.getByRole('link', { name: /web-03/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'web-03' })).toBeVisible()
  await page.getByRole('button', { name: 'Take the mark of a favourite away' }).click()
  await expect(above).toHaveCount(0)
})

test('Space shows a row beside the list, Escape closes it; the address holds it, and F6 goes round the page', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  const row = rowOf(page, 'web-01')
  await row.focus()
  await page.keyboard.press('Space')
  const panel = page.getByRole('region', { name: 'Details of web-01' })
  await expect(panel.getByRole('term').filter({ hasText: /^Memory$/ })).toBeVisible()
  await expect(row).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await expect(page.getByRole('region', { name: 'Details of web-02' })).toBeVisible()
  await expect(page).toHaveURL(/peek=/)
  await page.reload()
  await expect(page.getByRole('region', { name: 'Details of web-02' })).toBeVisible()

  await rowOf(page, 'web-02').focus()
  const inside = (name: string) => page.getByRole('region', { name, exact: true }).locator(':focus')
  await page.keyboard.press('F6')
  await expect(inside('Details of web-02')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(inside('Tasks')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(page.getByRole('banner').locator(':focus')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(inside('Sidebar')).toHaveCount(1)
  await page.keyboard.press('Shift+F6')
  await expect(page.getByRole('banner').locator(':focus')).toHaveCount(1)

  await rowOf(page, 'web-02').focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Details of web-02' })).toHaveCount(0)
})

test('[SYS-13] ? lists every key of the table, and the help page the same', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/help')
  await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible()
  await expect(page.getByRole('term').filter({ hasText: 'Next part of the page' })).toBeVisible()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog.getByText('Details beside the list')).toBeVisible()
  await expect(dialog.getByText('Next part of the page')).toBeVisible()
})

test('the guide for who comes from XenCenter is searched, and leads to places', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/help/from-xencenter')
  await expect(page.getByRole('heading', { level: 1, name: 'If you come from XenCenter' })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter places' })).toBeFocused()
  await page.keyboard.type('confirmations')
  await expect(page.getByRole('term')).toHaveCount(1)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Settings, Preferences/ })
    .click()
  await expect(page.getByRole('combobox', { name: 'Ask before acting' })).toBeVisible()
})
