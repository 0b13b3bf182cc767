import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type APIRequestContext, type Locator, type Page, request } from '@playwright/test'
import {
  auditOf,
  connectBehind,
  disconnectAllPools,
  runBehind,
  signedInApi,
  signInBehind,
} from './support/api'
import type { Domus, Pool } from './support/domus'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

interface Story {
  /** VMs of names that no other test has. */
  well: string
  broken: string
  /** Somebody who tried a password. */
  stranger: string
}

/** A start that worked, one that was refused, one that failed, and a stranger at the door. */
async function story(api: APIRequestContext, domus: Domus, lab: Pool): Promise<Story> {
  const tag = randomBytes(4).toString('hex')
  const told = { well: `well-${tag}`, broken: `broken-${tag}`, stranger: `stranger-${tag}` }
  const other = await otherClient(lab)
  const named = async (name: string, newName: string) => {
    const [ref = ''] = await other.call('VM.get_by_name_label', name)
    await other.call('VM.set_name_label', ref, newName)
    const [uuid = ''] = await other.call('VM.get_uuid', ref)
    return uuid
  }
  const well = await named('rds-03', told.well)
  const broken = await named('print-01', told.broken)
  await connectBehind(api, domus, lab)
  await lab.fault({
    fault: 'failNext',
    args: [broken, 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', '']],
  })
  await expect.poll(() => runBehind(api, domus, 'vm.start', broken)).toBe(200)
  await expect.poll(() => auditOf(api, domus, broken)).toContain(`Start ${told.broken}: failed`)
  expect(await runBehind(api, domus, 'vm.start', well)).toBe(200)
  await expect.poll(() => auditOf(api, domus, well)).toContain(`Start ${told.well}: succeeded`)
  expect(await runBehind(api, domus, 'vm.start', well)).not.toBe(200)

  const door = await request.newContext()
  const { csrfToken } = await (await door.get(`${domus.url}/api/auth/csrf`)).json()
  await door.post(`${domus.url}/api/auth/callback/credentials`, {
    form: { csrfToken, username: told.stranger, password: 'open sesame', json: 'true' },
  })
  await door.dispose()
  return told
}

const log = (page: Page) => page.getByRole('grid', { name: 'Audit log' })
const lines = (page: Page) =>
  log(page)
    .getByRole('row')
    .filter({ has: page.getByRole('time') })
const nothing = (page: Page) => page.getByText('Nothing matches')

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: filter }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

const day = (fromToday: number) => {
  const at = new Date()
  at.setDate(at.getDate() + fromToday)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

const fact = (dialog: Locator, name: string) =>
  dialog
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::*[1]')

test('[EVT-06] the log is filtered by user, object, action, result and time; the filter is in the address and survives a reload', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const api = await signedInApi(domus)
  const told = await story(api, domus, lab)
  await api.dispose()
  await signInBehind(page.request, domus)
  await page.goto('/audit')
  await expect(lines(page).first()).toBeVisible()
  const box = page.getByRole('searchbox', { name: 'Filter by object' })

  await test.step('by object', async () => {
    await box.fill(told.well)
    await expect(lines(page)).toHaveCount(2)
    await expect(lines(page).first()).toContainText('Refused')
    await expect(lines(page).last()).toContainText('Succeeded')
    await expect(page).toHaveURL(new RegExp(`object=${told.well}`))
  })
  await test.step('and by result', async () => {
    await choose(page, 'Result', 'Refused')
    await expect(lines(page)).toHaveCount(1)
    await expect(lines(page)).toContainText(`Start ${told.well}`)
    await expect(page).toHaveURL(/result=refused/)
  })
  await test.step('after a reload as before', async () => {
    await page.reload()
    await expect(lines(page)).toHaveCount(1)
    await expect(box).toHaveValue(told.well)
    await expect(page.getByRole('combobox', { name: 'Result' })).toHaveText('Refused')
  })
  await test.step('by time', async () => {
    await choose(page, 'Result', 'All results')
    await expect(lines(page)).toHaveCount(2)
    await page.getByLabel('From', { exact: true }).fill(day(1))
    await expect(nothing(page)).toBeVisible()
    await page.getByLabel('From', { exact: true }).fill(day(-1))
    await expect(lines(page)).toHaveCount(2)
    await page.getByLabel('To', { exact: true }).fill(day(-1))
    await expect(nothing(page)).toBeVisible()
    await page.getByLabel('To', { exact: true }).fill(day(1))
    await expect(lines(page)).toHaveCount(2)
    await expect(page).toHaveURL(new RegExp(`from=${day(-1)}&to=${day(1)}`))
  })
  await test.step('by user', async () => {
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await expect(page).toHaveURL(`${domus.url}/audit`)
    await expect(box).toHaveValue('')
    await choose(page, 'User', told.stranger)
    await expect(lines(page)).toHaveCount(1)
    await expect(lines(page)).toContainText('Sign in')
    await expect(lines(page)).toContainText('Failed')
    await expect(lines(page)).toContainText('127.0.0.1')
  })
  await test.step('by action', async () => {
    await choose(page, 'User', 'admin')
    await choose(page, 'Action', 'Start')
    await box.fill(told.broken)
    await expect(lines(page)).toHaveCount(1)
    await choose(page, 'Action', 'Connect a pool')
    await expect(nothing(page)).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(lines(page).first()).toBeVisible()
  })
})

test('[EVT-06] a line of the log tells all: parameters, XAPI’s code, duration, and never a password', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const api = await signedInApi(domus)
  const told = await story(api, domus, lab)
  await api.dispose()
  await signInBehind(page.request, domus)
  await page.goto(`/audit?object=${told.broken}`)
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText('SR_BACKEND_FAILURE_46')
  await lines(page).click()
  const failed = page.getByRole('dialog', { name: `Start ${told.broken}` })
  await expect(fact(failed, 'Result')).toHaveText('Failed')
  await expect(fact(failed, 'What happened')).toHaveText('The storage refused: The VDI is not available.')
  await expect(fact(failed, 'Error code')).toContainText('SR_BACKEND_FAILURE_46')
  await expect(fact(failed, 'Error code')).toContainText('The VDI is not available')
  await expect(fact(failed, 'User')).toHaveText('admin')
  await expect(fact(failed, 'From')).toHaveText('127.0.0.1')
  await expect(fact(failed, 'Took')).toHaveText(/\d s$/)
  await expect(fact(failed, 'Pool')).toHaveText('Frankfurt')
  await failed.getByRole('button', { name: 'Close' }).first().click()

  await page.goto('/audit?action=pool.connect')
  await lines(page)
    .filter({ hasText: `Connect ${lab.url}` })
    .first()
    .click()
  const connected = page.getByRole('dialog', { name: `Connect ${lab.url}` })
  await expect(fact(connected, 'Parameters')).toContainText(`"address": "${lab.url}"`)
  await expect(fact(connected, 'Parameters')).toContainText(`"username": "${lab.username}"`)
  await expect(connected).not.toContainText(lab.password)
})

test('words find lines, a line has an address of its own, and objects and people have their history', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const api = await signedInApi(domus)
  const told = await story(api, domus, lab)
  await api.dispose()
  await signInBehind(page.request, domus)
  await page.goto('/audit')
  await expect(lines(page).first()).toBeVisible()

  await test.step('by words from their beginnings, wherever they stand', async () => {
    await page.keyboard.press('/')
    const box = page.getByRole('searchbox', { name: 'Filter by any word' })
    await expect(box).toBeFocused()
    await page.keyboard.type(`SR_BACKEND ${told.broken}`)
    await expect(lines(page)).toHaveCount(1)
    await expect(page).toHaveURL(/text=SR_BACKEND/)
    await page.goto(`${page.url()}&pool=nothing`)
    await expect(nothing(page)).toBeVisible()
    await choose(page, 'Pool', 'All pools')
    await expect(lines(page)).toHaveCount(1)
  })
  await test.step('a line opens by the keyboard, and its address opens it again', async () => {
    await lines(page).first().focus()
    await page.keyboard.press('Enter')
    const detail = page.getByRole('dialog', { name: `Start ${told.broken}` })
    await expect(fact(detail, 'Result')).toHaveText('Failed')
    await expect(fact(detail, 'Task')).toContainText('OpaqueRef:')
    await expect(page).toHaveURL(/entry=\d+/)
    await page.goto(`/audit?entry=${new URL(page.url()).searchParams.get('entry')}&user=nobody`)
    await expect(fact(detail, 'Result')).toHaveText('Failed')
    await page.keyboard.press('Escape')
    await expect(detail).toBeHidden()
    await expect(page).not.toHaveURL(/entry=/)
  })
  await test.step('the history of a VM is on the VM', async () => {
    await page.goto('/vms')
    await page.getByRole('searchbox', { name: 'Filter VMs' }).fill(told.well)
    await page.getByRole('link', { name: told.well, exact: true }).click()
    await page.getByRole('navigation', { name: 'VM pages' }).getByRole('link', { name: /Tasks/ }).click()
    const history = page.getByRole('grid', { name: 'History' })
    await expect(history.getByRole('row').filter({ hasText: `Start ${told.well}` })).toHaveCount(2)
  })
  await test.step('and of one that is gone on what is left of its page', async () => {
    const gone = new URL(page.url()).pathname.replace('/tasks', '')
    await disconnectAllPools(domus)
    await page.goto(gone)
    const history = page.getByRole('grid', { name: 'History' })
    await expect(history.getByRole('row').filter({ hasText: `Start ${told.well}` })).toHaveCount(2)
  })
  await test.step('the history of a person is behind their row', async () => {
    await page.goto('/settings/users')
    await page.getByRole('button', { name: 'Actions for admin' }).click()
    await page.getByRole('menuitem', { name: 'History' }).click()
    await expect(page).toHaveURL(/\/audit\?user=admin/)
    await expect(lines(page).first()).toContainText('admin')
  })
})

test('the log is exported by the filter, which is a line itself, and is verified', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const api = await signedInApi(domus)
  const told = await story(api, domus, lab)
  await api.dispose()
  await signInBehind(page.request, domus)
  await page.goto(`/audit?object=${told.broken}`)
  await expect(lines(page)).toHaveCount(1)

  for (const [item, start] of [
    ['CSV', 'number,time,user,'],
    ['JSON Lines', '{"id":"'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text.startsWith(start)).toBe(true)
    expect(text).toContain(`Start ${told.broken}`)
    expect(text).not.toContain(told.well)
  }
  await page.goto('/audit?action=audit.export')
  await expect(lines(page).first()).toContainText('Export the audit log')
  await expect(lines(page).first()).toContainText('Succeeded')

  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify the audit log' })
  await expect(dialog.getByText('The log is whole')).toBeVisible()
  await expect(fact(dialog, 'Rows')).toHaveText(/^\d+ \(1 to \d+\)$/)
})

test('nobody exports the log without the right to read it', async ({ domus }) => {
  const stranger = await fetch(`${domus.url}/api/audit/export?format=csv`)
  expect(stranger.status).toBe(401)
  const api = await signedInApi(domus)
  expect((await api.get('/api/audit/export?format=exe')).status()).toBe(400)
  await api.dispose()
})
