import { enter } from './support/enter'
import { expect, test } from './support/test'

// What floats over the page is fetched when it is first needed: its first time is as good as any other.

test('a tooltip opens on hover and on focus by the keyboard, and closes by Escape', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/')
  const button = page.getByRole('button', { name: 'Hide the sidebar' })
  const tooltip = page.getByText('Hide the sidebar', { exact: true })
  await expect(tooltip).toHaveCount(0)
  await button.hover()
  await expect(tooltip).toBeVisible()
  await tooltip.hover()
  await expect(tooltip).toBeVisible()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(tooltip).toHaveCount(0)
  await page.keyboard.press('Tab')
  await button.focus()
  await expect(tooltip).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tooltip).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('a menu opens by a press of the keyboard at once, and the focus goes on from its button', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/vms')
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
  const button = page.getByRole('button', { name: /^User menu/ })
  await expect(button).toHaveAttribute('aria-haspopup', 'menu')
  await expect(button).toHaveAttribute('aria-expanded', 'false')
  await button.focus()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitemradio').first()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(menu).toHaveCount(0)
  await expect(button).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(button).toBeFocused()
})

test('a menu is used by one long press of the mouse, and a press on its button closes it', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/')
  const button = page.getByRole('button', { name: /^User menu/ })
  const menu = page.getByRole('menu')
  await button.click()
  await expect(menu).toBeVisible()
  await button.click()
  await expect(menu).toHaveCount(0)
  await button.hover()
  await page.mouse.down()
  const pressed = Date.now()
  const entry = menu.getByRole('menuitem', { name: 'Keyboard shortcuts' })
  await entry.hover()
  // A press is a long one by its length alone: one that is let go at once chooses nothing.
  await expect.poll(() => Date.now() - pressed).toBeGreaterThan(400)
  await page.mouse.up()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})
