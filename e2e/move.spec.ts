import type { Page } from '@playwright/test'
import { connectBehind } from './support/api'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { chooseEntry, chooseInRow, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const dialog = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) })

test('a VM is migrated away from a host, its storage included: what goes how far is said before, and nothing is lost', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const first = async (call: string, ...told: string[]) => (await other.call(call, ...told))[0] ?? ''
  const vm = await first('VM.get_by_name_label', 'veeam-01')
  const hostOf = async () => first('host.get_name_label', await first('VM.get_resident_on', vm))
  const storage = async () => {
    const found = new Set<string>()
    for (const vbd of await other.call('VM.get_VBDs', vm)) {
      if ((await first('VBD.get_type', vbd)) !== 'Disk') continue
      const sr = await first('VDI.get_SR', await first('VBD.get_VDI', vbd))
      found.add(await first('SR.get_name_label', sr))
    }
    return [...found].sort()
  }
  await enter(page, domus, lab, '/vms?filter=name:veeam-01')
  const [from, before] = [await hostOf(), await storage()]
  expect(before).toContain('Local storage')
  expect(from).not.toBe('fra-xen-01')

  await chooseInRow(page, 'veeam-01', 'Where it runs', 'Move or migrate…')
  await expect(dialog(page).getByRole('heading', { level: 2 })).toHaveText('Migrate veeam-01')
  await expect(dialog(page).getByRole('radio', { name: from })).toHaveAccessibleDescription('runs here now')
  const next = dialog(page).getByRole('button', { name: 'Next' })
  await next.click()
  await expect(dialog(page).getByRole('alert')).toHaveText('Choose a server')
  // The pool was asked with its disks going elsewhere: what keeps it from a plain migration does not stand against it.
  await dialog(page).getByRole('radio', { name: 'fra-xen-01' }).check()
  await expectWell(page, 'Move, server')
  await next.click()
  const disks = dialog(page).getByRole('list', { name: 'Disks' })
  await expect(disks).toContainText('goes to nfs-prod')
  await dialog(page).getByRole('radio', { name: 'All on one storage' }).check()
  await dialog(page).getByRole('combobox', { name: 'Storage' }).click()
  await page.getByRole('option', { name: /^iscsi-ssd/ }).click()
  await expect(disks).toContainText('goes to iscsi-ssd')
  await expectWell(page, 'Move, storage')
  await next.click()
  await expect(dialog(page).getByRole('combobox', { name: 'Transfer network' })).toContainText('Management')
  await next.click()
  await expect(dialog(page)).toContainText(/its memory, .+ GiB/)
  await expect(dialog(page)).toContainText(/to iscsi-ssd/)
  await expect(dialog(page).getByRole('status')).toHaveText('1 VM will move.')
  await expectWell(page, 'Move, summary')

  await dialog(page).getByRole('button', { name: 'Migrate', exact: true }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(hostOf, { timeout: 60_000 }).toBe('fra-xen-01')
  await expect.poll(storage).toEqual(['iscsi-ssd'])
  expect(await other.call('VM.get_power_state', vm)).toEqual(['Running'])
})

test('[MIG-02] a copy is made within the pool or in another one: either leads to the other, and nothing of the VM changes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  const away = await pool(['--speed', '8', '--hosts', '2', '--vms', '4', '--seed', '7'])
  await enter(page, domus, lab, '/vms?filter=name:rds-03')
  await chooseInRow(page, 'rds-03', 'Copy…')
  const within = page.getByRole('dialog', { name: 'Copy rds-03', exact: true })
  await expect(within.getByRole('radio', { name: 'Full copy' })).toBeVisible()
  const across = within.getByRole('button', { name: 'To another pool…' })
  await expect(across).toHaveAccessibleDescription('No other pool is connected.')
  await connectBehind(page.request, domus, away)
  await expect(across).toHaveAccessibleDescription('')
  await across.press('Enter')
  const wizard = page.getByRole('dialog', { name: 'Copy rds-03 to another pool' })
  await wizard.getByRole('button', { name: 'Within its pool…' }).press('Enter')
  await across.press('Enter')
  await wizard.getByRole('radio').first().check()
  const next = wizard.getByRole('button', { name: 'Next' })
  await next.press('Enter')
  await expect(wizard.getByRole('list', { name: 'What comes to each storage' })).toContainText(
    /at least .+ free/,
  )
  await expectWell(page, 'Copy, storage')
  await next.press('Enter')
  const network = wizard.getByRole('combobox').first()
  await network.click()
  await page.getByRole('option').first().click()
  await next.press('Enter')
  await next.press('Enter')
  // Simulators of two processes do not reach each other: that is said before anything is done.
  await expect(wizard).toContainText('rds-03 system')
  await expect(wizard).toContainText('can’t be reached by its coordinator')
  await wizard.getByRole('button', { name: 'Within its pool…' }).press('Enter')
  await within.getByLabel('Name of the copy').fill('rds-03 again')
  await within.getByLabel('Name of the copy').press('Enter')
  const here = await otherClient(lab)
  await expect
    .poll(() => here.call('VM.get_by_name_label', 'rds-03 again'), { timeout: 30_000 })
    .toHaveLength(1)
  expect(await here.call('VM.get_by_name_label', 'rds-03')).toHaveLength(1)
})

test('[MIG-04] of VMs that are moved each goes to a server of its own, and pages that would ask for nothing are left out', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const away = await pool(['--speed', '8', '--hosts', '2', '--vms', '4', '--seed', '7'])
  const other = await otherClient(lab)
  const first = async (call: string, ...told: string[]) => (await other.call(call, ...told))[0] ?? ''
  const hostOf = async (name: string) => {
    const ref = await first('VM.get_resident_on', await first('VM.get_by_name_label', name))
    return first('host.get_name_label', ref)
  }
  const servers = ['fra-xen-01', 'fra-xen-02', 'fra-xen-03']
  const [one, two] = [await hostOf('web-01'), await hostOf('web-02')]
  const goesTo = servers.find(name => name !== one && name !== two) ?? ''
  const another = servers.find(name => name !== two && name !== goesTo) ?? ''
  await enter(page, domus, lab, '/vms?filter=name:web-0')
  await connectBehind(page.request, domus, away)
  for (const name of ['web-01', 'web-02']) {
    await rowOf(page, name).focus()
    await page.keyboard.press('x')
  }
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'More actions' }).click()
  await chooseEntry(page, 'Where it runs', 'Move or migrate…')
  // Pools that no simulator of another process reaches say so before one of them is chosen.
  await dialog(page).getByRole('combobox', { name: 'Pool' }).click()
  await expect(page.getByRole('option', { name: /can’t be reached by its coordinator/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await dialog(page).getByRole('radio', { name: goesTo }).check()
  await dialog(page).getByRole('checkbox', { name: 'Choose a server for each VM' }).check()
  await dialog(page).getByRole('combobox', { name: 'web-02' }).click()
  await page.getByRole('option', { name: another }).click()
  await expectWell(page, 'Move, a server for each')
  const next = dialog(page).getByRole('button', { name: 'Next' })
  const steps = dialog(page).getByRole('list', { name: 'Steps' })
  await next.click()
  await dialog(page).getByRole('radio', { name: 'All on one storage' }).check()
  await dialog(page).getByRole('combobox', { name: 'Storage' }).click()
  await page.getByRole('option', { name: /^nfs-prod/ }).click()
  await dialog(page).getByRole('radio', { name: 'Each disk by itself' }).check()
  await dialog(page)
    .getByRole('combobox', { name: /^Storage of / })
    .first()
    .click()
  await page.getByRole('option', { name: /^iscsi-ssd/ }).click()
  await expect(dialog(page).getByRole('list', { name: 'What comes to each storage' })).toContainText(
    /iscsi-ssd: at least .+ free/,
  )
  // Within the pool they keep their networks; they run, so their memory is sent.
  await expect(steps).toContainText('Transfer network')
  await expect(steps).not.toContainText('Networks')
  await next.click()
  await next.click()
  await expect(dialog(page)).toContainText(`to the server ${another}`)
  await expect(dialog(page).getByRole('status')).toHaveText('2 VMs will move.')
  await dialog(page)
    .getByRole('button', { name: /^(Move|Migrate)$/ })
    .click()
  await expect.poll(() => hostOf('web-01'), { timeout: 60_000 }).toBe(goesTo)
  await expect.poll(() => hostOf('web-02'), { timeout: 60_000 }).toBe(another)

  // What does not run goes from one storage to another: nothing else is asked.
  await page.goto(`${domus.url}/vms?filter=name:print-01`)
  await chooseInRow(page, 'print-01', 'Where it runs', 'Move or migrate…')
  await expect(steps.getByRole('listitem')).toHaveText([/^.*Server/, /^.*Storage/, /Summary/])
  // To another pool it needs all of them.
  await dialog(page).getByRole('combobox', { name: 'Pool' }).click()
  await page.getByRole('option', { name: /can’t be reached by its coordinator/ }).click()
  await expect(steps).toContainText('Networks')
  await expect(steps).toContainText('Transfer network')
})
