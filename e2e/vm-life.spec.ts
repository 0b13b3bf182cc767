import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { chooseEntry, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const dialog = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) })
const more = async (page: Page, name: string, ...path: string[]) => {
  await page.getByRole('button', { name: `More actions on ${name}` }).click()
  await chooseEntry(page, ...path)
}

test('[VM-02] [VM-04] a start that no server takes: why, server by server, and then on the one that is chosen', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const hostRef = async (name: string) => (await other.call('host.get_by_name_label', name))[0] ?? ''
  const names = ['fra-xen-01', 'fra-xen-02', 'fra-xen-03']
  for (const name of names) await other.call('host.disable', await hostRef(name))
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'print-01')
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('button', { name: 'Why, server by server…' }).click()
  const why = dialog(page).getByRole('list', { name: 'Servers' }).getByRole('listitem')
  await expect(why).toHaveCount(3)
  for (const [at, name] of names.entries()) {
    await expect(why.nth(at)).toContainText(name)
    await expect(why.nth(at)).toContainText('can’t')
    await expect(why.nth(at)).toContainText(/disabled|maintenance/)
  }
  await expectWell(page, 'Why a VM does not start')
  await other.call('host.enable', await hostRef('fra-xen-02'))
  await dialog(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(why.nth(1)).toContainText('can run it')
  await page.keyboard.press('Escape')

  await more(page, 'print-01', 'More power actions', 'Start on server…')
  await expect(dialog(page).getByRole('radio', { name: 'fra-xen-01' })).toHaveAccessibleDescription(
    /disabled|maintenance/,
  )
  await dialog(page).getByRole('radio', { name: 'fra-xen-02' }).press('Space')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'print-01')
  await expect
    .poll(async () => (await other.call('VM.get_resident_on', ref))[0], { timeout: 30_000 })
    .toBe(await hostRef('fra-xen-02'))
})

test('[VM-03] what else a start fails of is said with what can be done: a disc that no server reaches, and high availability', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const other = await otherClient(lab)
  const first = async (call: string, ...told: string[]) => (await other.call(call, ...told))[0] ?? ''
  const vm = await first('VM.get_by_name_label', 'print-01')
  const state = () => first('VM.get_power_state', vm)
  const disc = await first('VDI.get_by_name_label', 'debian-12.11.0-amd64-netinst.iso')
  for (const drive of await other.call('VM.get_VBDs', vm))
    if ((await first('VBD.get_type', drive)) === 'CD') await other.call('VBD.insert', drive, disc)
  for (const link of await other.call('SR.get_PBDs', await first('VDI.get_SR', disc)))
    await other.call('PBD.unplug', link)
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'print-01')
  const start = page.getByRole('button', { name: 'Start', exact: true })
  await start.click()
  await page.getByRole('button', { name: 'Why, server by server…' }).click()
  await expect(dialog(page).getByRole('list', { name: 'Servers' })).toContainText('can’t')
  const kept = dialog(page).getByRole('region', { name: 'A disc that not every server reaches' })
  await expect(kept).toContainText('debian-12.11.0-amd64-netinst.iso, on')
  await expectWell(page, 'What a disc keeps from starting')
  await kept.getByRole('button', { name: 'Eject and start' }).press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(state, { timeout: 30_000 }).toBe('Running')
  await expect(page.getByRole('main').getByText('Start print-01: failed')).toHaveCount(0)

  await other.call('VM.hard_shutdown', vm)
  const lots = String(30 * 2 ** 30)
  await other.call('VM.set_memory_limits', vm, String(2 ** 30), lots, lots, lots)
  await other.call('pool.enable_ha', await other.call('SR.get_by_name_label', 'nfs-prod'), {})
  const whole = await first('pool.get_all')
  await other.call('pool.set_ha_host_failures_to_tolerate', whole, '2')
  await other.call('VM.set_ha_restart_priority', vm, 'restart')
  await start.click()
  await page.getByRole('button', { name: 'What can be done…' }).click()
  const promise = dialog(page).getByRole('region', { name: 'High availability' })
  await expect(promise).toContainText('is to survive the failure of 2 servers')
  await expect(promise).toContainText('With this VM it can survive the failure of 1 server.')
  await expectWell(page, 'What high availability keeps from starting')
  await promise.getByRole('button', { name: 'Tolerate 1 failed server and start' }).press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(state, { timeout: 30_000 }).toBe('Running')
  expect(await first('pool.get_ha_host_failures_to_tolerate', whole)).toBe('1')
})

/** Notices all that nodes of trees in the page say, however short; gives it without what is only to be seen. */
async function watchNodes(page: Page): Promise<() => Promise<string[]>> {
  const state = await page.evaluateHandle(() => {
    const said = new Set<string>()
    new MutationObserver(() => {
      for (const node of document.querySelectorAll('main [role="treeitem"]')) said.add(node.textContent)
    }).observe(document, { childList: true, subtree: true, characterData: true })
    return said
  })
  return () => state.evaluate(said => [...said])
}

test('[SNAP-02] [SNAP-06] [SNAP-10] a VM is kept in a snapshot, ruined and taken back; what is left of it is used and deleted', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'web-01')
  const described = async () => (await other.call('VM.get_name_description', ref)).join('')
  const before = await described()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Snapshots/ })
    .click()
  await page.getByRole('button', { name: 'Take a snapshot…' }).first().click()
  await dialog(page).getByLabel('Name of the snapshot').fill('good')
  await dialog(page).getByLabel('Description').fill('It works')
  await expect(dialog(page).getByRole('radio', { name: 'Disks, quiesced' })).toHaveAccessibleDescription(
    /has it no more/,
  )
  await dialog(page).getByRole('radio', { name: 'Disks and memory' }).check()
  await expectWell(page, 'Take a snapshot')
  const tree = page.getByRole('tree', { name: 'Snapshots' })
  const shown = await watchNodes(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Under way' })).toContainText('Take a snapshot of web-01')
  const node = (name: string | RegExp) => tree.getByRole('treeitem', { name })
  await expect(node(/^good Disks and memory/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('list', { name: 'Under way' })).toHaveCount(0, { timeout: 30_000 })

  await other.call('VM.set_name_description', ref, 'ruined')
  // By keyboard alone: up from now to the snapshot, chosen, and what is told of it.
  await node(/^Now/).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await expect(node(/^good/)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'About the snapshot' })).toContainText('It works')
  await expectWell(page, 'Snapshots')
  await page.getByRole('button', { name: 'Revert…' }).press('Enter')
  await dialog(page).getByLabel('Name of the snapshot').fill('ruin')
  await expect(
    dialog(page).getByRole('checkbox', { name: 'Run it afterwards, as it did then' }),
  ).toBeChecked()
  await expectWell(page, 'Revert')
  await page.keyboard.press('Enter')
  await expect.poll(described, { timeout: 30_000 }).toBe(before)
  await expect
    .poll(async () => (await other.call('VM.get_power_state', ref))[0], { timeout: 30_000 })
    .toBe('Running')
  expect(await shown()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^New snapshotTaking a snapshot…/),
      expect.stringMatching(/^good.*Reverting…/),
    ]),
  )
  await expect(node(/^ruin/)).toHaveAttribute('aria-level', '2')
  await expect(node(/^Now/)).toHaveAttribute('aria-level', '2')
  await expect(page.getByRole('list', { name: 'Under way' })).toHaveCount(0, { timeout: 30_000 })

  await node(/^ruin/).click()
  await page.getByRole('button', { name: 'New VM…' }).click()
  await dialog(page).getByLabel('Name', { exact: true }).fill('post-mortem')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await other.call('VM.get_by_name_label', 'post-mortem')).length, { timeout: 30_000 })
    .toBe(1)

  // Both, chosen in the list and deleted where the tree shows them.
  await page.getByRole('switch', { name: 'As a list' }).click()
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('switch', { name: 'As a list' }).click()
  await page.getByRole('button', { name: 'Delete…' }).click()
  await expect(dialog(page).getByRole('list', { name: 'Snapshots' }).getByRole('listitem')).toHaveCount(2)
  await expect(dialog(page)).toContainText('About this much is freed:')
  await expectWell(page, 'Delete snapshots')
  await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('No snapshots')).toBeVisible({ timeout: 30_000 })
  expect(await shown()).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^good.*Deleting…/),
      expect.stringMatching(/^ruin.*Deleting…/),
    ]),
  )
  expect(await other.call('VM.get_by_name_label', 'good')).toEqual([])
})

test('[VM-25] VMs are deleted with what is ticked of their disks and snapshots, the rest with its reason', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const vm = async (name: string) => (await other.call('VM.get_by_name_label', name))[0] ?? ''
  await other.call('VM.snapshot', await vm('print-01'), 'last')
  const disksBefore = (await other.call('VDI.get_all')).length
  await enter(page, domus, lab, '/vms')
  for (const name of ['print-01', 'ca-root', 'web-01']) {
    await rowOf(page, name).focus()
    await page.keyboard.press('x')
  }
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const group = (name: string) => dialog(page).getByRole('group', { name })
  await expect(group('print-01').getByRole('checkbox', { name: 'Snapshot last' })).toBeChecked()
  const kept = group('ca-root').getByRole('checkbox').first()
  await kept.uncheck()
  await expect(dialog(page)).toContainText('web-01 is running. Shut it down to delete it.')
  await expect(group('web-01')).toHaveCount(0)
  await expectWell(page, 'Delete VMs')
  const ticked = await dialog(page).getByRole('checkbox', { name: /^Disk/, checked: true }).count()
  await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => vm('print-01'), { timeout: 30_000 }).toBe('')
  await expect.poll(() => vm('ca-root'), { timeout: 30_000 }).toBe('')
  expect(await vm('web-01')).not.toBe('')
  // Those of the snapshot went with it.
  await expect
    .poll(async () => disksBefore - (await other.call('VDI.get_all')).length, { timeout: 30_000 })
    .toBeGreaterThan(ticked)
})
