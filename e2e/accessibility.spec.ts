import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

const lists = [
  ['/', 'Overview'],
  ['/pools', 'Pools'],
  ['/hosts', 'Hosts'],
  ['/vms', 'VMs'],
  ['/storage', 'Storage'],
  ['/networks', 'Networks'],
  ['/templates', 'Templates'],
  ['/vapps', 'vApps'],
  ['/disks', 'Disks'],
  ['/snapshots', 'Snapshots'],
  ['/snapshot-schedules', 'Snapshot schedules'],
  ['/consoles', 'Consoles'],
  ['/alerts', 'Alerts'],
  ['/tasks', 'Tasks'],
  ['/audit', 'Audit log'],
  ['/settings', 'Settings'],
  ['/settings/preferences', 'Settings'],
  ['/tasks/pools', 'Tasks'],
  ['/help', 'Help'],
  ['/help/from-xencenter', 'If you come from XenCenter'],
] as const

test('the sign-in page is accessible, also when it refuses', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page.getByLabel('User name')).toBeVisible()
  await expectWell(page, 'sign-in')
  await page.getByLabel('User name').fill('nobody-at-all')
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('User name or password is wrong')).toBeVisible()
  await expectWell(page, 'sign-in refused')
})

test('every list and page beside them is accessible in both themes', async ({ page, domus, pool }) => {
  test.slow()
  const lab = await pool()
  await enter(page, domus, lab, '/')
  for (const [path, heading] of lists) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.getByRole('treeitem', { name: /^web-01/ })).toBeVisible()
    await expectWell(page, heading)
  }
})

test('the pages of a VM are accessible in both themes', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-02')
  await expect(page.getByRole('term').filter({ hasText: 'Memory' }).first()).toBeVisible()
  await expectWell(page, 'VM summary')
  for (const tab of ['Console', /^Disks/, /^Networks \d/, /^Snapshots/, 'Tasks & events']) {
    const link = page.getByRole('navigation', { name: 'VM pages' }).getByRole('link', { name: tab })
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
    if (tab === 'Console') await expect(page.getByText('Connected to web-02.')).toBeAttached()
    await expectWell(page, `VM ${tab}`)
  }
})

test('the pages of hosts, storage, networks and pools are accessible in both themes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/')
  for (const [list, name] of [
    ['/hosts', 'fra-xen-01'],
    ['/storage', 'nfs-prod'],
    ['/networks', 'VLAN 30 DMZ'],
    ['/pools', 'Frankfurt'],
  ] as const) {
    await page.goto(list)
    await rowOf(page, name).getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByRole('term').first()).toBeVisible()
    await expectWell(page, name)
    await page.getByRole('main').getByRole('link', { name: 'Access', exact: true }).click()
    await expect(
      page.getByRole('grid', { name: 'Grants that reach it' }).getByRole('row').nth(1),
    ).toBeVisible()
    await expectWell(page, `${name}, access`)
  }
})

test('dialogs, menus, notices and a pool that does not answer are accessible in both themes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/pools?panel=connect')
  const dialog = page.getByRole('dialog', { name: 'Connect a pool' })
  await dialog.getByLabel('Address').fill('http://127.0.0.1:9')
  await dialog.getByLabel('Password', { exact: true }).fill('x')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expectWell(page, 'connect dialog')

  await page.goto('/vms')
  await rowOf(page, 'rds-03').getByRole('button', { name: 'Actions for rds-03' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectWell(page, 'row menu')
  await page.keyboard.press('Escape')
  await rowOf(page, 'rds-03').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('region', { name: 'Details of rds-03' })).toBeVisible()
  await expectWell(page, 'panel beside the list')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'User menu of admin' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectWell(page, 'user menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('fra')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectWell(page, 'search')
  await page.getByRole('combobox', { name: 'Search' }).fill('')
  await expect(page.getByRole('group', { name: 'Pages' })).toBeVisible()
  await expectWell(page, 'palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectWell(page, 'keyboard shortcuts')
  await page.keyboard.press('Escape')

  await lab.stop()
  await expect(page.getByText(/Last heard from Frankfurt at/).first()).toBeVisible()
  await expectWell(page, 'stale list')
})

test('the menus of the tree and of a selection are accessible in both themes', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/vms')
  await page.getByRole('treeitem', { name: /^web-01 ?, VM/ }).focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Change' }).press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  await expectWell(page, 'menu of the tree')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('menuitem', { name: 'Change' })).toBeFocused()
  await page.keyboard.press('Escape')
  await rowOf(page, 'rds-03').focus()
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'More actions on the selection' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectWell(page, 'bulk bar and its menu')
})

test('the kit page, which has every component, is accessible in both themes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/kit')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectWell(page, 'kit')
})

test('the focus never rests on what a screen reader does not see', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await expect(rowOf(page, 'rds-03')).toBeVisible()
  const unseen = page.locator('[aria-hidden="true"]:focus')
  for (const opener of ['Actions for rds-03', 'User menu of admin']) {
    for (const key of ['Tab', 'Shift+Tab']) {
      await page.getByRole('button', { name: opener }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      for (let presses = 0; presses < 3; presses++) {
        await page.keyboard.press(key)
        await expect(unseen).toHaveCount(0)
      }
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
  }
})
