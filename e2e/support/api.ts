import { type APIRequestContext, request } from '@playwright/test'
import type { Domus, Pool } from './domus'

/** Where Domus is, and how its administrator signs in. */
export type Reached = Pick<Domus, 'url' | 'username' | 'password'>

/** Signs the cookies of `api` in as the administrator. */
export async function signInBehind(api: APIRequestContext, domus: Reached): Promise<void> {
  const { csrfToken } = await (await api.get(`${domus.url}/api/auth/csrf`)).json()
  const { username, password } = domus
  const answer = await api.post(`${domus.url}/api/auth/callback/credentials`, {
    form: { csrfToken, username, password, json: 'true' },
  })
  if (!answer.ok()) throw new Error(`Signing in to the API failed: ${answer.status()}`)
}

/** Domus' own interface, signed in as the administrator: for what a test has to set up or clear away. */
export async function signedInApi(domus: Reached): Promise<APIRequestContext> {
  // Sessions of a test's own browser are told from this one by the name of their browser.
  const api = await request.newContext({ baseURL: domus.url, userAgent: 'Preparation' })
  await signInBehind(api, domus)
  return api
}

/** Connects a pool without a page, for tests that are about something else. */
export async function connectBehind(api: APIRequestContext, domus: Reached, pool: Pool): Promise<void> {
  const { url: address, username, password, certificateSha256 } = pool
  const accepted = certificateSha256 ? [certificateSha256] : []
  const answer = await api.post(`${domus.url}/api/trpc/pool.connect`, {
    data: { address, username, password, accepted },
  })
  if (!answer.ok()) throw new Error(`The pool was not connected: ${await answer.text()}`)
}

/** Forgets every pool, so that the next test begins with none. */
export async function disconnectAllPools(domus: Reached): Promise<void> {
  const api = await signedInApi(domus)
  const { result } = await (await api.get('/api/trpc/pool.list')).json()
  for (const { id } of result.data) await api.post('/api/trpc/pool.disconnect', { data: { id } })
  await api.dispose()
}

/** The connected pool's id: there is one in a test that connected one. */
async function onlyPool(api: APIRequestContext, domus: Reached): Promise<string> {
  const { result } = await (await api.get(`${domus.url}/api/trpc/pool.list`)).json()
  return result.data[0].id
}

/** Runs an action on an object of the connected pool; answers the HTTP status. */
export async function runBehind(
  api: APIRequestContext,
  domus: Reached,
  action: string,
  uuid: string,
): Promise<number> {
  const object = `${await onlyPool(api, domus)}.${uuid}`
  return (await api.post(`${domus.url}/api/trpc/operation.run`, { data: { action, object } })).status()
}

/** What the audit log says of an object, newest first: sentence and result of each line. */
export async function auditOf(api: APIRequestContext, domus: Reached, object: string): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ object }))
  const { result } = await (await api.get(`${domus.url}/api/trpc/audit.list?input=${input}`)).json()
  return result.data.rows.map((row: { sentence: string; result: string }) => `${row.sentence}: ${row.result}`)
}

/** The administrator's interface is as it was at first: what one test chose is not the next one's. */
export async function forgetPreferences(domus: Reached): Promise<void> {
  const api = await signedInApi(domus)
  const { result } = await (await api.get('/api/trpc/preference.all')).json()
  const changes = Object.keys(result.data).map(key => ({ key, value: null }))
  if (changes.length > 0) await api.post('/api/trpc/preference.change', { data: { changes } })
  await api.dispose()
}
