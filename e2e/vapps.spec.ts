import { enter } from './support/enter'
import { chooseEntry, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

test('[VAPP-02] [VAPP-03] [VAPP-04] a vApp is made, mostly by keyboard, shown as a plan, started and shut down from a VM’s menu, and deleted; VMs change theirs', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vapps')
  await expect(rowOf(page, 'Web shop')).toContainText('9')

  await page.getByRole('main').getByRole('button', { name: 'New vApp', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'New vApp' })
  await wizard.getByRole('textbox', { name: 'Name' }).fill('Night shift')
  await page.keyboard.press('Enter')
  const find = wizard.getByRole('textbox', { name: 'Find' })
  await find.fill('web-01')
  await expect(wizard.getByRole('row').filter({ hasText: 'web-01' })).toContainText('Web shop')
  for (const name of ['desk-07', 'desk-08']) {
    await find.fill(name)
    // Its head and the one that is found.
    await expect(wizard.getByRole('grid').getByRole('row')).toHaveCount(2)
    await wizard.getByRole('checkbox', { name: `Select ${name}` }).focus()
    await page.keyboard.press('Space')
  }
  await expect(wizard.getByText('2 VMs are chosen')).toBeVisible()
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByRole('checkbox', { name: 'Choose desk-07' }).check()
  await wizard.getByRole('checkbox', { name: 'Choose desk-08' }).check()
  const both = wizard.getByRole('group', { name: /2 VMs/ })
  await both.getByRole('textbox', { name: 'Start order' }).fill('1')
  await both.getByRole('textbox', { name: /^Delay after start/ }).fill('4')
  await wizard.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(wizard.getByRole('textbox', { name: 'Start order: desk-08' })).toHaveValue('1')
  await wizard.getByRole('textbox', { name: 'Start order: desk-07' }).fill('0')
  await expect(wizard.getByRole('textbox', { name: 'Delay after start, s: desk-08' })).toHaveValue('4')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await page.keyboard.press('Enter')
  await expect(wizard).toHaveCount(0)

  await expect(rowOf(page, 'Night shift')).toBeVisible()
  await openVm(page, 'Night shift')
  const members = page.getByRole('grid', { name: 'VMs of Night shift' })
  await expect(members.getByRole('row').filter({ hasText: 'desk-08' })).toContainText('4 s')

  await page.goto('/vms?filter=desk-0')
  await rowOf(page, 'desk-08').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Start the vApp Night shift…' }).click()
  const start = page.getByRole('dialog', { name: 'Start Night shift' })
  const waves = start.getByRole('region', { name: 'Plan' }).locator('ol > li')
  await expect(waves).toHaveCount(2)
  await expect(waves.first()).toContainText('desk-07')
  await expect(waves.first()).toContainText('then 4 seconds')
  await expect(waves.last()).toContainText('desk-08')
  await start.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await expect(start).toHaveCount(0)
  // It is not done starting before its delay is over, and the next order waits for that.
  await expect(rowOf(page, 'desk-07')).toContainText('Starting…')
  await expect(rowOf(page, 'desk-08')).toContainText('Halted')
  await expect(rowOf(page, 'desk-07')).toContainText('Running')
  await expect(rowOf(page, 'desk-08')).toContainText('Running')

  await page.goto('/vms?filter=desk-07')
  await rowOf(page, 'desk-07').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Shut down the vApp Night shift' }).click()
  const stop = page.getByRole('dialog', { name: 'Shut down Night shift?' })
  await expect(stop).toContainText('2 VMs of Night shift run.')
  await stop.getByRole('button', { name: 'Shut down' }).press('Enter')
  await expect(rowOf(page, 'desk-07')).toContainText('Halted')

  await page.goto('/vms?filter=desk-08')
  await expect(rowOf(page, 'desk-08')).toContainText('Halted')
  await rowOf(page, 'desk-08').click({ button: 'right' })
  await chooseEntry(page, 'Organise', 'Assign to vApp…')
  const assign = page.getByRole('dialog', { name: 'vApp of desk-08' })
  await expect(assign.getByRole('radio', { name: /^Night shift/ })).toBeChecked()
  await expect(assign.getByRole('radio', { name: /^Web shop/ })).not.toBeChecked()
  await assign.getByRole('radio', { name: /^Web shop/ }).check()
  await expect(assign.getByRole('region', { name: 'What will change' })).toContainText(
    /Night shift\s*Web shop/,
  )
  await assign.getByRole('button', { name: 'Assign' }).press('Enter')
  await expect(assign).toHaveCount(0)

  await page.goto('/vapps')
  await expect(rowOf(page, 'Web shop')).toContainText('10')
  await openVm(page, 'Night shift')
  await expect(page.getByText('Not running').first()).toBeVisible()
  await page.getByRole('button', { name: 'More actions on Night shift' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const remove = page.getByRole('dialog', { name: 'Delete the vApp Night shift?' })
  await expect(remove).toContainText('1 VM is in it: it is kept')
  await remove.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Night shift' })).toBeVisible()
  await expect(page.getByText('Night shift has been deleted')).toBeVisible()
  await page.goto('/vms?filter=desk-')
  await expect(rowOf(page, 'desk-08')).toBeVisible()
})
