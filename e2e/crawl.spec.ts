import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type APIRequestContext, expect, request } from '@playwright/test'
import { roleNames } from '@/server/catalogue/permissions'
import type { AnyRow } from '@/server/inventory/rows'
import type { LiveMessage } from '@/server/inventory/views'
import { connectBehind, signedInApi, signInBehind } from './support/api'
import type { Domus } from './support/domus'
import { openStream } from './support/event-stream'
import { call, ownPassword } from './support/people'
import { test } from './support/test'
import { otherClient } from './support/xen-api'

/** A page whole, and what a link to it fetches. */
const kinds: Record<string, string>[] = [{ accept: 'text/html' }, { rsc: '1' }]
const app = path.join(import.meta.dirname, '..', 'app')

/** The addresses of all pages there are; `id` stands where one names an object. */
function pages(id: string): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter(file => path.basename(file) === 'page.tsx')
    .map(file => `/${path.dirname(file)}`.replaceAll(/\/\([^)]*\)/g, '').replaceAll('[id]', id))
    .map(address => (address === '/.' ? '/' : address))
    .sort()
}

/** Somebody with one role over one object, signed in behind the pages. */
async function personOver(
  admin: APIRequestContext,
  domus: Domus,
  username: string,
  role: string,
  ref: string,
) {
  const { id, password } = await call<{ id: string; password: string }>(admin, domus.url, 'user.create', {
    username,
    role: null,
  })
  const scope = { kind: ref.includes('.') ? 'object' : 'pool', ref }
  const to = { kind: 'user', id }
  await call(admin, domus.url, 'grant.give', { to, role, scope, until: null, mayDelegate: false })
  const api = await request.newContext({ baseURL: domus.url })
  await signInBehind(api, { ...domus, username, password })
  await call(api, domus.url, 'session.changePassword', { current: password, next: ownPassword })
  return { api, username }
}

test('whoever sees one VM reads no other name in any byte of any page', async ({ domus, pool, browser }) => {
  test.setTimeout(240_000)
  const lab = await pool()
  const admin = await signedInApi(domus)
  await connectBehind(admin, domus, lab)
  const vms = async (): Promise<AnyRow[]> => {
    const query = { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } }
    const input = encodeURIComponent(JSON.stringify({ query, from: 0, count: 500 }))
    const answer = await (await admin.get(`/api/trpc/inventory.rows?input=${input}`)).json()
    return answer.result.data.rows
  }
  await expect.poll(async () => (await vms()).length).toBeGreaterThan(10)
  const shown = (await vms()).find(({ name_label }) => name_label === 'web-01')
  if (!shown) throw new Error('There is no web-01.')
  const stream = await openStream<LiveMessage>(admin, domus, 'live.changes', { tab: 'all' })
  const { set } = await stream.find(message => message.set.some(row => row.class === 'host'))
  stream.close()

  // Names that occur nowhere else, so that a byte of one tells.
  const other = await otherClient(lab)
  const secrets: string[] = []
  for (const row of [...set, ...(await vms())]) {
    if (row.id === shown.id || row.class === 'pool' || row.class === 'task') continue
    const name = `zq${row.uuid.replaceAll('-', '').slice(0, 20)}`
    await other.call(`${row.class}.set_name_label`, row.ref, name)
    secrets.push(name, row.uuid, row.ref)
  }
  const hidden = (await vms()).find(row => row.id !== shown.id)
  if (!hidden) throw new Error('There is no other VM.')
  await expect.poll(async () => (await vms()).filter(row => !row.name_label.startsWith('zq')).length).toBe(1)

  const leaks: string[] = []
  const look = (who: string, where: string, bytes: string, asked = '') => {
    for (const secret of secrets) {
      if (asked.includes(secret)) continue
      if (bytes.includes(secret)) leaks.push(`${who}: ${where}: ${secret}`)
    }
  }
  for (const role of roleNames) {
    const { api, username } = await personOver(admin, domus, `crawl-${role}`, role, shown.id)
    for (const address of [...new Set([...pages(shown.id), ...pages(hidden.id)])]) {
      for (const headers of kinds) {
        const answer = await api.get(address, { headers })
        expect(answer.status(), address).toBeLessThan(500)
        look(username, address, await answer.text(), address)
      }
    }
    const log = await api.get('/api/audit/export?format=jsonl')
    look(username, 'export', await log.text())

    if (role !== 'pool-admin') {
      await api.dispose()
      continue
    }
    // What a browser that shows the pages is sent, the stream of its tab included.
    const context = await browser.newContext({ baseURL: domus.url, storageState: await api.storageState() })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    const bodies: Promise<void>[] = []
    cdp.on('Network.dataReceived', ({ data }) => {
      if (data) look(username, 'the stream', Buffer.from(data, 'base64').toString())
    })
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      if (!response.mimeType.includes('event-stream')) return
      bodies.push(
        cdp
          .send('Network.streamResourceContent', { requestId })
          // A stream that ended with its page has nothing more to give.
          .then(
            ({ bufferedData }) => bufferedData,
            () => '',
          )
          .then(data => look(username, 'the stream', Buffer.from(data, 'base64').toString())),
      )
    })
    page.on('response', response => {
      if (response.headers()['content-type']?.includes('event-stream')) return
      const reading = response.text().catch(() => '')
      bodies.push(reading.then(text => look(username, response.url(), text, response.url())))
    })
    for (const address of ['/', '/vms', `/vms/${shown.id}`, '/tasks', '/settings/access']) {
      await page.goto(address)
      await expect(page.getByRole('treeitem')).toHaveCount(1)
      look(username, address, await page.content())
    }
    await expect(page.getByRole('treeitem', { name: /web-01/ })).toBeVisible()
    await Promise.all(bodies)
    await context.close()
    await api.dispose()
  }
  expect(leaks).toEqual([])

  // The administrator's pages do hold them: what is looked for can be found.
  const whole = await vms()
  expect(secrets.filter(secret => JSON.stringify(whole).includes(secret)).length).toBeGreaterThan(20)
  await admin.dispose()
})
