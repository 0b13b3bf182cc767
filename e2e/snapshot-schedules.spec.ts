import { enter } from './support/enter'
import { chooseEntry, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

test('a snapshot schedule is made, mostly by keyboard, run, looked at with its snapshots and history, and deleted; VMs change theirs', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/snapshot-schedules')
  await expect(rowOf(page, 'Nightly')).toContainText('Every day at 02:30')

  await page.getByRole('main').getByRole('button', { name: 'New schedule', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'New snapshot schedule' })
  await wizard.getByRole('textbox', { name: 'Name' }).fill('Hourly web')
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
  await wizard.getByRole('radio', { name: 'Weekly' }).check()
  await wizard.getByRole('checkbox', { name: 'Friday' }).check()
  await wizard.getByRole('radio', { name: 'Hourly' }).check()
  await expect(wizard.getByRole('list', { name: 'What it comes to' })).toContainText(/up to \d+ of 30 layers/)
  await wizard.getByRole('button', { name: 'Next' }).press('Enter')
  await expect(wizard).toContainText('Every hour at minute 00, server time')
  await expect(wizard).toContainText(/Next runs.*:00 \(server time .*:00\)/)
  await wizard.getByRole('checkbox', { name: 'Run it now, once it is made' }).press('Space')
  await wizard.getByRole('button', { name: 'Make it' }).press('Enter')
  await expect(wizard).toHaveCount(0)

  await expect(rowOf(page, 'Hourly web')).toContainText('All snapshots were taken')
  await openVm(page, 'Hourly web')
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('grid', { name: 'VMs of Hourly web' })).toContainText('web-01')

  await page.goto('/vms?filter=web-01')
  await openVm(page, 'web-01')
  await expect(page.getByRole('main').getByRole('link', { name: 'Hourly web' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Snapshots' }).click()
  await expect(page.getByRole('main')).toContainText('scheduled')

  await page.goto('/vms?filter=exch-01')
  await rowOf(page, 'exch-01').click({ button: 'right' })
  await chooseEntry(page, 'Organise', 'Assign to snapshot schedule…')
  const assign = page.getByRole('dialog', { name: 'Snapshot schedule of exch-01' })
  await expect(assign.getByRole('radio', { name: /^Nightly/ })).toBeChecked()
  await assign.getByRole('radio', { name: /^Hourly web/ }).check()
  await expect(assign).toContainText('Nightly')
  await assign.getByRole('button', { name: 'Assign' }).press('Enter')
  await expect(assign).toHaveCount(0)

  await page.goto('/snapshot-schedules')
  await rowOf(page, 'Hourly web').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete the snapshot schedule Hourly web?' })
  await expect(confirm).toContainText('3 VMs lose their schedule.')
  await confirm.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(rowOf(page, 'Hourly web')).toHaveCount(0)
})
