import { expect, test } from '@playwright/test'
import { WebSocket } from 'ws'
import type { AnyRow } from '@/server/inventory/rows'
import type { LiveMessage } from '@/server/inventory/views'
import { connectBehind, signedInApi, signInBehind } from './support/api'
import { type Domus, startPool } from './support/domus'
import { openStream } from './support/event-stream'
import { type Fleet, startFleet } from './support/fleet'
import { call, createPerson, typePassword } from './support/people'

let fleet: Fleet
test.beforeAll(async () => {
  test.setTimeout(120_000)
  fleet = await startFleet(2)
})
test.afterAll(() => fleet.stop())

function both(): [Domus, Domus] {
  const [first, second] = fleet.processes
  if (!first || !second) throw new Error('There are not two processes.')
  return [first, second]
}

test('an administrator ends somebody’s sessions: their page, stream and console close within two seconds, at another process', async ({
  page,
  browser,
  playwright,
}) => {
  test.setTimeout(120_000)
  const [first, second] = both()
  const lab = await startPool()
  const context = await browser.newContext()
  const api = await playwright.request.newContext()
  try {
    const admin = await signedInApi(first)
    await connectBehind(admin, first, lab)
    const uma = await createPerson(first, 'uma', 'vm-operator')
    const atSecond = { ...uma, url: second.url }
    // Their page, a stream and a console, all at the second process.
    const theirs = await context.newPage()
    await typePassword(theirs, atSecond, '/vms')
    await expect(theirs.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
    await signInBehind(api, atSecond)
    const stream = await openStream<LiveMessage>(api, second, 'live.changes', { tab: 'uma' })
    await stream.find(() => true)
    const query = { class: 'VM', within: null, filter: '', sort: { id: 'name', desc: false } }
    const lists = [{ key: 'vms', query, from: 0, count: 500 }]
    await call(api, second.url, 'live.show', {
      tab: 'uma',
      interests: { seq: 1, lists, tree: null, rows: [] },
    })
    const isWeb = (row: AnyRow) => row.name_label === 'web-01'
    const vm = (await stream.find(message => message.set.some(isWeb))).set.find(isWeb)?.id
    const { ticket, path } = await call<{ ticket: string; path: string }>(api, second.url, 'console.ticket', {
      id: vm,
    })
    const socket = new WebSocket(`${second.url.replace('http', 'ws')}${path}?ticket=${ticket}`, 'binary')
    await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject))
    const closed = new Promise(resolve => socket.once('close', resolve))

    // Ended at the first process.
    await typePassword(page, { ...first, username: 'admin', password: first.password }, '/settings/users')
    await page.getByRole('button', { name: 'Actions for uma' }).click()
    await page.getByRole('menuitem', { name: 'Sessions…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Sessions of uma' })
    // That in which the password was chosen is the third.
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    const begun = performance.now()
    await dialog.getByRole('button', { name: 'End all' }).press('Enter')
    await Promise.all([
      stream.ended,
      closed,
      expect(theirs.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible({
        timeout: 2_000,
      }),
    ])
    expect(performance.now() - begun).toBeLessThan(2_000)
    await expect(dialog.getByText('uma is not signed in anywhere.')).toBeVisible()
    expect((await api.get(`${second.url}/api/trpc/session.me`)).status()).toBe(401)
  } finally {
    await api.dispose()
    await context.close()
    await lab.stop()
  }
})

test('one’s own sessions are listed, and all others ended at once', async ({ page, playwright }) => {
  const [first] = both()
  const vic = await createPerson(first, 'vic', 'read-only')
  const api = await playwright.request.newContext()
  try {
    await signInBehind(api, { ...vic, url: first.url })
    await typePassword(page, vic, '/settings')
    // The one in which the password was chosen is among them.
    await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(3)
    await page.getByRole('button', { name: 'End all others' }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'End all others' }).press('Enter')
    await expect(page.getByText('All other sessions ended')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1)
    expect((await api.get(`${first.url}/api/trpc/session.me`)).status()).toBe(401)
  } finally {
    await api.dispose()
  }
})

test('a shorter limit holds at every process at once, and a wrong one is refused in the form', async ({
  page,
  playwright,
}) => {
  const [first, second] = both()
  const api = await playwright.request.newContext()
  try {
    await typePassword(page, { ...first, username: 'admin', password: first.password }, '/settings/security')
    await page.getByLabel('Minutes without use').fill('2')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByLabel('Minutes without use')).toHaveAccessibleDescription(/At least 5 minutes\./)
    await page.getByLabel('Minutes without use').fill('30')
    await page.getByLabel('Hours in all').fill('8')
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(page.getByText('Security settings saved')).toBeVisible()
    await signInBehind(api, second)
    await expect
      .poll(async () => {
        const answer = await api.get(`${second.url}/api/trpc/security.settings`)
        return (await answer.json()).result.data.settings.idleMinutes
      })
      .toBe(30)
  } finally {
    await api.dispose()
  }
})
