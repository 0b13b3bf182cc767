import type { Locator, Page } from '@playwright/test'
import { enter } from './support/enter'
import { chooseEntry, chooseInRow, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

async function choose(page: Page, within: Locator, field: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await expect(page.getByRole('option')).toHaveCount(0)
}

async function choicesOf(page: Page, within: Locator, field: string): Promise<string[]> {
  await within.getByRole('combobox', { name: field }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  const options = await page.getByRole('option').allTextContents()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  return options
}

test('[VMSS-01] [VMSS-02] [VMSS-03] [VMSS-07] a snapshot schedule is made, mostly by keyboard, run, looked at with its snapshots and history, changed and deleted; VMs change theirs', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/snapshot-schedules')
  await expect(rowOf(page, 'Nightly')).toContainText('Every day at 02:30')
  await expect(
    page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: /^Snapshot schedules/ }),
  ).toHaveAttribute('aria-current', 'page')

  await page.getByRole('main').getByRole('button', { name: 'New schedule', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'New snapshot schedule' })
  await wizard.getByRole('textbox', { name: 'Name' }).fill('Weekly web')
  await page.keyboard.press('Enter')
  const find = wizard.getByRole('textbox', { name: 'Find' })
  for (const name of ['file-01', 'web-01']) {
    await find.fill(name)
    // Its head and the one that is found.
    await expect(wizard.getByRole('grid').getByRole('row')).toHaveCount(2)
    await wizard.getByRole('checkbox', { name: `Select ${name}` }).focus()
    await page.keyboard.press('Space')
  }
  await expect(wizard.getByRole('row').filter({ hasText: 'web-01' })).toContainText('not now')
  await expect(wizard.getByText('Leaves another schedule: file-01 (Nightly)')).toBeVisible()
  await wizard.getByRole('button', { name: 'Next' }).press('Enter')
  const quiesced = wizard.getByRole('radio', { name: 'Disks, quiesced' })
  await expect(quiesced).toHaveAttribute('aria-disabled', 'true')
  await expect(quiesced).toHaveAccessibleDescription(/file-01/)
  await wizard.getByRole('button', { name: 'Next' }).press('Enter')
  await wizard.getByRole('radio', { name: 'Hourly' }).check()
  await expect(wizard.getByRole('combobox', { name: /^Hour/ })).toHaveCount(0)
  expect(await choicesOf(page, wizard, 'Minute')).toEqual(['00', '15', '30', '45'])
  expect(await choicesOf(page, wizard, 'Keep of each VM')).toEqual(
    Array.from({ length: 10 }, (_, n) => String(n + 1)),
  )
  await wizard.getByRole('radio', { name: 'Daily' }).check()
  await choose(page, wizard, 'Hour, server time', '22')
  await choose(page, wizard, 'Minute', '45')
  await choose(page, wizard, 'Keep of each VM', '2')
  await expect(wizard.getByRole('checkbox', { name: 'Friday' })).toHaveCount(0)
  await wizard.getByRole('radio', { name: 'Weekly' }).check()
  await wizard.getByRole('checkbox', { name: 'Friday' }).press('Space')
  await expect(wizard.getByRole('list', { name: 'What it comes to' })).toContainText(/up to \d+ of 30 layers/)
  await expect(wizard.getByText('iscsi-archive has no room for the next run')).toBeVisible()
  await wizard.getByRole('button', { name: 'Next' }).press('Enter')
  await expect(wizard).toContainText('file-01, web-01')
  await expect(wizard).toContainText('Every Monday, Friday at 22:45, server time')
  await expect(wizard.getByRole('list', { name: 'Next runs' }).getByRole('listitem')).toHaveText(
    Array.from({ length: 3 }, () => /:45 \(server time .* 22:45\)/),
  )
  await wizard.getByRole('checkbox', { name: 'Run it now, once it is made' }).press('Space')
  await wizard.getByRole('button', { name: 'Make it' }).press('Enter')
  await expect(wizard).toHaveCount(0)

  await expect(rowOf(page, 'Weekly web')).toContainText('All snapshots were taken')
  await expect(rowOf(page, 'Weekly web')).toContainText(/Enabled.*2.*Every Monday, Friday at 22:45/)
  await expect(rowOf(page, 'Weekly web')).toContainText(/\d{4}-\d\d-\d\d 22:45/)
  await chooseInRow(page, 'Weekly web', 'Disable')
  await expect(rowOf(page, 'Weekly web')).toContainText('Disabled')
  await chooseInRow(page, 'Weekly web', 'Enable')
  await expect(rowOf(page, 'Weekly web')).toContainText('Enabled')

  // A run that fails names the VM that it failed for, on the page, in its history and as an alert.
  await openVm(page, 'Weekly web')
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(runs).toHaveCount(1)
  const other = await otherClient(lab)
  const [web = ''] = await other.call('VM.get_by_name_label', 'web-01')
  await other.call('VM.add_to_blocked_operations', web, 'snapshot', 'being moved')
  await page.getByRole('button', { name: 'Run now' }).click()
  await expect(runs).toHaveCount(2)
  await expect(runs.first()).toContainText('Failed for web-01')
  for (const span of ['The last 24 hours', 'The last 7 days', 'The last 10']) {
    await choose(page, page.getByRole('main'), 'Which runs', span)
    await expect(runs).toHaveCount(2)
  }
  await other.call('VM.remove_from_blocked_operations', web, 'snapshot')
  await expect(page.getByRole('grid', { name: 'VMs of Weekly web' })).toContainText('web-01')
  await page.getByRole('button', { name: 'More actions on Weekly web' }).click()
  await page.getByRole('menuitem', { name: 'Change type, times and how many are kept…' }).click()
  const change = page.getByRole('dialog', { name: 'Change Weekly web' })
  await change.getByRole('radio', { name: 'Daily' }).check()
  await change.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(change).toHaveCount(0)
  await expect(page.getByText('Every day at 22:45, server time')).toBeVisible()
  await page.goto('/alerts?filter=web-01')
  await expect(
    page.getByRole('row').filter({ hasText: 'Weekly web' }).filter({ hasText: 'Failed for web-01' }),
  ).toBeVisible()

  await page.goto('/vms?filter=web-01')
  await openVm(page, 'web-01')
  await expect(page.getByRole('main').getByRole('link', { name: 'Weekly web' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Snapshots' }).click()
  await expect(page.getByRole('main')).toContainText('scheduled')

  await page.goto('/vms?filter=exch-01')
  await rowOf(page, 'exch-01').click({ button: 'right' })
  await chooseEntry(page, 'Organise', 'Assign to snapshot schedule…')
  const assign = page.getByRole('dialog', { name: 'Snapshot schedule of exch-01' })
  await expect(assign.getByRole('radio', { name: /^Nightly/ })).toBeChecked()
  await assign.getByRole('radio', { name: /^Weekly web/ }).check()
  await expect(assign.getByText('Leaves another schedule: exch-01 (Nightly)')).toBeVisible()
  await assign.getByRole('button', { name: 'Assign' }).press('Enter')
  await expect(assign).toHaveCount(0)

  // A new schedule for those that are chosen, one of which leaves its own.
  await page.goto('/vms?filter=web-0')
  for (const name of ['web-01', 'web-02'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('button', { name: 'More actions on the selection' }).click()
  await chooseEntry(page, 'Organise', 'Assign to snapshot schedule…')
  const both = page.getByRole('dialog', { name: 'Snapshot schedule of 2 VMs' })
  await both.getByRole('button', { name: 'New schedule…' }).press('Enter')
  await wizard.getByRole('textbox', { name: 'Name' }).fill('Often')
  await page.keyboard.press('Enter')
  await expect(wizard.getByText('2 VMs are chosen')).toBeVisible()
  await expect(wizard.getByText('Leaves another schedule: web-01 (Weekly web)')).toBeVisible()
  for (let left = 3; left > 0; left--) await wizard.getByRole('button', { name: 'Next' }).press('Enter')
  await wizard.getByRole('button', { name: 'Make it' }).press('Enter')
  await expect(wizard).toHaveCount(0)

  await page.goto('/snapshot-schedules')
  await expect(rowOf(page, 'Often')).toContainText('Every day at 00:00')
  await rowOf(page, 'Weekly web').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete the snapshot schedule Weekly web?' })
  await expect(confirm).toContainText('2 VMs lose their schedule.')
  await confirm.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(rowOf(page, 'Weekly web')).toHaveCount(0)
})
