import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { expect, test } from './support/test'

test('credentials of one’s own are tried, kept out of sight, used, and given up again', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings')
  const card = page.getByRole('list', { name: 'Pool credentials' })
  await expect(card).toContainText('By the service account of Domus')
  await card.getByRole('button', { name: /^Use your own account/ }).press('Enter')
  const form = page.getByRole('dialog', { name: /^Your account at/ })
  await expect(form.getByLabel('User name at the pool')).toBeFocused()
  await page.keyboard.type('root')
  await page.keyboard.press('Tab')
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await expect(form.getByText('The pool does not accept this user name and password.')).toBeVisible()
  await expectWell(page, 'credentials of one’s own')
  await form.getByLabel('Password at the pool').fill(lab.password)
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(card).toContainText('As root')
  await card.getByRole('button', { name: /^Change your own account/ }).click()
  await expect(form.getByLabel('Password at the pool')).toHaveValue('')
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: /^Remove your account/ }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter')
  await expect(card).toContainText('By the service account of Domus')
})
