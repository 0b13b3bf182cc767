import type { Page } from '@playwright/test'
import WebSocket from 'ws'
import { connectBehind, signInBehind } from './support/api'
import { litPixels, openConsole, picture } from './support/console'
import { startDomus } from './support/domus'
import { enter } from './support/enter'
import { expect, test } from './support/test'

async function openVm(page: Page, name: string): Promise<void> {
  await page.getByRole('grid', { name: 'Virtual machines' }).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

const controls = (page: Page) => page.getByRole('group', { name: 'Console controls' })

test('[CONS-07] Ctrl+Alt+Del reaches a Windows guest', async ({ page, domus, pool }) => {
  await enter(page, domus, await pool(), '/vms')
  await openVm(page, 'dc-01')
  const screen = await openConsole(page, 'dc-01')
  await screen.click()
  await page.keyboard.type('locked')
  const locked = await litPixels(screen)
  await controls(page).getByRole('button', { name: 'Ctrl+Alt+Del' }).click()
  await expect.poll(async () => Math.abs((await litPixels(screen)) - locked)).toBeGreaterThan(2000)
})

test('[CONS-18] a reboot ends the picture and brings the console back by itself', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(['--speed', '2']), '/vms')
  await openVm(page, 'web-03')
  const screen = await openConsole(page, 'web-03')
  const again = page.waitForEvent('websocket', socket => socket.url().includes('/api/console'))
  await page.getByRole('button', { name: 'Reboot', exact: true }).click()
  await page
    .getByRole('alertdialog')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: 'Reboot' })
    .click()
  await again
  await expect(page.getByText('Connected to web-03.')).toBeAttached()
  const before = await picture(screen)
  // The guest boots: its picture moves without anyone touching it.
  await expect.poll(() => picture(screen)).not.toBe(before)
})

test('[CONS-14] the console of a VM that is halted says so and offers the one next step', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(['--speed', '4']), '/vms')
  await openVm(page, 'rds-03')
  await page.getByRole('link', { name: 'Console', exact: true }).click()
  const main = page.getByRole('main')
  await expect(main.getByText('rds-03 is halted')).toBeVisible()
  await main.getByRole('button', { name: 'Start', exact: true }).last().click()
  await expect(page.getByText('Connected to rds-03.')).toBeAttached()
})

test('[CONS-12] text goes to the guest and comes back through the clipboard panel', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  await screen.click()
  await page.keyboard.type('root\n')
  await page.keyboard.type('clip from the guest\n')
  await controls(page).getByRole('button', { name: 'Clipboard' }).click()
  const panel = page.getByRole('region', { name: 'Clipboard' })
  await expect(panel.getByLabel('From the guest')).toHaveValue('from the guest')
  const before = await litPixels(screen)
  await panel.getByLabel('To the guest').fill('echo pasted into the guest over the wire')
  await panel.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 250)
})

test('[CONS-08] [CONS-10] the picture fits the page or keeps its size, and fills the screen', async ({
  page,
  domus,
  pool,
}) => {
  await page.setViewportSize({ width: 1024, height: 640 })
  await enter(page, domus, await pool(), '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  const width = async () => (await screen.boundingBox())?.width ?? 0
  const fitted = await width()
  await controls(page).getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitemradio', { name: 'Actual size' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(width).toBeGreaterThan(fitted)
  await controls(page).getByRole('button', { name: 'Full screen' }).click()
  await expect(controls(page).getByRole('button', { name: 'Leave full screen' })).toBeVisible()
  expect(await page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
})

test('[CONS-11] all keys belong to the guest until Ctrl+Alt+Shift gives the keyboard back', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  await screen.click()
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await expect(page.getByRole('heading', { level: 1, name: 'web-02' })).toBeVisible()
  await page.keyboard.press('Control+Alt+Shift')
  await expect(controls(page).getByRole('button', { name: 'Ctrl+Alt+Del' })).toBeFocused()
})

test('a console ticket works once, for its own page only', async ({ page, domus, pool }) => {
  await enter(page, domus, await pool(), '/vms')
  const opened = page.waitForEvent('websocket', socket => socket.url().includes('/api/console'))
  await openVm(page, 'web-02')
  await openConsole(page, 'web-02')
  const url = (await opened).url()
  expect(await refusal(url, domus.url)).toBe(401)

  const vm = new URL(page.url()).pathname.split('/')[2]
  const ticket = async () => {
    const answer = await page.request.post(`${domus.url}/api/trpc/console.ticket`, { data: { vm } })
    return (await answer.json()).result.data.ticket
  }
  const at = (value: string) => `${domus.url.replace('http', 'ws')}/api/console?ticket=${value}`
  expect(await refusal(at(await ticket()), 'https://elsewhere.example')).toBe(403)
  expect(await refusal(at(await ticket()), domus.url)).toBe('opened')
})

/** The HTTP status with which a WebSocket is refused, or 'opened'. */
function refusal(url: string, origin: string): Promise<number | 'opened'> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'binary', { origin })
    socket.on('open', () => {
      socket.close()
      resolve('opened')
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })
}

test('a session that is ended elsewhere closes its console and its live data within two seconds', async ({
  page,
  browser,
  pool,
}) => {
  const domus = await startDomus()
  const elsewhere = await browser.newContext({ baseURL: domus.url })
  try {
    await signInBehind(page.request, domus)
    await connectBehind(page.request, domus, await pool())
    await page.goto(`${domus.url}/vms`)
    await openVm(page, 'web-02')
    await openConsole(page, 'web-02')

    const other = await elsewhere.newPage()
    await signInBehind(other.request, domus)
    await other.goto('/settings')
    await other
      .getByRole('button', { name: /^End the session of/ })
      .first()
      .click()
    await other
      .getByRole('alertdialog')
      .or(other.getByRole('dialog'))
      .getByRole('button', { name: 'End session' })
      .click()
    await expect(page.getByText('Connected to web-02.')).toHaveCount(0, { timeout: 2000 })
    await expect(page.getByText(/signed out|You are not signed in|no longer signed in/i).first()).toBeVisible(
      { timeout: 2000 },
    )
  } finally {
    await elsewhere.close()
    await domus.stop()
  }
})
