import type { Page } from '@playwright/test'
import { signInBehind } from './support/api'
import { enter } from './support/enter'
import { expect, test } from './support/test'

const saved = (page: Page) =>
  page.waitForResponse(
    answer =>
      answer.url().includes('preference.change') &&
      answer.ok() &&
      Boolean(answer.request().postData()?.includes('"language"')),
  )

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('the language one chooses holds at once, after a reload and in another browser', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/preferences')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const kept = saved(page)
  await choose(page, 'Language', 'Deutsch')
  await expect(page.getByText('Zum Beispiel 1.234,5 oder 1,5 GiB.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Farbschema' })).toContainText('Wie das System')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await kept

  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toContainText('Deutsch')
  await expect(page).toHaveTitle(/^Einstellungen/)
  await page.getByRole('combobox', { name: 'Zeitzone' }).fill('Mars/Olympus')
  await expect(page.getByText('Diese Zeitzone gibt es nicht.')).toBeVisible()

  const elsewhere = await browser.newContext({ baseURL: domus.url, locale: 'ja-JP' })
  const other = await elsewhere.newPage()
  await signInBehind(other.request, domus)
  await other.goto('/settings/preferences')
  await expect(other.locator('html')).toHaveAttribute('lang', 'de')
  await expect(other.getByText('Zum Beispiel 1.234,5 oder 1,5 GiB.')).toBeVisible()
  // As the browser asks for, from now on.
  const again = saved(other)
  await choose(other, 'Sprache', 'Wie dieser Browser')
  await expect(other.getByRole('combobox', { name: '言語' })).toContainText('このブラウザーに合わせる')
  await again
  await elsewhere.close()
})

test('before one signs in, Domus speaks what the browser asks for, in what goes wrong too', async ({
  domus,
  browser,
}) => {
  const told = [
    ['de-AT', 'de', 'Anmelden', 'Benutzername', 'Kennwort', 'Benutzername oder Kennwort ist falsch'],
    ['ja-JP', 'ja', 'サインイン', 'ユーザー名', 'パスワード', 'ユーザー名またはパスワードが違います'],
    ['zh-CN', 'zh-CN', '登录', '用户名', '密码', '用户名或密码错误'],
    ['fr-FR', 'en', 'Sign in', 'User name', 'Password', 'User name or password is wrong'],
  ] as const
  for (const [locale, language, signIn, name, password, wrong] of told) {
    const context = await browser.newContext({ baseURL: domus.url, locale })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('heading', { name: signIn })).toBeVisible()
    await page.getByLabel(name, { exact: true }).fill(`nobody-${language}`)
    await page.getByLabel(password, { exact: true }).fill('not the one')
    await page.getByRole('button', { name: signIn, exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: wrong })).toBeVisible()
    await context.close()
  }
})
