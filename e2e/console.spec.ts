import { readFileSync } from 'node:fs'
import type { Page, WebSocket as PageSocket } from '@playwright/test'
import { WebSocket } from 'ws'
import { signInBehind } from './support/api'
import { expectWell } from './support/axe'
import { colorAt, litPixels, openConsole, pictureOf, scaleOf, screenOf, terminalOf } from './support/console'
import { enter } from './support/enter'
import { createPerson } from './support/people'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const isConsole = (socket: PageSocket) => socket.url().includes('/api/console?')
/** A place inside the password field of the Windows guest's sign-in panel. */
const inField = [600, 430] as const
/** Where the first typed character of a password is drawn. */
const firstDot = [390, 429] as const

/** Asks for a WebSocket as a program that is no page of ours: the HTTP status of the answer, 101 if it opened. */
function dial(url: string, origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['binary'], { origin })
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.once('open', () => {
      resolve(101)
      socket.close()
    })
    socket.once('error', reject)
  })
}

test('[CONS-01] [CONS-07] [VM-22] [VM-24] Ctrl+Alt+Del reaches a Windows guest, and so do the keys typed after it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  // What of the guest tools is there is told of each, and where one lacks them, how to get them.
  await openVm(page, 'fw-lab')
  await expect(page.getByText('Not installed')).toBeVisible()
  await expect(page.getByRole('link', { name: 'How to install them' })).toHaveAttribute('href', /xcp-ng/)
  await page.getByRole('link', { name: /^VMs/ }).first().click()
  await openVm(page, 'dc-01')
  await expect(page.getByText('I/O drivers and management agent, 9.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'How to install them' })).toHaveCount(0)
  const screen = await openConsole(page, 'dc-01')
  expect(await colorAt(screen, ...inField)).not.toBe('#ffffff')
  await page.getByRole('button', { name: 'Ctrl+Alt+Del' }).click()
  await expect.poll(() => colorAt(screen, ...inField)).toBe('#ffffff')
  await expect.poll(() => colorAt(screen, ...firstDot)).toBe('#ffffff')
  await expect(screen).toBeFocused()
  await page.keyboard.type('geheim')
  await expect.poll(() => colorAt(screen, ...firstDot)).toBe('#1d2a33')
})

test('[CONS-05] Remote Desktop is turned on within a Windows guest, after a question, and then its file is there', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '10'])
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'dc-01')
  await openConsole(page, 'dc-01')
  await page.getByRole('button', { name: 'Turn on Remote Desktop…' }).click()
  const question = page.getByRole('dialog', { name: 'Turn on Remote Desktop in dc-01?' })
  await question.getByRole('button', { name: 'Turn on' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Remote Desktop', exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toBe('dc-01.rdp')
})

test('[CONS-18] after a reboot the console comes back by itself', async ({ page, domus, pool }) => {
  const lab = await pool(['--speed', '4'])
  const sockets: PageSocket[] = []
  page.on('websocket', socket => {
    if (isConsole(socket)) sockets.push(socket)
  })
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  await openConsole(page, 'web-02')
  expect(sockets).toHaveLength(1)
  await page.getByRole('button', { name: 'Reboot', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Reboot web-02?' })
  await question.getByRole('button', { name: 'Reboot', exact: true }).click()
  await expect.poll(() => sockets[0]?.isClosed()).toBe(true)
  await expect(page.getByText('Connected to web-02.')).toBeAttached()
  await expect.poll(() => sockets.filter(socket => !socket.isClosed())).toHaveLength(1)
  await expect.poll(() => litPixels(screenOf(page, 'web-02'))).toBeGreaterThan(50)
})

test('the ticket of a console works once, and not for a page of another site', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  const opened = page.waitForEvent('websocket', isConsole)
  await openConsole(page, 'web-01')
  const used = (await opened).url()
  expect(await dial(used, domus.url)).toBe(401)
  expect(await dial(used.replace(/\?.*/, ''), domus.url)).toBe(401)

  const [, vm = ''] = /\/vms\/([^/]+)/.exec(page.url()) ?? []
  const { result } = await (await page.request.post('/api/trpc/console.ticket', { data: { id: vm } })).json()
  const fresh = `${domus.url.replace('http', 'ws')}${result.data.path}?ticket=${result.data.ticket}`
  expect(await dial(fresh, 'https://example.org')).toBe(403)
  expect(await dial(fresh, domus.url)).toBe(101)
  expect(await dial(fresh, domus.url)).toBe(401)
})

test.describe('in a browser whose session is ended elsewhere', () => {
  test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })

  test('the console closes within two seconds, and nothing is kept up to date any more', async ({
    page,
    browser,
    domus,
    pool,
  }) => {
    const lab = await pool()
    const other = await otherClient(lab)
    await enter(page, domus, lab, '/vms')
    await openVm(page, 'web-01')
    const opened = page.waitForEvent('websocket', isConsole)
    await openConsole(page, 'web-01')
    const socket = await opened

    const elsewhere = await browser.newPage({ baseURL: domus.url, userAgent: 'Another/1.0' })
    await signInBehind(elsewhere.request, domus)
    await elsewhere.goto('/settings')
    await elsewhere.getByRole('button', { name: /^End the session of Firefox/ }).click()
    const question = elsewhere.getByRole('dialog', { name: /^End the session of Firefox/ })
    await question.getByRole('button', { name: 'End session' }).click()
    await expect.poll(() => socket.isClosed(), { timeout: 2000 }).toBe(true)
    await expect(page.getByRole('alert').filter({ hasText: 'You have been signed out.' })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible()

    const [ref = ''] = await other.call('VM.get_by_name_label', 'web-02')
    await other.call('VM.set_name_label', ref, 'renamed-behind-closed-doors')
    await elsewhere.goto('/vms')
    await expect(rowOf(elsewhere, 'renamed-behind-closed-doors')).toBeVisible()
    await expect(page.getByRole('treeitem', { name: /^web-02/ })).toBeVisible()
    await expect(page.getByRole('treeitem', { name: /^renamed/ })).toHaveCount(0)
    expect((await page.request.get('/api/trpc/pool.list')).status()).toBe(401)
    await elsewhere.close()
  })
})

test('[CONS-14] a VM that does not run offers the one step that brings its console back', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  await enter(page, domus, lab, '/vms')
  for (const [vm, state, step] of [
    ['rds-03', 'halted', 'Start'],
    ['runner-01', 'suspended', 'Resume'],
    ['build-win11', 'paused', 'Unpause'],
  ] as const) {
    await openVm(page, vm)
    await page.getByRole('link', { name: 'Console', exact: true }).click()
    const card = page
      .getByRole('region', { name: `Console of ${vm}` })
      .getByRole('status')
      .filter({ hasText: `${vm} is ${state}` })
    await card.getByRole('button', { name: step }).click()
    await expect(page.getByText(`Connected to ${vm}.`)).toBeAttached()
    await expect.poll(() => litPixels(screenOf(page, vm))).toBeGreaterThan(50)
    await page.getByRole('link', { name: /^VMs/ }).first().click()
  }
})

test('[CONS-08] [CONS-10] the picture fits the page, shows its own size, and fills the screen', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await page.setViewportSize({ width: 1024, height: 600 })
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'dc-01')
  const screen = await openConsole(page, 'dc-01')
  await expect.poll(() => scaleOf(screen)).toBeGreaterThan(1.1)

  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Actual size' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => scaleOf(screen)).toBeCloseTo(1, 2)
  await page.reload()
  await expect.poll(() => scaleOf(screenOf(page, 'dc-01'))).toBeCloseTo(1, 2)
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Fit to page' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(() => scaleOf(screenOf(page, 'dc-01'))).toBeGreaterThan(1.1)

  const fills = () => page.evaluate(() => document.fullscreenElement !== null)
  const before = await scaleOf(screenOf(page, 'dc-01'))
  await page.getByRole('button', { name: 'Full screen' }).click()
  await expect.poll(fills).toBe(true)
  await expect.poll(() => scaleOf(screenOf(page, 'dc-01'))).toBeLessThan(before)
  await page.getByRole('button', { name: 'Leave full screen' }).click()
  await expect.poll(fills).toBe(false)
  await expect(page.getByRole('button', { name: 'Full screen' })).toBeVisible()
})

test('[CONS-12] text goes to the guest and comes from it through the clipboard panel', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  await page.getByRole('button', { name: 'Clipboard', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Clipboard' })
  const before = await litPixels(screen)
  await panel.getByLabel('To the guest').fill('root-of-this-machine')
  await panel.getByRole('button', { name: 'Send' }).click()
  // More than the cursor that blinks, which is 128 pixels.
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 250)
  await expect(screen).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('clip copied in the guest')
  await page.keyboard.press('Enter')
  await expect(panel.getByLabel('From the guest')).toHaveValue('copied in the guest')
})

test('[CONS-11] keys belong to the guest until Ctrl+Alt+Shift gives them back to the page', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  await screen.click()
  await expect(screen).toBeFocused()
  await page.keyboard.type('gh/?m')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\/console$/)
  await page.keyboard.press('Control+Alt+Shift')
  await expect(page.getByRole('button', { name: 'Ctrl+Alt+Del' })).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByRole('heading', { level: 1, name: 'Hosts' })).toBeVisible()
})

test('[CONS-09] a console opens in a window of its own', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  // From the tree, without leaving the list.
  const fromTree = page.waitForEvent('popup')
  await page.getByRole('treeitem', { name: /^db-01 ?, VM/ }).focus()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Open console in a window' }).press('Enter')
  const first = await fromTree
  await expect(first).toHaveTitle('db-01 · Console')
  await first.close()
  await openVm(page, 'web-02')
  await openConsole(page, 'web-02')
  const opening = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Open in a window of its own' }).click()
  const popup: Page = await opening
  await expect(popup).toHaveTitle('web-02 · Console')
  await expect(popup.getByText('Connected to web-02.')).toBeAttached()
  const screen = screenOf(popup, 'web-02')
  await expect(screen).toBeFocused()
  const before = await litPixels(screen)
  await popup.keyboard.type('administrator-of-this-machine')
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 250)
})

test('[CONS-03] text consoles: of a VM with a serial line, beside its picture, and of a host', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'vpn-01')
  await openConsole(page, 'vpn-01')
  await page.getByRole('button', { name: 'Text console' }).click()
  await expect(page.getByText('Connected to vpn-01.')).toBeAttached()
  const lines = terminalOf(page, 'vpn-01')
  await expect(lines).toContainText('vpn-01 login:')
  await page.getByRole('textbox', { name: 'Console of vpn-01.' }).focus()
  await page.keyboard.type('root')
  await page.keyboard.press('Enter')
  await expect(lines).toContainText('root@vpn-01')
  // Keys are the guest's until they are given back, and what it wrote can be kept.
  await page.keyboard.press('Control+Alt+Shift')
  await expect(page.getByRole('button', { name: 'Clipboard' })).toBeFocused()
  await page.getByRole('button', { name: 'View', exact: true }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save as text' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^vpn-01 .*\.txt$/)
  expect(readFileSync(await saved.path(), 'utf8')).toContain('vpn-01 login: root')
  await page.getByRole('button', { name: 'Graphical console' }).click()
  await expect.poll(() => litPixels(screenOf(page, 'vpn-01'))).toBeGreaterThan(50)

  await page.goto('/hosts')
  await page.getByRole('row').getByRole('link', { name: 'fra-xen-02' }).click()
  await page.getByRole('link', { name: 'Console', exact: true }).click()
  await expect(page.getByText('Connected to fra-xen-02.')).toBeAttached()
  await page.getByRole('textbox', { name: 'Console of fra-xen-02.' }).focus()
  await page.keyboard.type('root')
  await page.keyboard.press('Enter')
  await expect(terminalOf(page, 'fra-xen-02')).toContainText('root@')
  await expectWell(page, 'text console')
})

test('who opens a console in which somebody works watches, sees who it is, and takes over; the log says so', async ({
  page,
  browser,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  const address = page.url()
  const mine = await openConsole(page, 'web-02')

  const bea = await createPerson(domus, 'bea-takes-over', 'pool-admin')
  const context = await browser.newContext({ baseURL: domus.url })
  const other = await context.newPage()
  await signInBehind(other.request, { ...bea, url: domus.url })
  await other.goto(`${address}/console`)
  const theirs = screenOf(other, 'web-02')
  await expect(other.getByText('admin works in this console. You are watching.')).toBeVisible()
  await expect(page.getByText(/^Also in this console: bea-takes-over \(watches, since/)).toBeVisible()

  // What she types is kept from the guest, what the first one types is not.
  const before = await litPixels(mine)
  await theirs.click()
  await other.keyboard.type('not-heard-by-the-guest')
  await mine.click()
  await page.keyboard.type('heard')
  await expect.poll(() => litPixels(mine)).toBeGreaterThan(before + 80)
  const typed = await litPixels(mine)
  expect(typed).toBeLessThan(before + 500)

  await other.getByRole('button', { name: 'Take over' }).click()
  await expect(page.getByText('bea-takes-over works in this console. You are watching.')).toBeVisible()
  await expect(theirs).toBeFocused()
  await other.keyboard.type('heard-as-well-now-that-she-works')
  await expect.poll(() => litPixels(mine)).toBeGreaterThan(typed + 400)

  await page.getByRole('button', { name: 'Work alongside' }).click()
  await expect(other.getByText(/^Also in this console: admin \(works, since/)).toBeVisible()
  await context.close()
  await expect(page.getByText(/^Also in this console/)).toHaveCount(0)
  await page.goto('/audit')
  await expect(page.getByText('Take over the console of web-02 from admin')).toBeVisible()
})

test('text is typed by the guest’s keyboard, a disc is inserted beside the picture, and the picture is saved', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  const screen = await openConsole(page, 'web-02')
  await page.getByRole('button', { name: 'Clipboard', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Clipboard' })
  await panel.getByLabel('To the guest').fill('größe')
  await panel.getByRole('button', { name: 'Type it' }).click()
  await expect(panel.getByText('Nothing was typed: this keyboard has no ö ß.')).toBeVisible()
  const before = await litPixels(screen)
  await panel.getByLabel('To the guest').fill('root-of-this-machine')
  await panel.getByRole('button', { name: 'Type it' }).click()
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 250)
  await expect(panel.getByRole('button', { name: 'Type it' })).toBeVisible()

  await page.getByRole('button', { name: 'View', exact: true }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save a screenshot' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^web-02 .*\.png$/)
  expect(
    readFileSync(await saved.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')

  await page.getByRole('button', { name: 'Disc', exact: true }).click()
  await expect(page.getByText(/^Drive \d+: empty$/)).toBeVisible()
  await page.getByRole('menuitem', { name: 'Insert disc…' }).click()
  const form = page.getByRole('dialog', { name: 'Insert a disc into web-02' })
  await form.getByRole('radio').first().check()
  await form.getByRole('button', { name: 'Insert' }).click()
  await expect(form).toHaveCount(0)
  await page.getByRole('button', { name: 'Disc', exact: true }).click()
  await expect(page.getByText(/^Drive \d+: .*\.iso$/)).toBeVisible()
  await page.getByRole('menuitem', { name: 'Eject' }).click()
  await page.getByRole('button', { name: 'Disc', exact: true }).click()
  await expect(page.getByText(/^Drive \d+: empty$/)).toBeVisible()
})

test('several consoles stand beside each other, are worked in, enlarged and closed; the address keeps which', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('web-')
  await expect(rowOf(page, 'db-01')).toHaveCount(0)
  for (const name of ['web-01', 'web-02']) await rowOf(page, name).getByRole('checkbox').check()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Consoles' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Consoles' })).toBeVisible()
  for (const name of ['web-01', 'web-02']) await pictureOf(page, name)

  await expectWell(page, 'several consoles')
  const before = await litPixels(screenOf(page, 'web-02'))
  await screenOf(page, 'web-02').click()
  await page.keyboard.type('administrator-of-this-machine')
  await expect.poll(() => litPixels(screenOf(page, 'web-02'))).toBeGreaterThan(before + 250)
  await page.keyboard.press('Control+Alt+Shift')
  await expect(page.getByRole('region', { name: 'Console of web-02' })).toBeFocused()

  await page.getByRole('link', { name: 'Enlarge web-01' }).click()
  await expect(page.getByRole('button', { name: 'Ctrl+Alt+Del' })).toBeVisible()
  await expect(screenOf(page, 'web-01')).toBeVisible()
  await expect(screenOf(page, 'web-02')).toHaveCount(0)
  await page.reload()
  await pictureOf(page, 'web-01')
  await page.goBack()
  await page.getByRole('button', { name: 'Close the console of web-01' }).click()
  await expect(screenOf(page, 'web-01')).toHaveCount(0)
  await pictureOf(page, 'web-02')
})
