import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { startDomus } from './support/domus'
import { codeOf, createPerson, setUpApp, typePassword } from './support/people'
import { expect, signIn, test } from './support/test'

const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' })

test('an app is set up by keyboard, asked for at the next sign-in, and its codes work once', async ({
  page,
  domus,
}) => {
  const ann = await createPerson(domus, 'ann-with-an-app', 'vm-operator')
  await typePassword(page, ann, '/settings')
  await page.getByRole('button', { name: 'Set up app' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(dialog.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible()
  const key = (await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  await dialog.getByRole('textbox', { name: 'Code' }).focus()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('textbox', { name: 'Code' })).toHaveAccessibleDescription(
    /The code is not right\./,
  )
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(key, -1))
  await page.keyboard.press('Enter')
  const shown = page.getByRole('dialog', { name: 'Your recovery codes' })
  await expect(shown.getByRole('listitem')).toHaveCount(10)
  const [recovery = ''] = await shown.getByRole('listitem').allTextContents()
  await shown.getByRole('button', { name: 'I have kept them' }).press('Enter')
  await expect(page.getByText('10 codes left')).toBeVisible()
  await expect(page.getByText(recovery)).toHaveCount(0)

  await page.context().clearCookies()
  await typePassword(page, ann, '/vms')
  await expect(page).toHaveURL(/\/second-factor\?next=%2Fvms/)
  // The session is good for nothing else.
  await page.goto(`${ann.url}/settings`)
  await expect(page).toHaveURL(/\/second-factor\?next=%2Fsettings/)
  expect((await page.request.get(`${ann.url}/api/trpc/session.list`)).status()).toBe(403)
  const before = await page.context().cookies()
  const code = codeOf(key)
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  const cookie = (all: typeof before) => all.find(({ name }) => name.includes('session'))?.value
  expect(cookie(await page.context().cookies())).not.toBe(cookie(before))

  await page.context().clearCookies()
  await typePassword(page, ann)
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The code is not right' })).toBeVisible()
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(recovery.toUpperCase())
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(overview(page)).toBeVisible()
  await page.goto(`${ann.url}/settings`)
  await expect(page.getByText('9 codes left')).toBeVisible()
})

test('after five wrong codes in a row one waits, however often one signs in between', async ({
  page,
  domus,
}) => {
  const bea = await createPerson(domus, 'bea', 'read-only')
  await typePassword(page, bea, '/settings')
  const { key } = await setUpApp(page)
  for (let failures = 0; failures < 5; failures++) {
    await page.context().clearCookies()
    await typePassword(page, bea)
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('The code is not right')).toBeVisible()
  }
  await page.getByLabel('Code').fill(codeOf(key))
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('Too many failed attempts')).toBeVisible()
  const button = page.getByRole('button', { name: 'Go on' })
  await expect(button).toHaveAccessibleDescription(/Wait \d+ seconds?/)
  await expect(button).toBeEnabled()
  await page.getByLabel('Code').fill(codeOf(key, 1))
  await button.click()
  await expect(overview(page)).toBeVisible()
})

test('a role requires one: who lacks it is signed out, and sets one up before anything else', async ({
  page,
  browser,
}) => {
  // One of its own: the administrator has a second factor afterwards.
  const domus = await startDomus()
  const cem = await createPerson(domus, 'cem', 'vm-admin')
  const context = await browser.newContext()
  try {
    const theirs = await context.newPage()
    await typePassword(theirs, cem, '/vms')
    await expect(theirs.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()

    await signIn(page, domus, '/settings/security')
    await page.getByRole('checkbox', { name: 'vm-admin' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('You have no second factor yourself yet.')).toBeVisible()
    await page.getByRole('link', { name: 'Account', exact: true }).click()
    await setUpApp(page)
    await page.getByRole('link', { name: 'Security', exact: true }).click()
    await page.getByRole('checkbox', { name: 'vm-admin' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Security settings saved')).toBeVisible()
    await expect(theirs.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible({
      timeout: 2_000,
    })

    await context.clearCookies()
    await typePassword(theirs, cem, '/vms')
    await expect(theirs).toHaveURL(/\/second-factor\/set-up\?next=%2Fvms/)
    expect((await theirs.request.get(`${cem.url}/api/trpc/pool.list`)).status()).toBe(403)
    await expect(theirs.getByRole('button', { name: 'Go on' })).toHaveAccessibleDescription(
      'Set up one of them first',
    )
    await expectWell(theirs, 'set up a second factor')
    await setUpApp(theirs)
    await theirs.getByRole('button', { name: 'Go on' }).click()
    await expect(theirs.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
    await theirs.goto(`${cem.url}/settings`)
    await theirs.getByRole('button', { name: 'Remove the authenticator app' }).click()
    await theirs.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect(theirs.getByText('Your role requires a second factor, and this is your last.')).toBeVisible()
  } finally {
    await context.close()
    await domus.stop()
  }
})

test('an administrator takes them from who has lost them', async ({ page, domus, browser }) => {
  const dag = await createPerson(domus, 'dag', 'read-only')
  const context = await browser.newContext()
  try {
    const theirs = await context.newPage()
    await typePassword(theirs, dag, '/settings')
    await setUpApp(theirs)
    await signIn(page, domus, '/settings/users')
    await page.getByRole('button', { name: 'Actions for dag' }).click()
    await page.getByRole('menuitem', { name: 'Reset second factors…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset second factors' }).click()
    await expect(theirs.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible({
      timeout: 2_000,
    })
    await context.clearCookies()
    await typePassword(theirs, dag)
    await expect(overview(theirs)).toBeVisible()
  } finally {
    await context.close()
  }
})

test('the pages of second factors are accessible in both themes', async ({ page, domus }) => {
  const eva = await createPerson(domus, 'eva', 'read-only')
  await typePassword(page, eva, '/settings')
  await expect(page.getByRole('button', { name: 'Set up app' })).toBeVisible()
  await expectWell(page, 'account')
  await page.getByRole('button', { name: 'Set up app' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectWell(page, 'set up an app')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await setUpApp(page)
  await expect(page.getByText('10 codes left')).toBeVisible()
  await expectWell(page, 'account with an app')
  await page.context().clearCookies()
  await typePassword(page, eva)
  await expect(page.getByLabel('Code')).toBeVisible()
  await expectWell(page, 'second factor')
  await page.context().clearCookies()
  await signIn(page, domus, '/settings/security')
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  await expectWell(page, 'security settings')
})
