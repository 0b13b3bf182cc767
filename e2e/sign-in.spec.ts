import type { Page } from '@playwright/test'
import { startDomus } from './support/domus'
import { enter } from './support/enter'
import { rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'

async function attempt(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await answered
}

const complaint = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ })

test('a deep link leads where it pointed once one has signed in', async ({ page, domus }) => {
  await signIn(page, domus, '/vms?filter=state%3Arunning')
  await expect(page).toHaveURL(`${domus.url}/vms?filter=state%3Arunning`)
  await expect(page.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
  await expect(page.getByRole('searchbox', { name: 'Filter VMs' })).toHaveValue('state:running')
})

test('a link to another site is not followed after signing in', async ({ page, domus }) => {
  await signIn(page, domus, `/sign-in?next=${encodeURIComponent('//example.org/vms')}`)
  expect(new URL(page.url()).origin).toBe(domus.url)
})

test('a wrong user name and a wrong password get the same sentence', async ({ page, domus }) => {
  await page.goto('/sign-in')
  await attempt(page, 'nobody-of-that-name', domus.password)
  await expect(complaint(page)).toContainText('User name or password is wrong')
  const forName = (await complaint(page).textContent()) ?? ''
  await attempt(page, domus.username, 'not-the-password')
  await expect(page.getByLabel('User name')).toHaveValue(domus.username)
  await expect(complaint(page)).toHaveText(forName)
  await attempt(page, domus.username, domus.password)
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
})

test('after five failures in a row even the right password has to wait, and the page says how long', async ({
  page,
  domus,
}) => {
  await page.goto('/sign-in')
  for (let failures = 0; failures < 5; failures++) {
    await attempt(page, domus.username, 'not-the-password')
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  }
  await attempt(page, domus.username, domus.password)
  await expect(complaint(page)).toContainText('Too many failed attempts')
  await expect(complaint(page)).toContainText(/Try again in \d+ seconds?\./)
  const button = page.getByRole('button', { name: 'Sign in' })
  await expect(button).toBeDisabled()
  await expect(button).toHaveAccessibleDescription(/Wait \d+ seconds?/)
  await expect(button).toBeEnabled()
  await attempt(page, domus.username, domus.password)
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
})

/** A browser as people have it: with the pages behind kept in memory. */
const keeping = test.extend<{ kept: Page }>({
  kept: async ({ playwright, launchOptions, domus }, use) => {
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
    await use(await browser.newPage({ baseURL: domus.url }))
    await browser.close()
  },
})

/** Goes back and sees nothing of the list of VMs. */
async function expectNothingBehind(page: Page): Promise<void> {
  // goBack() waits for a page to load, which a page that was kept does not do.
  await page.evaluate(() => history.back())
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fvms$/)
  await expect(page.getByLabel('User name')).toBeVisible()
  await expect(page.getByText('web-01')).toHaveCount(0)
}

keeping(
  'signing out ends the session: Back shows nothing, and the server refuses',
  async ({ kept: page, domus, pool }) => {
    await enter(page, domus, await pool(), '/vms')
    await expect(rowOf(page, 'web-01')).toBeVisible()
    await page.getByRole('button', { name: 'User menu of admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByLabel('User name')).toBeVisible()
    const answer = await page.request.get('/api/trpc/pool.list')
    expect(answer.status()).toBe(401)
    await expectNothingBehind(page)
  },
)

keeping(
  'a session ended elsewhere leaves the screen under a banner, and Back does not bring it back',
  async ({ kept: page, domus, pool }) => {
    await enter(page, domus, await pool(), '/vms')
    await expect(rowOf(page, 'web-01')).toBeVisible()
    const { result } = await (await page.request.get('/api/trpc/session.list')).json()
    const { id } = result.data.find((session: { current: boolean }) => session.current)
    await page.request.post('/api/trpc/session.revoke', { data: { id } })
    await expect(page.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible()
    await expect(rowOf(page, 'web-01')).toBeVisible()
    await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).click()
    await expect(page.getByLabel('User name')).toBeVisible()
    await expectNothingBehind(page)
  },
)

test('a first start without a password prints one, which has to be changed before anything else', async ({
  page,
}) => {
  const fresh = await startDomus({ ADMIN_PASSWORD: '' })
  try {
    expect(fresh.password).toMatch(/^\S{12,}$/)
    await signIn(page, fresh, '/vms')
    await expect(page).toHaveURL(/\/change-password/)
    await page.goto(`${fresh.url}/pools`)
    await expect(page).toHaveURL(/\/change-password/)
    const refused = await page.request.get(`${fresh.url}/api/trpc/pool.list`)
    expect(refused.status()).toBe(403)

    const own = 'a-password-of-my-own'
    await page.getByLabel('Current password').fill(fresh.password)
    await page.getByLabel('New password', { exact: true }).fill(own)
    await page.getByLabel('New password again').fill('another-one-than-that')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByText('The two do not match.')).toBeVisible()
    await page.getByLabel('New password again').fill(own)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Pools' })).toBeVisible()

    await page.context().clearCookies()
    await page.goto(fresh.url)
    await attempt(page, fresh.username, fresh.password)
    await expect(complaint(page)).toContainText('User name or password is wrong')
    await attempt(page, fresh.username, own)
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  } finally {
    await fresh.stop()
  }
})
