import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

test('[NAV-17] templates, local storage and hidden objects are put into the tree and taken out of it, and stay so; a VM is made from a template’s page', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/templates?filter=kind:default bookworm')
  await openVm(page, 'Debian Bookworm 12')
  await expect(page.getByRole('term').filter({ hasText: 'Firmware' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'New VM', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: /^New VM/ })
  await expect(wizard.getByRole('radio', { name: 'Debian Bookworm 12', exact: true })).toBeChecked()
  await wizard.getByRole('button', { name: 'Cancel' }).click()
  await expect(wizard).toHaveCount(0)

  // It is put in order and described where it stands, and those of the product are not deleted.
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Edit the description' }).click()
  await main.getByRole('textbox', { name: 'New description' }).fill('For web servers')
  await main.getByRole('textbox', { name: 'New description' }).press('Control+Enter')
  await expect(main.getByText('For web servers')).toBeVisible()
  await main.getByRole('button', { name: 'More actions on Debian Bookworm 12' }).click()
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toHaveAccessibleDescription(
    /It comes with the product/,
  )
  await page.keyboard.press('Escape')

  await page.goto('/vms?filter=web-')
  await expect(rowOf(page, 'web-02')).toBeVisible()
  const client = await otherClient(lab)
  const [vm = ''] = await client.call('VM.get_by_name_label', 'web-02')
  await client.call('VM.add_to_other_config', vm, 'HideFromXenCenter', 'true')
  await expect(rowOf(page, 'web-02')).toHaveCount(0)
  await expect(rowOf(page, 'web-01')).toBeVisible()

  const named = page.getByRole('searchbox', { name: 'Filter the tree by name' })
  const inTree = (name: string | RegExp) => page.getByRole('tree').getByRole('treeitem', { name }).first()
  const nothing = page.getByText(/^Nothing here has/)
  const shows = async (what: string) => {
    await page.getByRole('button', { name: 'What the tree shows' }).click()
    const entry = page.getByRole('menuitemcheckbox', { name: what })
    const before = await entry.getAttribute('aria-checked')
    await entry.click()
    await expect(entry).toHaveAttribute('aria-checked', before === 'true' ? 'false' : 'true')
    await page.keyboard.press('Escape')
    await expect(entry).toHaveCount(0)
  }
  await named.fill('web-02')
  await expect(nothing).toBeVisible()
  await shows('Hidden objects')
  await expect(inTree(/^web-02/)).toBeVisible()
  await expect(rowOf(page, 'web-02')).toBeVisible()
  await named.fill('bookworm')
  await expect(nothing).toBeVisible()
  await shows('Default templates')
  await expect(inTree('Debian Bookworm 12')).toBeVisible()
  await named.fill('local storage')
  await expect(inTree(/^Local storage/)).toBeVisible()
  await shows('Local storage')
  await expect(nothing).toBeVisible()

  await page.reload()
  await expect(rowOf(page, 'web-02')).toBeVisible()
  await named.fill('bookworm')
  await expect(inTree('Debian Bookworm 12')).toBeVisible()
  await named.fill('local storage')
  await expect(nothing).toBeVisible()
})

test('a template that somebody made is given a disk and more memory where VMs have theirs; one of the product says why not', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  await enter(page, domus, lab, '/templates?filter=kind:custom tpl')
  await openVm(page, 'tpl-debian12-base')
  const tabs = page.getByRole('navigation', { name: 'template pages' })
  await tabs.getByRole('link', { name: /^Disks/ }).click()
  await page.getByRole('button', { name: 'Add disk…' }).click()
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Cancel' }) })
  await expect(dialog.getByLabel('Name')).toHaveValue('tpl-debian12-base 1')
  await dialog.getByLabel('Size').fill('4')
  await page.keyboard.press('Enter')
  const disk = page.getByRole('grid', { name: 'Disks and drives' }).getByRole('row', { name: /base 1/ })
  await expect(disk).toContainText('4 GiB')
  await tabs.getByRole('link', { name: 'Settings', exact: true }).click()
  const memory = page.getByRole('textbox', { name: 'Memory', exact: true })
  await memory.fill('5')
  await memory.press('Enter')
  await expect(page.getByRole('button', { name: 'Discard' })).toHaveCount(0)
  await tabs.getByRole('link', { name: 'Summary', exact: true }).click()
  await expect(page.getByText('5 GiB', { exact: true })).toBeVisible()

  await page.goto('/templates?filter=kind:default bookworm')
  await openVm(page, 'Debian Bookworm 12')
  await tabs.getByRole('link', { name: /^Networks/ }).click()
  await expect(page.getByRole('button', { name: 'Add NIC…' })).toHaveAccessibleDescription(
    /It comes with the product and stays as it is/,
  )
})
