import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { openVm } from './support/pools'
import { expect, signIn, test } from './support/test'

const userRow = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) })

/** Chooses an entry of a user's own menu. */
async function choose(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** Creates a user by keyboard alone; returns the first password, which the page shows once. */
async function createByKeyboard(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Create a user' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Create a user' })
  await expect(form.getByLabel('User name')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  return shownPassword(page, `${name} was created`)
}

async function shownPassword(page: Page, title: string): Promise<string> {
  const shown = page.getByRole('dialog', { name: title })
  const password = (await shown.getByText(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/).textContent()) ?? ''
  await shown.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(password)).toHaveCount(0)
  return password
}

test('[CONS-15] a new read-only user chooses a password, sees VMs, starts none, and is out when disabled', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings')
  await page
    .getByRole('navigation', { name: 'Settings pages' })
    .getByRole('link', { name: 'People' })
    .press('Enter')
  const password = await createByKeyboard(page, 'rita')
  await expect(userRow(page, 'rita')).toContainText('First password')

  const context = await browser.newContext({ baseURL: domus.url })
  try {
    const theirs = await context.newPage()
    await signIn(theirs, { ...domus, username: 'rita', password }, '/vms')
    await expect(theirs).toHaveURL(/\/change-password/)
    expect((await theirs.request.get('/api/trpc/pool.list')).status()).toBe(403)
    await theirs.getByLabel('Current password').fill(password)
    await theirs.getByLabel('New password', { exact: true }).fill('a-password-of-my-own')
    await theirs.getByLabel('New password again').fill('a-password-of-my-own')
    await theirs.getByRole('button', { name: 'Change password' }).click()

    await openVm(theirs, 'rds-03')
    const start = theirs.getByRole('button', { name: 'Start', exact: true })
    await expect(start).toHaveAccessibleDescription(
      'Your role does not allow this. The role vm-operator does. Press to ask for it.',
    )
    const object = decodeURIComponent(new URL(theirs.url()).pathname.split('/')[2] ?? '')
    const run = await theirs.request.post('/api/trpc/operation.run', { data: { action: 'vm.start', object } })
    expect(run.status()).toBe(403)
    expect((await theirs.request.get('/api/trpc/user.list')).status()).toBe(403)
    // The console says whose role opens it, in the place of its picture.
    await theirs.goto('/vms')
    await openVm(theirs, 'web-01')
    await theirs.getByRole('link', { name: 'Console', exact: true }).click()
    await expect(
      theirs
        .getByRole('region', { name: 'Console of web-01' })
        .getByText('The role vm-operator does. Ask an administrator for it.'),
    ).toBeVisible()
    await theirs.goto('/settings/users')
    await expect(theirs.getByText('The role pool-admin may manage users.')).toBeVisible()
    const pages = theirs.getByRole('navigation', { name: 'Settings pages' })
    await expect(pages.getByRole('link', { name: 'Preferences' })).toBeVisible()
    await expect(pages.getByRole('link', { name: 'People' })).toHaveCount(0)

    await choose(page, 'rita', 'Disable…')
    const confirm = page.getByRole('dialog', { name: 'Disable rita?' })
    await confirm.getByRole('button', { name: 'Disable', exact: true }).click()
    await expect(theirs.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible({
      timeout: 2_000,
    })
    await expect(userRow(page, 'rita')).toContainText('Disabled')
    expect((await theirs.request.get('/api/trpc/pool.list')).status()).toBe(401)
  } finally {
    await context.close()
  }
})

test('roles and passwords are changed, users enabled and deleted, and the last administrator is kept', async ({
  page,
  domus,
}) => {
  await signIn(page, domus, '/settings/users')
  await createByKeyboard(page, 'Omar')
  await page.getByRole('button', { name: 'Create a user' }).click()
  const form = page.getByRole('dialog', { name: 'Create a user' })
  await form.getByLabel('User name').fill('om ar')
  await form.getByRole('button', { name: 'Create user' }).click()
  await expect(form.getByLabel('User name')).toHaveAccessibleDescription(/only the letters a to z/)
  await form.getByLabel('User name').fill('OMAR')
  await form.getByRole('button', { name: 'Create user' }).click()
  await expect(form.getByLabel('User name')).toHaveAccessibleDescription(/There is a user Omar already\./)
  await form.getByRole('button', { name: 'Cancel' }).click()

  await choose(page, 'Omar', 'Change role…')
  const role = page.getByRole('dialog', { name: 'Change the role of Omar' })
  await role.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'pool-operator' }).click()
  await expect(role.getByText('Read the audit log')).toBeVisible()
  await role.getByRole('button', { name: 'Change role' }).click()
  await expect(userRow(page, 'Omar')).toContainText('pool-operator')

  await choose(page, 'Omar', 'Reset password…')
  await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click()
  expect(await shownPassword(page, 'Omar has a new password')).not.toBe('')
  await choose(page, 'Omar', 'Disable…')
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(userRow(page, 'Omar')).toContainText('Disabled')
  await choose(page, 'Omar', 'Enable…')
  await page.getByRole('dialog').getByRole('button', { name: 'Enable', exact: true }).click()
  await expect(userRow(page, 'Omar')).toContainText('First password')
  await choose(page, 'Omar', 'Delete…')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(userRow(page, 'Omar')).toHaveCount(0)

  await page.getByRole('button', { name: 'Actions for admin' }).click()
  for (const [entry, reason] of [
    ['Change role…', 'admin is the last enabled owner.'],
    ['Disable…', 'You cannot disable yourself.'],
    ['Delete…', 'You cannot delete yourself.'],
  ] as const) {
    const item = page.getByRole('menuitem', { name: entry, exact: true })
    await expect(item).toBeDisabled()
    await expect(item).toHaveAccessibleDescription(reason)
  }
})

test('the page of users and its dialogs are accessible in both themes', async ({ page, domus }) => {
  await signIn(page, domus, '/settings/users')
  await expect(userRow(page, 'admin')).toBeVisible()
  await expectWell(page, 'users')
  await page.getByRole('button', { name: 'Create a user' }).click()
  await page.getByRole('button', { name: 'Create user' }).click()
  await expect(page.getByText('Enter a user name.')).toBeVisible()
  await expectWell(page, 'create a user')
  await page.getByLabel('User name').fill('axel')
  await page.getByRole('button', { name: 'Create user' }).click()
  await expect(page.getByRole('dialog', { name: 'axel was created' })).toBeVisible()
  await expectWell(page, 'first password')
  await page.getByRole('button', { name: 'Done' }).click()
  for (const entry of ['Change role…', 'Reset password…', 'Disable…', 'Delete…']) {
    await choose(page, 'axel', entry)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectWell(page, entry)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})
