import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { createPerson, typePassword } from './support/people'
import { openVm } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

test('[NVM-05] [NVM-14] Windows VMs are made of a template, page by page, and run with what was asked for', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  await enter(page, domus, lab, '/vms')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  const wizard = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Cancel' }) })
  const next = async (title: string) => {
    await wizard.getByRole('button', { name: 'Next' }).click()
    await expect(wizard.getByRole('heading', { level: 3 })).toContainText(title)
  }

  // Without a template there is nothing to go on with.
  await expect(wizard.getByRole('radio', { name: 'Windows 11', exact: true })).toBeVisible()
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard).toContainText('Choose a template')
  await wizard.getByRole('combobox', { name: 'Kind of template' }).click()
  await page.getByRole('option', { name: /^Windows/ }).click()
  await wizard.getByRole('searchbox', { name: 'Filter' }).fill('wind 11')
  await expect(wizard.getByRole('radio', { name: 'Windows 11', exact: true })).toHaveAccessibleDescription(
    'Windows',
  )
  await wizard.getByRole('radio', { name: 'Windows 11', exact: true }).check()
  await expectWell(page, 'choosing a template')

  await next('Name')
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('Windows 11 (1)')
  await wizard.getByLabel('Name', { exact: true }).fill('nvm-{n}-journey')
  await wizard.getByLabel('How many').fill('2')
  await expect(wizard.getByLabel('How many')).toHaveAccessibleDescription(/^nvm-1-journey to nvm-2-journey/)
  // Enter goes on.
  await page.keyboard.press('Enter')
  await expect(wizard.getByRole('heading', { level: 3 })).toContainText('Installation')

  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard).toContainText('Choose a disc')
  const disc = wizard.getByRole('group', { name: 'Disc', exact: true }).getByRole('radio').first()
  await disc.check()

  // Windows 11 asks for one, and the pool has it.
  await expect(wizard.getByLabel('Add a virtual TPM')).toBeChecked()
  await next('Home server')
  await wizard.getByRole('radio', { name: 'fra-xen-02' }).check()
  await next('CPU and memory')
  // Windows takes no vCPUs while it runs.
  await expect(wizard.getByLabel('At most')).toHaveCount(0)
  await wizard.getByLabel('vCPUs').fill('4')
  await wizard.getByLabel('Memory').fill('5000')
  await expect(wizard).toContainText('No server has that much memory: it can’t start.')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard).toContainText('Guests of this template can do with 1536 GiB at most.')
  await wizard.getByRole('radio', { name: 'Between two limits' }).check()
  await wizard.getByLabel('Most').fill('3')
  await wizard.getByLabel('Can be raised to').fill('4')
  await wizard.getByLabel('Least').fill('4')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard).toContainText('The least can’t be more than the most.')
  await wizard.getByLabel('Least').fill('2')
  await expectWell(page, 'memory of a new VM')

  await next('Storage')
  const disk = wizard.getByRole('group', { name: 'Disk 1' })
  await expect(disk.getByLabel('Name')).toHaveValue('nvm-{n}-journey 0')
  await disk.getByLabel('Size').fill('40')
  await wizard.getByRole('button', { name: 'Add disk' }).click()
  await wizard.getByRole('group', { name: 'Disk 2' }).getByLabel('Size').fill('8')
  await expectWell(page, 'disks of a new VM')
  await next('Networks')
  const nics = wizard.getByRole('group', { name: /^NIC / })
  const had = await nics.count()
  await wizard.getByRole('button', { name: 'Add NIC' }).click()
  await expect(nics).toHaveCount(had + 1)
  await wizard.getByRole('button', { name: `Leave out NIC ${had}` }).click()
  await expect(nics).toHaveCount(had)
  await next('First start')
  await wizard.getByLabel('Set it up by cloud-init').check()
  await wizard.getByRole('combobox', { name: 'User data: begin with' }).click()
  await page.getByRole('option', { name: 'Packages' }).click()
  const userData = wizard.getByRole('textbox', { name: 'User data', exact: true })
  await userData.fill('#cloud-config\nfqdn: {name}.example.net\nfqdn: twice\n')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(userData).toHaveAccessibleDescription(/Line 3, column 1: This key is there already/)
  await wizard.getByRole('button', { name: 'Go to line 3' }).click()
  await expect(userData).toBeFocused()
  // A ready text takes the place of what was typed, which can be had back.
  await wizard.getByRole('combobox', { name: 'User data: begin with' }).click()
  await page.getByRole('option', { name: 'A script' }).click()
  await expect(userData).toHaveValue(/^#!/)
  await wizard.getByRole('button', { name: 'Bring back what was typed' }).click()
  await expect(userData).toHaveValue(/fqdn: twice/)
  await userData.fill('#cloud-config\nfqdn: {name}.example.net\n')
  await expectWell(page, 'what a guest is told')
  await next('Summary')
  await expect(wizard).toContainText('nvm-1-journey, nvm-2-journey')
  await expect(wizard).toContainText('3 GiB each, 6 GiB in all;')
  await expect(wizard).toContainText('2 GiB at least; can be raised to 4 GiB')
  // A page that was left can be opened again, and keeps what was said.
  await wizard.getByRole('button', { name: /^CPU and memory/ }).click()
  await expect(wizard.getByLabel('Most')).toHaveValue('3')
  await wizard.getByRole('button', { name: /^Summary/ }).click()
  // The same on one page, with all that was said.
  await wizard.getByRole('button', { name: 'All on one page' }).click()
  await expect(wizard.getByLabel('Memory')).toHaveValue('3')
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('nvm-{n}-journey')
  await wizard.getByLabel('Size of the disk').fill('none')
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  await expect(wizard).toContainText('Say how large the disk is')
  await expectWell(page, 'a new VM on one page')
  await wizard.getByLabel('Size of the disk').fill('40')
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  const report = page.getByRole('dialog', { name: '2 new VMs' })
  await expect(report.getByRole('listitem').filter({ hasText: 'made' })).toHaveCount(2)
  await expect(report).toContainText('2 of 2 are made')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('journey')
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  for (const name of ['nvm-1-journey', 'nvm-2-journey']) await expect(row(name)).toContainText('Running')
  await row('nvm-2-journey').getByRole('link', { name: 'nvm-2-journey' }).click()
  const tabs = page.getByRole('navigation', { name: 'VM pages' })
  await tabs.getByRole('link', { name: /^Disks/ }).click()
  const disks = page.getByRole('grid', { name: 'Disks and drives' }).getByRole('row')
  await expect(disks.filter({ hasText: 'nvm-2-journey 0' })).toContainText('40 GiB')
  await expect(disks.filter({ hasText: '8 GiB' })).toHaveCount(1)
  await expect(disks.filter({ hasText: '.iso' })).toHaveCount(1)
  await expect(disks.filter({ hasText: 'nvm-2-journey cloud-init' })).toHaveCount(1)
  await tabs.getByRole('link', { name: /^Settings/ }).click()
  await expect(page.getByText('No: copies of this VM get what is in it')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remove virtual TPM…' })).toHaveAccessibleDescription(
    /Shut it down first/,
  )
})

test('[NVM-01] [NVM-04] the wizard opens from wherever one is, with what is known there, and a VM gets the BIOS strings of a server', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/hosts')
  const wizard = page.getByRole('dialog', { name: /^New VM/ })
  const next = async (title: string) => {
    await wizard.getByRole('button', { name: 'Next' }).click()
    await expect(wizard.getByRole('heading', { level: 3 })).toContainText(title)
  }
  const strings = async (of: 'VM' | 'host', name: string) =>
    other.call(`${of}.get_bios_strings`, (await other.call(`${of}.get_by_name_label`, name))[0] ?? '')

  // Of a host: it is the home server at first.
  await page
    .getByRole('grid')
    .getByRole('link', { name: 'fra-xen-02', exact: true })
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'New VM…' }).click()
  await wizard.getByRole('radio', { name: 'Debian Bookworm 12', exact: true }).check()
  await next('Name')
  await wizard.getByLabel('Name', { exact: true }).fill('licensed')
  await next('Installation')
  await wizard.getByRole('radio', { name: 'The network', exact: true }).check()
  const bios = wizard.getByRole('combobox', { name: 'BIOS strings' })
  await expect(bios).toHaveAccessibleDescription(/only where the licence allows it/)
  await bios.click()
  await page.getByRole('option', { name: 'Those of fra-xen-01' }).click()
  await next('Home server')
  await expect(wizard.getByRole('radio', { name: 'fra-xen-02' })).toBeChecked()
  for (const title of ['CPU and memory', 'Storage', 'Networks', 'First start', 'Summary']) await next(title)
  await expect(wizard).toContainText('fra-xen-02')
  await wizard.getByLabel('Start it when it is made').uncheck()
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const made = async () => (await other.call('VM.get_by_name_label', 'licensed')).length
  await expect.poll(made, { timeout: 30_000 }).toBe(1)
  expect(await strings('VM', 'licensed')).toEqual(await strings('host', 'fra-xen-01'))

  // Of a template: it is the one that is made of. What has such strings keeps them.
  const [licensed = ''] = await other.call('VM.get_by_name_label', 'licensed')
  await other.call('VM.set_is_a_template', licensed, true)
  await page.goto(`${domus.url}/templates`)
  await page.getByRole('searchbox', { name: 'Filter templates' }).fill('licensed')
  await openVm(page, 'licensed')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  await expect(wizard.getByRole('radio', { name: 'licensed', exact: true })).toBeChecked()
  await expect(wizard.getByRole('radio', { name: 'licensed', exact: true })).toHaveAccessibleDescription(
    /^Your own/,
  )
  await next('Name')
  await next('Installation')
  await expect(bios).toHaveAccessibleDescription('The template has some already: they can’t be changed.')
  await bios.click()
  await expect(page.getByRole('option', { name: /^Those of fra-xen-01/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  await wizard.getByRole('button', { name: 'Cancel' }).click()

  // Of a pool.
  await page.goto(`${domus.url}/pools`)
  await page.getByRole('grid').getByRole('link').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'New VM…' }).click()
  await expect(wizard.getByRole('radio', { name: 'licensed', exact: true })).not.toBeChecked()
  await wizard.getByRole('button', { name: 'Cancel' }).click()

  // Of a snapshot.
  const [vm = ''] = await other.call('VM.get_by_name_label', 'print-01')
  await other.call('VM.snapshot', vm, 'fresh')
  await page.goto(`${domus.url}/vms`)
  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('print-01')
  await openVm(page, 'print-01')
  await page
    .getByRole('navigation', { name: 'VM pages' })
    .getByRole('link', { name: /^Snapshots/ })
    .click()
  await page.getByRole('treeitem', { name: /^fresh/ }).click()
  await page.getByRole('button', { name: 'New VM page by page…' }).click()
  await expect(wizard.getByRole('radio', { name: 'fresh of print-01' })).toBeChecked()
  await next('Name')
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('print-01 (1)')
})

test('[NVM-08] [PROP-09] a new VM and one that is there get a home server, with what each has and why not, unless workload balancing chooses', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  const wizard = page.getByRole('dialog', { name: /^New VM/ })
  const next = async (title: string) => {
    await wizard.getByRole('button', { name: 'Next' }).click()
    await expect(wizard.getByRole('heading', { level: 3 })).toContainText(title)
  }
  const balancing = page.getByText('Workload balancing chooses where VMs of this pool start.')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  await wizard.getByRole('radio', { name: 'Ubuntu Noble Numbat 24.04' }).check()
  await next('Name')
  await next('Installation')
  await wizard.getByRole('radio', { name: 'Nothing' }).check()
  await next('Home server')
  await expect(wizard.getByRole('radio', { name: 'Any server' })).toBeChecked()
  await expect(wizard.getByRole('radio', { name: 'Any server' })).toHaveAccessibleDescription(
    /among those that see all of its storage and networks/,
  )
  await expect(wizard.getByRole('radio', { name: 'fra-xen-03' })).toHaveAccessibleDescription(
    /^[\d.]+ GiB of 128 GiB of memory free, XCP-ng 8\.3\.0$/,
  )
  await expect(balancing).toHaveCount(0)
  await next('CPU and memory')
  await wizard.getByLabel('Memory').fill('200')
  await wizard.getByRole('button', { name: 'Back' }).click()
  const small = wizard.getByRole('radio', { name: 'fra-xen-03' })
  await expect(small).toBeDisabled()
  await expect(small).toHaveAccessibleDescription('It has 128 GiB of memory in all, and this takes 200 GiB.')
  await expect(wizard.getByRole('radio', { name: 'fra-xen-02' })).toHaveAccessibleDescription(
    /Not enough to start there now\.$/,
  )
  const [pools = ''] = await other.call('pool.get_all')
  await other.call('pool.set_wlb_enabled', pools, true)
  await expect(balancing).toBeVisible()
  await wizard.getByRole('button', { name: 'Cancel' }).click()
  await other.call('pool.set_wlb_enabled', pools, false)

  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('print-01')
  await openVm(page, 'print-01')
  await page
    .getByRole('navigation', { name: 'VM pages' })
    .getByRole('link', { name: /^Settings/ })
    .click()
  const change = page.getByRole('button', { name: 'Set home server' })
  await change.click()
  const form = page.getByRole('dialog', { name: 'Home server of print-01', exact: true })
  const home = form.getByRole('radio', { name: 'fra-xen-02' })
  await expect(home).toHaveAccessibleDescription(/^[\d.]+ GiB of 256 GiB of memory free, XCP-ng 8\.3\.0/)
  await expect(home).toBeEnabled()
  await expectWell(page, 'choosing a home server')
  await home.check()
  await form.getByRole('button', { name: 'Set home server' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'fra-xen-02' }).first()).toBeVisible()
  const [vm = ''] = await other.call('VM.get_by_name_label', 'print-01')
  const [host] = await other.call('host.get_by_name_label', 'fra-xen-02')
  expect(await other.call('VM.get_affinity', vm)).toEqual([host])
  await expect(form).toHaveCount(0)
  await expect(change).toBeVisible()
  await other.call('pool.set_wlb_enabled', pools, true)
  await expect(page.getByText('workload balancing chooses', { exact: true })).toBeVisible()
  await expect(change).toHaveCount(0)
})

test('who may choose neither memory nor a home server makes a paravirtual VM from an address, with what its template has', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '20'])
  const other = await otherClient(lab)
  const [debian = ''] = await other.call('VM.get_by_name_label', 'Debian Bookworm 12')
  const [old = ''] = await other.call('VM.clone', debian, 'Old Debian')
  await other.call('VM.set_domain_type', old, 'pv')
  await other.call('VM.set_PV_bootloader', old, 'eliloader')
  await other.call('VM.set_PV_args', old, 'console=hvc0')
  await enter(page, domus, lab, '/')
  const vera = await createPerson(domus, 'vera', 'vm-admin')
  await page.context().clearCookies()
  await typePassword(page, vera, '/vms')
  await page.getByRole('button', { name: 'New VM', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: /^New VM/ })
  const next = async (title: string) => {
    await wizard.getByRole('button', { name: 'Next' }).click()
    await expect(wizard.getByRole('heading', { level: 3 })).toContainText(title)
  }
  await wizard.getByRole('radio', { name: 'Old Debian', exact: true }).check()
  await next('Name')
  await wizard.getByLabel('Name', { exact: true }).fill('from afar')
  await next('Installation')
  // A paravirtual guest boots no network card and has no firmware.
  await expect(wizard.getByRole('radio', { name: 'The network', exact: true })).toHaveCount(0)
  await expect(wizard.getByRole('combobox', { name: 'Firmware' })).toHaveCount(0)
  await wizard.getByRole('radio', { name: 'An address', exact: true }).check()
  await wizard.getByRole('textbox', { name: 'Address' }).fill('deb.example.net')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard.getByRole('textbox', { name: 'Address' })).toHaveAccessibleDescription(
    /^An address begins with http/,
  )
  await wizard.getByRole('textbox', { name: 'Address' }).fill('http://deb.example.net/debian')
  await expect(wizard.getByLabel('Boot parameters')).toHaveValue('console=hvc0')
  await wizard.getByLabel('Boot parameters').fill('console=hvc0 quiet')
  await expectWell(page, 'installing from an address')
  await next('Home server')
  const home = wizard.getByRole('radio', { name: 'fra-xen-02' })
  await expect(home).toBeDisabled()
  await expect(home).toHaveAccessibleDescription(/^Your role does not allow this/)
  await next('CPU and memory')
  await expect(wizard.getByLabel('Memory')).toHaveJSProperty('readOnly', true)
  await expect(wizard.getByLabel('Memory')).toHaveAccessibleDescription(
    /^It gets what the template has\. Your role does not allow this/,
  )
  for (const title of ['Storage', 'Networks', 'First start', 'Summary']) await next(title)
  await expect(wizard).toContainText('http://deb.example.net/debian')
  await wizard.getByLabel('Start it when it is made').uncheck()
  await wizard.getByRole('button', { name: 'Make VM' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const made = () => other.call('VM.get_by_name_label', 'from afar')
  await expect.poll(async () => (await made()).length, { timeout: 30_000 }).toBe(1)
  const [vm = ''] = await made()
  expect(await other.call('VM.get_PV_args', vm)).toEqual(['console=hvc0 quiet'])
  expect(await other.call('VM.get_other_config', vm)).toContain('http://deb.example.net/debian')
  expect(await other.call('VM.get_memory_static_max', vm)).toEqual(
    await other.call('VM.get_memory_static_max', debian),
  )
})
