import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { giveDevice } from './support/passkeys'
import { createPerson, keepCodes, type Person, typePassword } from './support/people'
import { expect, test } from './support/test'

async function register(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Register a passkey' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Register a passkey' })
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
}

async function signOut(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${person.url}/sign-in`)
}

const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' })

test('a passkey is registered and named by keyboard, signs in alone, is renamed and removed', async ({
  page,
  domus,
}) => {
  const ann = await createPerson(domus, 'pia', 'vm-operator')
  await giveDevice(page)
  await typePassword(page, ann, '/settings')
  await register(page, 'Laptop')
  await keepCodes(page)
  const line = page
    .getByRole('list', { name: 'Second factors' })
    .getByRole('listitem')
    .filter({ hasText: 'Laptop' })
  await expect(line).toContainText('not used yet')
  await expectWell(page, 'account with a passkey')

  // The same device has one for this account already.
  await register(page, 'Again')
  await expect(page.getByText('This passkey is registered already.')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()

  await signOut(page, ann)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).press('Enter')
  await expect(overview(page)).toBeVisible()

  await page.goto(`${ann.url}/settings`)
  await expect(line).toContainText('last used')
  await page.getByRole('button', { name: 'Rename the passkey Laptop' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Old laptop')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByRole('button', { name: 'Remove the passkey Old laptop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Old laptop')).toHaveCount(0)

  await signOut(page, ann)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText('This passkey does not sign in here')).toBeVisible()
})

test('several passkeys: a key without a PIN is a second factor after the password', async ({
  page,
  domus,
}) => {
  const person = await createPerson(domus, 'quin', 'read-only')
  const laptop = await giveDevice(page)
  await typePassword(page, person, '/settings')
  await register(page, 'Laptop')
  await keepCodes(page)
  await laptop.remove()
  await giveDevice(page, false)
  await register(page, 'Blue key')
  await expect(page.getByRole('button', { name: 'Remove the passkey Blue key' })).toBeVisible()

  await page.context().clearCookies()
  await typePassword(page, person, '/vms')
  await expect(page).toHaveURL(/\/second-factor/)
  const use = page.getByRole('button', { name: 'Use a passkey' })
  await expect(use).toBeFocused()
  await expectWell(page, 'second factor by passkey')
  await use.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
})

test('where a page was opened by an address it says why there are no passkeys', async ({ page, domus }) => {
  const person = await createPerson(domus, 'rob', 'read-only')
  await typePassword(page, { ...person, url: domus.url }, '/settings')
  await page.getByRole('button', { name: 'Register a passkey' }).click()
  const why = 'Passkeys need a name: this page was opened by an address.'
  await expect(page.getByRole('paragraph').filter({ hasText: why })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Register', exact: true })).toHaveAccessibleDescription(why)
})
