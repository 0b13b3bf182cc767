import { expect, test } from '@playwright/test'
import { expectWell } from './support/axe'
import { type Fleet, startFleet } from './support/fleet'
import { giveDevice } from './support/passkeys'
import { typePassword } from './support/people'
import { ageSignIns } from './support/sign-ins'

let fleet: Fleet
test.beforeAll(async () => {
  test.setTimeout(120_000)
  fleet = await startFleet(1)
})
test.afterAll(() => fleet.stop())

function domusOf({ processes: [domus] }: Fleet) {
  if (!domus) throw new Error('There is no process.')
  return { url: domus.url.replace('127.0.0.1', 'localhost'), username: 'admin', password: domus.password }
}

test('an old sign-in is confirmed by keyboard, and what was typed goes on', async ({ page }) => {
  const admin = domusOf(fleet)
  await typePassword(page, admin, '/settings/users')
  await page.getByRole('button', { name: 'Create a user' }).click()
  const form = page.getByRole('dialog', { name: 'Create a user' })
  await form.getByLabel('User name').fill('zoe')
  await ageSignIns(fleet, 'admin', 6)
  await form.getByLabel('User name').press('Enter')

  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  const password = dialog.getByLabel('Password', { exact: true })
  await expect(password).toBeFocused()
  await expectWell(page, 'confirm that it is you')
  await page.keyboard.type('not the password')
  await page.keyboard.press('Enter')
  await expect(password).toHaveAccessibleDescription(/The password is not right\./)
  await password.fill(admin.password)
  await password.press('Enter')
  await expect(page.getByRole('dialog', { name: 'zoe was created' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()

  // Within five minutes nothing is asked again.
  await page.getByRole('button', { name: 'Create a user' }).click()
  await form.getByLabel('User name').fill('yan')
  await form.getByRole('button', { name: 'Create user' }).click()
  await expect(page.getByRole('dialog', { name: 'yan was created' })).toBeVisible()
})

test('who would not confirm keeps the form, and nothing was done', async ({ page }) => {
  await typePassword(page, domusOf(fleet), '/settings/users')
  await page.getByRole('button', { name: 'Create a user' }).click()
  const form = page.getByRole('dialog', { name: 'Create a user' })
  await form.getByLabel('User name').fill('wim')
  await ageSignIns(fleet, 'admin', 6)
  await form.getByRole('button', { name: 'Create user' }).click()
  // The keys are its own as soon as it has the focus.
  const question = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await expect(question.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(form.getByText('Confirm that it is you first.')).toBeVisible()
  await expect(form.getByLabel('User name')).toHaveValue('wim')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('gridcell', { name: 'wim', exact: true })).toHaveCount(0)
})

test('a passkey confirms as well as the password', async ({ page }) => {
  await giveDevice(page)
  await typePassword(page, domusOf(fleet), '/settings')
  await page.getByRole('button', { name: 'Register a passkey' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Desk')
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await ageSignIns(fleet, 'admin', 6)
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' })
  await dialog.getByRole('button', { name: 'Use a passkey' }).press('Enter')
  await dialog.getByRole('button', { name: 'Use a passkey' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Your recovery codes' })).toBeVisible()
})
