import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { openVm } from './support/pools'
import { expect, test } from './support/test'

const rows = (page: Page, label: string) => page.getByRole('grid', { name: label }).getByRole('row')

async function choose(page: Page, label: string, name: string, entry: string) {
  await rows(page, label)
    .filter({ hasText: name })
    .getByRole('button', { name: /^Actions for / })
    .click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

test('disks and NICs are added to a running VM, changed, taken out and given back, and discs inserted and ejected', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  const tabs = page.getByRole('navigation', { name: 'VM pages' })
  await tabs.getByRole('link', { name: /^Disks/ }).click()
  const disks = rows(page, 'Disks and drives')
  const data = disks.filter({ hasText: 'web-01 data' })

  await page.getByRole('button', { name: 'Add disk…' }).click()
  // Notifications are dialogs as well.
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Cancel' }) })
  await dialog.getByLabel('Name').fill('web-01 data')
  await dialog.getByLabel('Size').fill('0')
  await expect(dialog.getByRole('button', { name: 'Add disk' })).toHaveAccessibleDescription(
    'Say how large the disk is',
  )
  await dialog.getByLabel('Size').fill('4')
  await expectWell(page, 'adding a disk')
  await page.keyboard.press('Enter')
  await expect(data).toContainText('Attached')
  await expect(data).toContainText('4 GiB')

  // It goes to other storage while the guest works on.
  await choose(page, 'Disks and drives', 'web-01 data', 'Move to other storage…')
  await dialog.getByRole('combobox', { name: 'Storage' }).click()
  await page.getByRole('option', { name: /iscsi-ssd/ }).click()
  await expectWell(page, 'moving a disk')
  await dialog.getByRole('button', { name: 'Move disk' }).click()
  await expect(data).toContainText('iscsi-ssd')
  await expect(page.getByText('Migrating')).toHaveCount(0)

  // In use it does not grow: the form says what has to be done before.
  await choose(page, 'Disks and drives', 'web-01 data', 'Change disk…')
  await dialog.getByLabel('Size').fill('5')
  await expect(dialog.getByLabel('Size')).toHaveAccessibleDescription(/can’t be changed while it is in use/)
  await page.keyboard.press('Escape')
  await choose(page, 'Disks and drives', 'web-01 data', 'Deactivate')
  await expect(data).toContainText('Detached')
  await choose(page, 'Disks and drives', 'web-01 data', 'Change disk…')
  await dialog.getByLabel('Size').fill('5')
  await page.keyboard.press('Enter')
  await expect(data).toContainText('5 GiB')
  await choose(page, 'Disks and drives', 'web-01 data', 'Detach…')
  await dialog.getByRole('button', { name: 'Detach' }).click()
  await expect(data).toHaveCount(0)
  await page.getByRole('button', { name: 'Attach disk…' }).click()
  await dialog.getByLabel('Filter').fill('web-01 data')
  await dialog.getByRole('radio', { name: /web-01 data/ }).check()
  await dialog.getByRole('button', { name: 'Attach' }).click()
  await expect(data).toContainText('Attached')
  await choose(page, 'Disks and drives', 'web-01 data', 'Delete disk…')
  await expect(dialog).toContainText('This can’t be undone.')
  await dialog.getByRole('button', { name: 'Delete disk' }).click()
  await expect(data).toHaveCount(0)

  await choose(page, 'Disks and drives', 'Empty drive', 'Insert disc…')
  const disc = dialog.getByRole('radio').first()
  await disc.check()
  await dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(disks.filter({ hasText: '.iso' })).toHaveCount(1)
  await choose(page, 'Disks and drives', '.iso', 'Eject')
  await expect(disks.filter({ hasText: 'Empty drive' })).toHaveCount(1)

  await tabs.getByRole('link', { name: /^Networks/ }).click()
  const nics = rows(page, 'NICs')
  await page.getByRole('button', { name: 'Add NIC…' }).click()
  await dialog.getByRole('combobox', { name: 'Network' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByLabel('MAC address').fill('0A-00-00-00-00-07')
  await dialog.getByRole('button', { name: 'Add NIC' }).click()
  const card = nics.filter({ hasText: '0a:00:00:00:00:07' })
  await expect(card).toContainText('Connected')
  await choose(page, 'NICs', '0a:00:00:00:00:07', 'Change NIC…')
  await dialog.getByLabel('Limit').fill('2048')
  await expectWell(page, 'changing a NIC')
  await page.keyboard.press('Enter')
  await expect(card).toContainText('2048 kB/s')
  await choose(page, 'NICs', '0a:00:00:00:00:07', 'Disconnect')
  await expect(card).toContainText('Not connected')
  const news = page.getByRole('dialog', { name: /^Disconnect NIC/ })
  await news.getByRole('button', { name: 'Undo' }).click()
  await expect(card).toContainText('Connected')
  await choose(page, 'NICs', '0a:00:00:00:00:07', 'Remove NIC…')
  await dialog.getByRole('button', { name: 'Remove NIC' }).click()
  await expect(card).toHaveCount(0)
})
