import { openConsole } from './support/console'
import { enter } from './support/enter'
import { chooseInRow, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

test('a Windows 11 VM is built with Secure Boot and a virtual TPM, seen in its console, and made a template of which ten are deployed', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: /^New VM/ })
  const next = async (title: string) => {
    await wizard.getByRole('button', { name: 'Next' }).click()
    await expect(wizard.getByRole('heading', { level: 3 })).toContainText(title)
  }
  await wizard.getByRole('radio', { name: 'Windows 11', exact: true }).check()
  await next('Name')
  await wizard.getByLabel('Name', { exact: true }).fill('golden')
  await next('Installation')
  await wizard.getByRole('group', { name: 'Disc', exact: true }).getByRole('radio').first().check()
  await wizard.getByRole('combobox', { name: 'Firmware' }).click()
  await page.getByRole('option', { name: 'UEFI with Secure Boot' }).click()
  await expect(wizard.getByLabel('Add a virtual TPM')).toBeChecked()
  for (const title of ['Home server', 'CPU and memory', 'Storage', 'Networks', 'First start', 'Summary'])
    await next(title)
  await expect(wizard).toContainText('UEFI with Secure Boot, with a virtual TPM')
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  await expect(page.getByRole('dialog', { name: /^New VM in/ })).toHaveCount(0)

  // Its guest is seen from the first start on.
  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('golden')
  await expect(rowOf(page, 'golden')).toContainText('Running', { timeout: 30_000 })
  const [vm = ''] = await other.call('VM.get_by_name_label', 'golden')
  expect(await other.call('VM.get_VTPMs', vm)).toHaveLength(1)
  await openVm(page, 'golden')
  await openConsole(page, 'golden')

  // Once it is installed and down, it is what others are made of.
  await page.goto(`${domus.url}/vms?filter=golden`)
  await chooseInRow(page, 'golden', 'Force shut down')
  const ask = page.getByRole('dialog')
  await ask.getByRole('button', { name: 'Force shut down' }).click()
  await expect(rowOf(page, 'golden')).toContainText('Halted')
  await chooseInRow(page, 'golden', 'Convert to template…')
  await ask.getByRole('button', { name: 'Convert' }).click()
  await expect(rowOf(page, 'golden')).toHaveCount(0)
  await page.goto(`${domus.url}/templates?filter=golden`)
  await openVm(page, 'golden')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  await expect(wizard.getByRole('radio', { name: 'golden', exact: true })).toBeChecked()
  await wizard.getByRole('button', { name: 'All on one page' }).click()
  await wizard.getByLabel('Name', { exact: true }).fill('desk-{n}')
  await wizard.getByLabel('How many').fill('10')
  await wizard.getByLabel('Start it when it is made').uncheck()
  // One of them does not become whole: nothing of it stays, and the others are made all the same.
  await lab.fault({
    fault: 'failCall',
    args: ['VIF.create', 'SR_BACKEND_FAILURE_44', ['', 'There is no room left', '']],
  })
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  const report = page.getByRole('dialog', { name: '10 new VMs' })
  await expect(report).toContainText('9 of 10 are made, 1 are not, 0 are under way.', { timeout: 60_000 })
  await expect(report.getByRole('listitem').filter({ hasText: 'There is no room left' })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(report).toHaveCount(0)
  await page.goto(`${domus.url}/vms?filter=desk-`)
  await expect(page.getByRole('grid').getByRole('link', { name: /^desk-([1-9]|10)$/ })).toHaveCount(9)
  const labels: string[] = []
  const tpms: string[] = []
  for (const one of await other.call('VM.get_all')) {
    const [label = ''] = await other.call('VM.get_name_label', one)
    labels.push(label)
    if (/^desk-([1-9]|10)$/.test(label)) tpms.push(...(await other.call('VM.get_VTPMs', one)))
  }
  expect(labels.filter(label => label.startsWith('__gui__'))).toEqual([])
  expect(new Set(tpms).size).toBe(9)
})
