import { type APIRequestContext, request } from '@playwright/test'
import type { Domus } from './domus'

/** Domus' own interface, signed in as the administrator: for what a test has to set up or clear away. */
export async function signedInApi(domus: Domus): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: domus.url })
  const { csrfToken } = await (await api.get('/api/auth/csrf')).json()
  const { username, password } = domus
  const answer = await api.post('/api/auth/callback/credentials', {
    form: { csrfToken, username, password, json: 'true' },
  })
  if (!answer.ok()) throw new Error(`Signing in to the API failed: ${answer.status()}`)
  return api
}

/** Forgets every pool, so that the next test begins with none. */
export async function disconnectAllPools(domus: Domus): Promise<void> {
  const api = await signedInApi(domus)
  const { result } = await (await api.get('/api/trpc/pool.list')).json()
  for (const { id } of result.data) await api.post('/api/trpc/pool.disconnect', { data: { id } })
  await api.dispose()
}
