import { readFileSync } from 'node:fs'
import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

test('what a list shows, measured now too, is exported as CSV: all rows of the filter, the columns that are shown, nothing that calculates', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms?filter=web')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  await page.getByRole('button', { name: 'Columns and row height' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Operating system' }).click()
  for (const name of ['CPU used', 'Memory used', 'Disk throughput', 'Network throughput'])
    await page.getByRole('menuitemcheckbox', { name }).click()
  await expect(rowOf(page, 'web-01').getByRole('meter', { name: 'CPU of web-01' })).toBeVisible()
  await expect(rowOf(page, 'web-01').getByText('/s').first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export what is shown as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^virtual-machines-\d{4}-\d\d-\d\d\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  const [head = '', ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(head.split(',')).toContain('Memory')
  expect(head).not.toContain('Operating system')
  const shown = await page.getByRole('grid').getByRole('row').count()
  expect(lines).toHaveLength(shown - 1)
  expect(lines.map(line => line.split(',')[0])).toContain('web-01')
  const cpu = head.split(',').indexOf('CPU used')
  const web = lines.map(line => line.split(',')).find(([name]) => name === 'web-01')
  expect(Number(web?.[cpu])).toBeGreaterThan(0)
})

test('a long list is exported whole, not only the part that is seen', async ({ page, domus, pool }) => {
  const lab = await pool(['--vms', '700'])
  await enter(page, domus, lab, '/vms')
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible()
  await expect
    .poll(() => page.getByRole('grid').getAttribute('aria-rowcount').then(Number))
    .toBeGreaterThan(700)
  const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1
  await page.getByRole('button', { name: 'Columns and row height' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export what is shown as CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  const names = text.trimEnd().split('\r\n').slice(1)
  expect(names).toHaveLength(rows)
  expect(new Set(names).size).toBe(rows)
})

test('[NAV-18] who goes along the tree stays at the tab that was open last, by mouse and by keyboard', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  const tabs = page.getByRole('navigation', { name: 'VM pages' })
  await tabs.getByRole('link', { name: /^Disks/ }).click()
  await expect(tabs.getByRole('link', { name: /^Disks/ })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('treeitem', { name: /^web-02 ?,/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'web-02' })).toBeVisible()
  await expect(tabs.getByRole('link', { name: /^Disks/ })).toHaveAttribute('aria-current', 'page')
  await page.getByRole('treeitem', { name: /^web-01 ?,/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'web-01' })).toBeVisible()
  await expect(tabs.getByRole('link', { name: /^Disks/ })).toHaveAttribute('aria-current', 'page')
  // Another class has a tab of its own.
  await page.getByRole('treeitem', { name: /^fra-xen-01 ?,/ }).click()
  await expect(
    page.getByRole('navigation', { name: /^host pages$/i }).getByRole('link', { name: 'Summary' }),
  ).toHaveAttribute('aria-current', 'page')
})

test('[NAV-22] a list in groups within groups: heads with counts, closed and opened by keyboard, kept in the address and for the person', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--vms', '300'])
  await enter(page, domus, lab, '/vms')
  const grid = page.getByRole('grid', { name: 'Virtual machines' })
  await expect(grid.getByRole('row').nth(1)).toBeVisible()
  await page.getByRole('button', { name: 'Columns and row height' }).click()
  await page.getByRole('menuitemradio', { name: 'State' }).click()
  await page.keyboard.press('Escape')
  const table = page.getByRole('treegrid', { name: 'Virtual machines' })
  const halted = table.getByRole('row', { name: /^State Halted \d+ rows/ })
  const running = table.getByRole('row', { name: /^State Running \d+ rows/ })
  await expect(halted).toHaveAttribute('aria-expanded', 'true')
  await expect(page).toHaveURL(/[?&]group=state/)
  await expect(table.getByRole('row', { level: 2 }).first()).toBeVisible()

  // ← goes to the head and closes it, ↓ reaches the next one, whose rows come from the server.
  await halted.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await expect(halted).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(halted).toHaveAttribute('aria-expanded', 'false')
  while (!(await running.evaluate(row => row === document.activeElement)))
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const first = table.locator('tr:focus')
  await expect(first).toHaveAttribute('aria-level', '2')
  await expect(first.getByRole('gridcell', { name: 'Running', exact: true })).toBeVisible()

  const name = (await first.getByRole('link').first().textContent()) ?? ''

  // What is chosen stays chosen over the ends of groups.
  await page.keyboard.press('x')
  await halted.click()
  await expect(halted).toHaveAttribute('aria-expanded', 'true')
  await table.getByRole('row', { level: 2 }).first().getByRole('checkbox').click()
  await expect(page.getByRole('region', { name: 'Selection' }).getByText('2 selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await halted.click()

  await page.goto(new URL('/vms', page.url()).href)
  await expect(halted).toHaveAttribute('aria-expanded', 'false')
  await expect(running).toHaveAttribute('aria-expanded', 'true')

  // Groups in groups: by host within tags, a VM under each of its tags.
  const other = await otherClient(lab)
  const [vm = ''] = await other.call('VM.get_by_name_label', name)
  const [uuid = ''] = await other.call('VM.get_uuid', vm)
  for (const tag of ['blue', 'green']) await other.call('VM.add_tags', vm, tag)
  await page.goto(new URL(`/vms?group=tags,host&filter=uuid:${uuid}`, page.url()).href)
  const web = () => table.getByRole('row', { name })
  const blue = table.getByRole('row', { name: 'Tags blue 1 rows' })
  await expect(blue).toHaveAttribute('aria-level', '1')
  await expect(table.getByRole('row', { name: /^Host .* 1 rows$/, level: 2 })).not.toHaveCount(0)
  const tags = await web().count()
  expect(tags).toBeGreaterThan(1)
  await web().first().focus()
  await page.keyboard.press('x')
  await expect(page.getByRole('region', { name: 'Selection' }).getByText('1 selected')).toBeVisible()
  await expect(web().last()).toHaveAttribute('aria-selected', 'true')
  // ← goes from the row to its host, closes that, goes to its tag, and closes that too.
  for (let level = 0; level < 4; level++) await page.keyboard.press('ArrowLeft')
  await expect(blue).toBeFocused()
  await expect(blue).toHaveAttribute('aria-expanded', 'false')
  await expect(web()).toHaveCount(tags - 1)
  await page
    .getByRole('columnheader', { name: 'State' })
    .getByRole('button', { name: 'State', exact: true })
    .press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Then group by State' }).click()
  await expect(page).toHaveURL(/group=tags%2Chost%2Cstate/)
  await page.goto(new URL(`/vms?filter=uuid:${uuid}`, page.url()).href)
  await expect(web().first()).toHaveAttribute('aria-level', '4')

  await page.goto(new URL('/vms?group=none&sort=-name', page.url()).href)
  await expect(grid.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')

  // Columns go where one puts them.
  const heads = grid.getByRole('columnheader')
  const host = heads.filter({ hasText: /^Host$/ }).getByRole('button', { name: 'Host', exact: true })
  await host.press('Alt+ArrowLeft')
  await expect(heads.filter({ hasText: /^(State|Host)$/ }).first()).toHaveText('Host')
  await page.reload()
  await expect(heads.filter({ hasText: /^(State|Host)$/ }).first()).toHaveText('Host')
  await host.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Hide' }).click()
  await expect(host).toHaveCount(0)
})
