import { type APIRequestContext, type Page, request } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { expect, signIn, test } from './support/test'

const shownToken = async (page: Page): Promise<string> => {
  const shown = page.getByRole('dialog', { name: /^A token of .* was created$/ })
  const token = (await shown.getByText(/^domus_[\w-]{43}$/).textContent()) ?? ''
  await shown.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(page.getByText(token)).toHaveCount(0)
  return token
}

async function status(
  api: APIRequestContext,
  token: string,
  more: Record<string, string> = {},
): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, ...more }
  return (await api.get('/api/trpc/session.me', { headers })).status()
}

test('a service account calls the API with a token, is named in the log, and is out once it is revoked', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/service-accounts')
  await page.getByRole('button', { name: 'Create a service account' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Create a service account' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('backup')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Snapshots at night')
  await form.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'vm-operator' }).click()
  await form.getByRole('button', { name: 'Create service account' }).press('Enter')
  await expect(page.getByText('It has no token yet')).toBeVisible()
  await page.getByRole('button', { name: 'Create a token' }).press('Enter')
  const asked = page.getByRole('dialog', { name: 'Create a token of backup' })
  await expect(asked.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('nightly')
  await page.keyboard.press('Enter')
  const token = await shownToken(page)

  const api = await request.newContext({ baseURL: domus.url })
  try {
    expect(await status(api, token)).toBe(200)
    expect(await status(api, `${token}x`)).toBe(401)
    expect(await status(api, token, { Cookie: 'domus-session=anything' })).toBe(400)
    // A token is no cookie, and opens no page.
    const asCookie = { Cookie: `domus-session=${token}` }
    expect((await api.get('/api/trpc/session.me', { headers: asCookie })).status()).toBe(401)
    const headers = { Authorization: `Bearer ${token}` }
    const aPage = await api.get('/vms', { headers, maxRedirects: 0 })
    expect(aPage.headers().location).toMatch(/^\/sign-in/)
    // Whatever a browser would say of where a request comes from, the header itself is the proof.
    const input = encodeURIComponent(JSON.stringify({ text: 'rds-03', limit: 5 }))
    const found = await api.get(`/api/trpc/inventory.search?input=${input}`, { headers })
    expect(found.status()).toBe(200)
    const { result } = await found.json()
    const vm = JSON.stringify(result).match(/"id":"([^"]+)"/)?.[1]
    const run = await api.post('/api/trpc/operation.run', {
      headers: { ...headers, Origin: 'https://elsewhere.example' },
      data: { action: 'vm.start', object: vm },
    })
    expect(run.status(), await run.text()).toBe(200)
    const without = await api.post('/api/trpc/operation.run', {
      headers: { Origin: 'https://elsewhere.example' },
      data: { action: 'vm.start', object: vm },
    })
    expect(without.status()).toBe(403)
    expect((await api.get('/api/trpc/user.list', { headers })).status()).toBe(403)
    expect((await api.get('/api/trpc/token.list', { headers })).status()).toBe(403)

    await page.goto('/audit')
    await expect(page.getByRole('row').filter({ hasText: 'Start rds-03' }).first()).toContainText('backup')

    await page.goto('/settings/service-accounts')
    await expect(page.getByRole('row').filter({ hasText: 'backup' })).toContainText('vm-operator')
    await page.getByRole('link', { name: 'backup' }).press('Enter')
    await page.getByRole('button', { name: 'Actions for nightly' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Revoke…' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).press('Enter')
    await expect(page.getByRole('row').filter({ hasText: 'nightly' })).toContainText('Revoked')
    expect(await status(api, token)).toBe(401)
  } finally {
    await api.dispose()
  }
})

test('people make tokens of their own under Account', async ({ page, domus }) => {
  await signIn(page, domus, '/settings')
  await page.getByRole('button', { name: 'Create a token' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('my script')
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  const token = await shownToken(page)
  const api = await request.newContext({ baseURL: domus.url })
  try {
    expect(await status(api, token)).toBe(200)
    await page.getByRole('button', { name: 'Revoke my script' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    // Behind a dialog nothing else is there for roles.
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('list', { name: 'API tokens' }).getByText('my script')).toHaveCount(0)
    expect(await status(api, token)).toBe(401)
  } finally {
    await api.dispose()
  }
})

test('the pages of service accounts are accessible in both themes', async ({ page, domus }) => {
  await signIn(page, domus, '/settings/service-accounts')
  await page.getByRole('button', { name: 'Create a service account' }).click()
  await expectWell(page, 'create a service account')
  await page.getByRole('dialog').getByLabel('Name').fill('monitoring')
  await page.getByRole('dialog').getByRole('button', { name: 'Create service account' }).click()
  await page.getByRole('button', { name: 'Create a token' }).click()
  await expectWell(page, 'create a token')
  await page.getByRole('dialog').getByLabel('Name').fill('probe')
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByRole('dialog', { name: 'A token of monitoring was created' })).toBeVisible()
  await expectWell(page, 'the token')
  await page.getByRole('button', { name: 'Done' }).click()
  await expectWell(page, 'a service account')
  await page.getByRole('link', { name: 'Service accounts', exact: true }).click()
  await expectWell(page, 'service accounts')
})
