import { randomBytes } from 'node:crypto'
import { type APIRequestContext, type Locator, type Page, request } from '@playwright/test'
import { auditOf, connectBehind, runBehind, signedInApi, signInBehind } from './support/api'
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
