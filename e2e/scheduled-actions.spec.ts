import { enter } from './support/enter'
import { chooseEntry, chooseInRow, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

test('an action is scheduled from a VM, mostly by keyboard, run by hand, changed, switched off and deleted', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  await enter(page, domus, lab, '/vms?filter=web-01')
  await openVm(page, 'web-01')
  await page.getByRole('link', { name: 'Schedule an action…' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'New scheduled action' })
  await expect(form.getByText('1 VM is chosen')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Schedule' })).toHaveAccessibleDescription('Give it a name.')
  await form.getByRole('textbox', { name: 'Name' }).fill('Off at night')
  await form.getByRole('radio', { name: 'Weekly' }).check()
  await form.getByRole('checkbox', { name: 'Friday' }).press('Space')
  await form.getByLabel('Time', { exact: true }).fill('21:30')
  await form.getByRole('combobox', { name: 'Time zone' }).fill('Nowhere')
  await expect(form.getByText('There is no such time zone. Choose one')).toBeVisible()
  await form.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo')
  await expect(form.getByRole('status').filter({ hasText: 'Next:' })).toContainText(
    /\d{4}-\d\d-\d\d 21:30 \(here /,
  )
  await form.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(form).toHaveCount(0)

  const row = rowOf(page, 'Off at night')
  await expect(row).toContainText('Every Monday, Friday at 21:30 (Asia/Tokyo)')
  await expect(row).toContainText('web-01')
  await expect(row).toContainText('Never')
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Run now…' }).click()
  const ask = page.getByRole('dialog', { name: 'Run Off at night now?' })
  await expect(ask).toContainText('Shut down: web-01.')
  await ask.getByRole('button', { name: 'Run now' }).press('Enter')
  // A guest takes its time.
  await expect(row.getByText('Done')).toBeVisible({ timeout: 30_000 })
  await row.getByRole('link', { name: 'Off at night' }).press('Enter')
  await expect(page.getByRole('list', { name: 'Last runs' }).getByRole('listitem')).toContainText(
    'run by hand',
  )
  await page.getByRole('main').getByRole('link', { name: 'web-01' }).press('Enter')
  await expect(page.getByRole('main').getByText('Halted').first()).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Off at night' }).press('Enter')

  // It is down already: the next run says so, and what it is to do is changed.
  const menu = page.getByRole('button', { name: 'Actions for Off at night' })
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Edit…' }).press('Enter')
  const edit = page.getByRole('dialog', { name: 'Edit Off at night' })
  await edit.getByRole('radio', { name: 'Monthly' }).check()
  await edit.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByRole('main')).toContainText('On day 1 of every month at 21:30 (Asia/Tokyo)')
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Switch off' }).press('Enter')
  await expect(page.getByRole('main').getByText('Off', { exact: true })).toBeVisible()
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Run now…' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Run now' }).press('Enter')
  await expect(page.getByRole('list', { name: 'Last runs' })).toContainText('It was shut down already.')

  await page.goto('/audit?object=web-01')
  await expect(page.getByRole('grid')).toContainText('Shut down web-01')
  await page.goto('/scheduled-actions')
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(page.getByText('Nothing is scheduled yet')).toBeVisible()
})

test('an action is scheduled from the menu of a VM, and for all that are selected', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/vms?filter=web-0')
  await chooseInRow(page, 'web-01', 'More power actions', 'Schedule…')
  const form = page.getByRole('dialog', { name: 'New scheduled action' })
  await expect(form.getByText('1 VM is chosen')).toBeVisible()
  await page.goBack()
  await expect(form).toHaveCount(0)
  for (const name of ['web-01', 'web-02']) {
    await rowOf(page, name).getByRole('checkbox').check()
    await expect(rowOf(page, name)).toHaveAttribute('aria-selected', 'true')
  }
  await page.getByRole('button', { name: 'More actions on the selection' }).click()
  await chooseEntry(page, 'More power actions', 'Schedule…')
  await expect(form.getByText('2 VMs are chosen')).toBeVisible()
  await form.getByRole('textbox', { name: 'Name' }).fill('Both off')
  await form.getByRole('button', { name: 'Schedule' }).click()
  await expect(form).toHaveCount(0)
  await expect(rowOf(page, 'Both off')).toContainText('2 VMs')
})
