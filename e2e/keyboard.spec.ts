import type { Locator, Page } from '@playwright/test'
import { connectBehind, signedInApi } from './support/api'
import { enter } from './support/enter'
import { rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const focusedNow = (locator: Locator) =>
  locator.evaluate(element => element === document.activeElement, undefined, { timeout: 1000 })

/** Presses a key until the element has the focus. */
async function pressUntil(page: Page, key: string, target: Locator, atMost = 50): Promise<void> {
  for (let presses = 0; presses < atMost; presses++) {
    if (await focusedNow(target)) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused()
}

const strip = (page: Page) => page.getByRole('region', { name: 'Tasks' })

test('one can sign in, find a VM, start it and shut it down without the mouse', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  const api = await signedInApi(domus)
  await connectBehind(api, domus, lab)
  await api.dispose()

  await page.goto('/')
  await expect(page.getByLabel('User name')).toBeFocused()
  await page.keyboard.type(domus.username)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(domus.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await expect(page.getByRole('heading', { level: 1, name: 'VMs' })).toBeVisible()
  await expect(rowOf(page, 'k8s-node-02')).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter VMs' })).toBeFocused()
  await page.keyboard.type('k8s')
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(4)
  await pressUntil(page, 'Tab', rowOf(page, 'k8s-cp-01'))
  await page.keyboard.press('ArrowDown')
  await expect(rowOf(page, 'k8s-node-01')).toBeFocused()
  await page.keyboard.press('j')
  const row = rowOf(page, 'k8s-node-02')
  await expect(row).toBeFocused()

  await page.keyboard.press('m')
  const menu = page.getByRole('menu', { name: 'Actions for k8s-node-02' })
  await expect(menu).toBeVisible()
  await pressUntil(page, 'ArrowDown', menu.getByRole('menuitem', { name: 'Start', exact: true }))
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Running')
  await expect(row).toBeFocused()

  await page.keyboard.press('m')
  await pressUntil(page, 'ArrowDown', menu.getByRole('menuitem', { name: 'Force shut down' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Force k8s-node-02 to shut down?' })
  // Enter held down must not run through: what can lose something opens on Cancel.
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(row).toBeFocused()
  await expect(row).toContainText('Running')
  await page.keyboard.press('m')
  await pressUntil(page, 'ArrowDown', menu.getByRole('menuitem', { name: 'Force shut down' }))
  await page.keyboard.press('Enter')
  await pressUntil(page, 'Tab', question.getByRole('button', { name: 'Force shut down' }))
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Halted')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'k8s-node-02' })).toBeVisible()
})

test('a menu opened by a key under a pointer that lies still keeps to the keyboard until the pointer moves', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  const row = rowOf(page, 'web-01')
  const menu = page.getByRole('menu', { name: 'Actions for web-01' })
  await row.focus()
  await page.keyboard.press('m')
  const more = menu.getByRole('menuitem', { name: 'More power actions' })
  const place = await more.boundingBox()
  if (!place) throw new Error('the entry has no place on the screen')
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()

  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
  await page.mouse.move(x, y)
  await page.keyboard.press('m')
  await expect(more).toBeVisible()
  // The browser tells of the pointer with the frame that follows.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('menuitem').first()).toBeFocused()
  await expect(more).toHaveAttribute('aria-expanded', 'false')

  await page.mouse.move(x + 3, y)
  await expect(more).toBeFocused()
  await expect(more).toHaveAttribute('aria-expanded', 'true')
})

test('[NAV-01] [NAV-03] [NAV-12] the tree is walked with the arrows and opened with Enter, opened and closed as a whole, and narrowed to a name', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/')
  const tree = page.getByRole('tree', { name: 'Infrastructure' })
  const node = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name} ?,`) })
  await expect(node('web-01')).toBeVisible()
  await pressUntil(page, 'Tab', node('Frankfurt'))
  await page.keyboard.press('ArrowDown')
  await expect(node('fra-xen-01')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(node('fra-xen-01')).toHaveAttribute('aria-expanded', 'false')
  await expect(node('web-01')).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await expect(node('fra-xen-02')).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('ArrowRight')
  await expect(node('fra-xen-01')).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(node('app-01')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(node('fra-xen-01')).toBeFocused()
  await page.keyboard.type('web-0')
  await expect(node('web-01')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'web-01' })).toBeVisible()
  await expect(node('web-01')).toHaveAttribute('aria-selected', 'true')
  await expect(node('web-01')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'Actions for web-01' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(node('web-01')).toBeFocused()
  // All below is closed by the menu and opened by a key; what was closed stays so.
  await page.keyboard.press('Home')
  await expect(node('Frankfurt')).toBeFocused()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Collapse all below' }).press('Enter')
  await expect(node('fra-xen-02')).toHaveAttribute('aria-expanded', 'false')
  await expect(node('Frankfurt')).toHaveAttribute('aria-expanded', 'true')
  await page.reload()
  await expect(node('fra-xen-02')).toHaveAttribute('aria-expanded', 'false')
  await node('Frankfurt').focus()
  await page.keyboard.press('*')
  await expect(node('fra-xen-02')).toHaveAttribute('aria-expanded', 'true')
  await expect(tree.getByRole('treeitem', { name: 'Networks' })).toHaveAttribute('aria-expanded', 'true')
  await node('Frankfurt').focus()
  await page.keyboard.press('-')
  await expect(tree.getByRole('treeitem', { name: 'Networks' })).toHaveAttribute('aria-expanded', 'false')
  // Narrowed to a name: its hosts and pools are kept and open, and it follows what changes.
  await page.keyboard.press('/')
  await page.keyboard.type('WEB')
  await expect(node('web-01')).toBeVisible()
  await expect(node('app-01')).toHaveCount(0)
  // Letter by letter: more have a "w" in their names.
  await expect(tree.getByRole('treeitem').filter({ hasNotText: /web|^fra-xen|^Frankfurt/i })).toHaveCount(0)
  const [vm = ''] = await other.call('VM.get_by_name_label', 'app-01')
  await other.call('VM.set_name_label', vm, 'webmail')
  await expect(node('webmail')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(node('web-01')).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('no such name')
  await expect(page.getByText('Nothing here has “no such name” in its name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox', { name: 'Filter the tree by name' })).toHaveValue('')
  await expect(node('fra-xen-02')).toHaveAttribute('aria-expanded', 'false')
})

test('? lists the keys, and they lead where they say', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/')
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toBeVisible()
  await expect(help.getByRole('region', { name: 'Go to' }).getByRole('term')).toHaveText([
    'Overview',
    'VMs',
    'Hosts',
    'Storage',
    'Networks',
    'Pools',
    'Tasks',
    'Audit log',
    'Preferences',
    'Help',
  ])
  await expect(help.getByText('Go to the filter')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  for (const [key, heading] of [
    ['h', 'Hosts'],
    ['s', 'Storage'],
    ['n', 'Networks'],
    ['p', 'Pools'],
    ['t', 'Tasks'],
    ['a', 'Audit log'],
    [',', 'Settings'],
    ['?', 'Help'],
    ['o', 'Overview'],
  ]) {
    await page.keyboard.press('g')
    await page.keyboard.press(key ?? '')
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  }
  await expect(strip(page)).toBeVisible()
})

test('keys typed into a field are text, not commands', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('gh?/')
  await expect(page.getByRole('searchbox', { name: 'Filter VMs' })).toHaveValue('gh?/')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\/vms/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox', { name: 'Filter VMs' })).toHaveValue('')
  await expect(rowOf(page, 'web-01')).toBeVisible()
})
