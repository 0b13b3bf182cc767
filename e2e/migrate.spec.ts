import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { chooseEntry, chooseInRow } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const host = (page: Page, name: string) =>
  page.getByRole('treeitem', { name: new RegExp(`^${name} ?, host`) })
const vm = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name} ?, VM`) })
const dialog = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) })

/** Drags with the mouse and holds it over the target, until what is said there is as it is waited for. */
async function dragOver(page: Page, from: string, to: string, told: RegExp | string): Promise<void> {
  await vm(page, from).scrollIntoViewIfNeeded()
  await vm(page, from).hover()
  await page.mouse.down()
  const box = await host(page, to).boundingBox()
  if (!box) throw new Error(`${to} is not on the screen`)
  const reason = page.getByRole('region', { name: 'Sidebar' }).getByRole('status').filter({ hasText: /\S/ })
  // A browser tells that a drag goes on while the mouse moves.
  await expect(async () => {
    await page.mouse.move(box.x + 60, box.y + 10, { steps: 4 })
    await page.mouse.move(box.x + 70, box.y + 12, { steps: 4 })
    await expect(reason).toHaveText(told, { timeout: 500 })
  }).toPass()
  await page.mouse.up()
}

test('[NAV-07] a running VM is dropped onto a host: what stands against it is said while it is dragged, and it is asked before it moves', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const refOf = async (name: string) => (await other.call('VM.get_by_name_label', name))[0] ?? ''
  const hostOf = async (call: string, name: string) => {
    const [ref = ''] = await other.call(call, await refOf(name))
    return ref === 'OpaqueRef:NULL' ? '' : (await other.call('host.get_name_label', ref))[0]
  }
  await enter(page, domus, lab, '/vms')
  await page.setViewportSize({ width: 1440, height: 2400 })
  // Its disk lies on the storage of one host.
  await dragOver(
    page,
    'veeam-01',
    'fra-xen-01',
    /^veeam-01 needs the storage Local storage, which the host can’t reach\.$/,
  )
  await expect(dialog(page)).toHaveCount(0)
  await dragOver(page, 'web-01', 'fra-xen-02', 'Migrate web-01 to fra-xen-02')
  await expect(dialog(page).getByRole('heading')).toHaveText('Migrate web-01')
  await expect(dialog(page).getByRole('radio', { name: 'fra-xen-02' })).toBeChecked()
  await expect(dialog(page).getByRole('radio', { name: 'fra-xen-01' })).toHaveAccessibleDescription(
    'runs here now',
  )
  await expectWell(page, 'Migrate to server')
  await dialog(page).getByRole('button', { name: 'Migrate', exact: true }).click()
  await expect.poll(() => hostOf('VM.get_resident_on', 'web-01'), { timeout: 30_000 }).toBe('fra-xen-02')

  // The same from the menu, by keyboard; a server that will not do says why and can't be chosen.
  await vm(page, 'veeam-01').focus()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Where it runs' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Migrate to server…' }).press('Enter')
  const refused = dialog(page).getByRole('radio', { name: 'fra-xen-01' })
  await expect(refused).toHaveAccessibleDescription(/needs the storage Local storage/)
  await refused.press('Space')
  await expect(refused).not.toBeChecked()
  await expect(dialog(page).getByRole('button', { name: 'Migrate', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.keyboard.press('Escape')

  // One that does not run gets a home server by a drop, which can be taken back.
  const before = await hostOf('VM.get_affinity', 'print-01')
  const next = before === 'fra-xen-01' ? 'fra-xen-02' : 'fra-xen-01'
  await dragOver(page, 'print-01', next, `Make ${next} the home server of print-01`)
  await dialog(page).getByRole('button', { name: 'Set home server' }).click()
  await expect.poll(() => hostOf('VM.get_affinity', 'print-01')).toBe(next)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => hostOf('VM.get_affinity', 'print-01')).toBe(before)
})

test('[MEM-04] memory, start order and boot order are changed for several at once: what differs is shown before, and taken back after', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const get = async (call: string, name: string) =>
    (await other.call(call, (await other.call('VM.get_by_name_label', name))[0] ?? '')).join(' ')
  await enter(page, domus, lab, '/vms?filter=state:halted')
  const halted = ['print-01', 'ca-root']
  const before = await Promise.all(halted.map(name => get('VM.get_memory_static_max', name)))
  for (const name of halted) {
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name, exact: true }) })
      .focus()
    await page.keyboard.press('x')
  }
  const bar = page.getByRole('region', { name: 'Selection' })
  await bar.getByRole('button', { name: 'More actions' }).click()
  await chooseEntry(page, 'Change', 'Change memory…')
  await dialog(page).getByLabel('Memory').fill('6,5')
  const change = dialog(page).getByRole('region', { name: 'What will change' })
  await expect(change.getByRole('row').filter({ hasText: 'print-01' })).toContainText('6.5 GiB')
  await expect(change).toContainText('2 VMs will get this much memory.')
  await expectWell(page, 'Change memory')
  await page.keyboard.press('Enter')
  for (const name of halted)
    await expect.poll(() => get('VM.get_memory_static_max', name)).toBe(String(6.5 * 2 ** 30))
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => Promise.all(halted.map(name => get('VM.get_memory_static_max', name))))
    .toEqual(before)

  // They are still selected: the order they start in, of all that could be changed with it.
  const orders = () => Promise.all(halted.map(name => get('VM.get_order', name)))
  const ordersBefore = await orders()
  await bar.getByRole('button', { name: 'More actions' }).click()
  await chooseEntry(page, 'Change', 'Change start options…')
  await dialog(page).getByLabel('Start order').fill('7')
  await expect(change.getByRole('row').filter({ hasText: 'print-01' })).toContainText('7')
  await expect(change).toContainText('2 VMs will get these start options.')
  await expectWell(page, 'Change start options')
  await dialog(page).getByLabel('Start order').press('Enter')
  await expect.poll(orders).toEqual(['7', '7'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(orders).toEqual(ordersBefore)

  await chooseInRow(page, 'print-01', 'Change', 'Change boot order…')
  await dialog(page).getByRole('button', { name: 'Move Network up' }).press('Enter')
  await dialog(page).getByRole('checkbox', { name: 'Network' }).check()
  await expect(change.getByRole('row').filter({ hasText: 'print-01' })).toContainText('Network')
  await expectWell(page, 'Change boot order')
  await dialog(page).getByRole('button', { name: 'Change boot order' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(() => get('VM.get_HVM_boot_params', 'print-01')).toMatch(/n/)
})
