import { type APIRequestContext, type Page, request } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { type Reached, signedInApi, signInBehind } from './api'

/** Somebody who signs in: to a test a Domus with another name and password. */
export type Person = Reached

export const ownPassword = 'several words of their own'

/** A mutation of Domus' interface with the cookies of `api`; answers what it returned. */
export async function call<T>(api: APIRequestContext, url: string, path: string, data?: unknown): Promise<T> {
  const answer = await api.post(`${url}/api/trpc/${path}`, { data: data ?? {} })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()).result.data
}

/** A user with a password of their own, with a role over everything or none. Passkeys need a name, so they come to "localhost". */
export async function createPerson(domus: Reached, username: string, role: string | null): Promise<Person> {
  const admin = await signedInApi(domus)
  const { password } = await call<{ password: string }>(admin, domus.url, 'user.create', { username, role })
  await admin.dispose()
  const theirs = await request.newContext({ baseURL: domus.url })
  await signInBehind(theirs, { ...domus, username, password })
  await call(theirs, domus.url, 'session.changePassword', { current: password, next: ownPassword })
  await theirs.dispose()
  return { url: domus.url.replace('127.0.0.1', 'localhost'), username, password: ownPassword }
}

/** Signs in through the page with name and password; what follows is the test's. */
export async function typePassword(
  page: Page,
  { url, username, password }: Person,
  path = '/',
): Promise<void> {
  await page.goto(url + path)
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** What an app shows for a key, some steps of thirty seconds from now. */
export function codeOf(key: string, stepsAhead = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  return totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 })
}

/** Sets an authenticator app up where the page offers it; gives its key and the recovery codes. */
export async function setUpApp(page: Page): Promise<{ key: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Set up app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  const key = (await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  // The code before this one, so that this one can be used to sign in.
  await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(key, -1))
  await dialog.getByRole('button', { name: 'Set up' }).click()
  return { key, codes: await keepCodes(page) }
}

/** Reads the recovery codes, which are shown once. */
export async function keepCodes(page: Page): Promise<string[]> {
  const shown = page.getByRole('dialog', { name: 'Your recovery codes' })
  await shown.getByRole('listitem').first().waitFor()
  const codes = await shown.getByRole('listitem').allTextContents()
  await shown.getByRole('button', { name: 'I have kept them' }).click()
  return codes
}
