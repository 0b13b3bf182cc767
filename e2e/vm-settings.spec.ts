import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { chooseInRow, openVm } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const dialog = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) })

test('vCPUs are changed with their topology, by keyboard; a running VM says what counts from its next start', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const get = async (call: string, name: string) =>
    (await other.call(call, (await other.call('VM.get_by_name_label', name))[0] ?? '')).join(' ')
  await enter(page, domus, lab, '/vms?filter=name:ca-root')
  await chooseInRow(page, 'ca-root', 'Change', 'Change vCPUs…')
  const form = dialog(page)
  await expect(form.getByRole('textbox', { name: 'vCPUs' })).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('8')
  await expect(form.getByLabel('At most')).toHaveValue('8')
  await form.getByLabel('Topology').press('Enter')
  await page.getByRole('option', { name: '2 sockets of 4 cores' }).click()
  const change = form.getByRole('region', { name: 'What will change' })
  await expect(change).toContainText('2 × 4')
  await expectWell(page, 'Change vCPUs')
  await form.getByRole('textbox', { name: 'vCPUs' }).press('Enter')
  await expect(form).toHaveCount(0)
  await expect.poll(() => get('VM.get_VCPUs_max', 'ca-root')).toBe('8')
  await expect.poll(() => get('VM.get_platform', 'ca-root')).toContain('4')

  await page.goto(`${domus.url}/vms?filter=name:web-01`)
  await chooseInRow(page, 'web-01', 'Change', 'Change vCPUs…')
  await expect(form.getByLabel('At most')).toHaveAttribute('readonly')
  await form.getByLabel('Priority').press('Enter')
  await page.getByRole('option', { name: 'Highest (weight 4096)' }).click()
  await form.getByRole('button', { name: 'Change vCPUs' }).click()
  await expect(form).toHaveCount(0)
  await expect.poll(() => get('VM.get_VCPUs_params', 'web-01')).toContain('4096')
})

test('[PROP-10] settings are saved part by part: memory between limits, start options, shadow memory; what is typed wrong is kept and said', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const get = async (call: string) =>
    (await other.call(call, (await other.call('VM.get_by_name_label', 'print-01'))[0] ?? '')).join(' ')
  await enter(page, domus, lab, '/vms?filter=name:print-01')
  await page.getByRole('grid').getByRole('link', { name: 'print-01', exact: true }).press('Enter')
  const tabs = page.getByRole('main').getByRole('navigation')
  await tabs.getByRole('link', { name: 'Settings' }).press('Enter')
  const card = (name: string) => page.getByRole('region', { name, exact: true })
  const memory = card('Memory')
  await memory.getByRole('radio', { name: 'Between two limits' }).check()
  await memory.getByRole('textbox', { name: 'Least' }).fill('9')
  await expect(memory).toContainText('The least can’t be more than the most.')
  await memory.getByRole('textbox', { name: 'Least' }).press('Enter')
  await expect(memory.getByRole('textbox', { name: 'Least' })).toHaveValue('9')
  await memory.getByRole('textbox', { name: 'Can be raised to' }).fill('8')
  await memory.getByRole('textbox', { name: 'Most' }).fill('6')
  await memory.getByRole('textbox', { name: 'Least' }).fill('3')
  await expectWell(page, 'Settings of a VM')
  await memory.getByRole('textbox', { name: 'Least' }).press('Enter')
  await expect.poll(() => get('VM.get_memory_dynamic_min')).toBe(String(3 * 2 ** 30))
  expect(await get('VM.get_memory_static_max')).toBe(String(8 * 2 ** 30))
  await expect(memory.getByRole('button', { name: 'Discard' })).toHaveCount(0)
  await expect(memory.getByRole('textbox', { name: 'Most' })).toHaveValue('6')

  const start = card('Start options')
  await start.getByLabel('Start order').fill('3')
  await start.getByLabel('High availability').press('Enter')
  await page.getByRole('option', { name: 'Restart if possible' }).click()
  await start.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => get('VM.get_ha_restart_priority')).toBe('best-effort')
  expect(await get('VM.get_order')).toBe('3')

  const shadow = card('Shadow memory')
  await shadow.getByLabel('Optimise for').press('Enter')
  await page.getByRole('option', { name: 'Terminal and application servers (4 times)' }).click()
  await shadow.getByRole('button', { name: 'Save' }).click()
  await expect(shadow.getByRole('button', { name: 'Discard' })).toHaveCount(0)
  await page.reload()
  await expect(shadow.getByLabel('Optimise for')).toContainText('4 times')
  await shadow.getByLabel('Optimise for').press('Enter')
  await page.getByRole('option', { name: 'A multiplier of your own' }).click()
  await shadow.getByLabel('Multiplier').fill('0.5')
  await expect(shadow).toContainText('Say a number from 1 to 1,000')
  await shadow.getByRole('button', { name: 'Discard' }).click()
  await expect(shadow.getByLabel('Multiplier')).toHaveCount(0)

  // What only a halted VM takes: said, and had by a restart.
  await page.goto(`${domus.url}/vms?filter=name:web-03`)
  await page.getByRole('grid').getByRole('link', { name: 'web-03', exact: true }).press('Enter')
  await tabs.getByRole('link', { name: 'Settings' }).press('Enter')
  await expect(memory.getByRole('textbox', { name: 'Can be raised to' })).toHaveAttribute('readonly')
  await memory.getByRole('checkbox', { name: 'Restart it for this' }).check()
  await memory.getByRole('textbox', { name: 'Memory' }).fill('5')
  await expect(memory.getByRole('textbox', { name: 'Can be raised to' })).toHaveValue('5')
  await memory.getByRole('button', { name: 'Save' }).click()
  const of = async (call: string) =>
    (await other.call(call, (await other.call('VM.get_by_name_label', 'web-03'))[0] ?? '')).join(' ')
  await expect.poll(() => of('VM.get_memory_static_max'), { timeout: 30_000 }).toBe(String(5 * 2 ** 30))
  await expect.poll(() => of('VM.get_power_state'), { timeout: 30_000 }).toBe('Running')
})

test('[MEM-01] [MEM-02] a server tells who has its memory and what it has promised; a VM’s limits are dragged on a bar, by keyboard too', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const [web = ''] = await other.call('VM.get_by_name_label', 'web-01')
  await enter(page, domus, lab, '/hosts')
  await page.getByRole('grid').getByRole('link', { name: 'fra-xen-01', exact: true }).press('Enter')
  const tabs = page.getByRole('main').getByRole('navigation')
  await tabs.getByRole('link', { name: 'Memory', exact: true }).press('Enter')
  await expect(page.getByRole('img', { name: /^Memory of fra-xen-01: .+ of .+ in use$/ })).toBeVisible()
  const line = page.getByRole('grid', { name: 'Memory of the VMs here' }).getByRole('row', { name: /web-01/ })
  await expect(line).toContainText('4 GiB')
  const promised = page.getByRole('definition').filter({ hasText: '%' })
  await expect(promised).not.toContainText('more than there is')
  await expectWell(page, 'Memory of a host')
  // Those that are held to the same stand together.
  await page
    .getByRole('columnheader', { name: 'May have' })
    .getByRole('button', { name: 'May have', exact: true })
    .press('Shift+F10')
  await page.getByRole('menuitem', { name: /Group by/ }).press('Enter')
  await expect(
    page
      .getByRole('treegrid')
      .getByRole('row', { name: /May have.*4 GiB/ })
      .first(),
  ).toBeVisible()
  // Another program promises more than the server has.
  await other.call('VM.set_memory_dynamic_range', web, String(2 ** 31), String(2 ** 32))
  await expect(page.getByRole('treegrid').getByRole('row', { name: /web-01/ })).toContainText(
    '2 GiB to 4 GiB',
  )

  await page.getByRole('treegrid').getByRole('link', { name: 'web-01', exact: true }).press('Enter')
  await tabs.getByRole('link', { name: 'Settings' }).press('Enter')
  const memory = page.getByRole('region', { name: 'Memory', exact: true })
  await expect(memory.getByRole('img', { name: /^In use now: / })).toBeVisible()
  const handle = memory.getByRole('slider', { name: 'Handle of the least' })
  await expect(handle).toHaveAttribute('aria-valuetext', '2 GiB')
  await handle.press('ArrowRight')
  await handle.press('ArrowRight')
  await expect(memory.getByRole('textbox', { name: 'Least' })).toHaveValue(/^2\.\d+$/)
  await memory.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(async () => Number((await other.call('VM.get_memory_dynamic_min', web)).join('')))
    .toBeGreaterThan(2 ** 31)
  await expect(memory.getByRole('slider', { name: 'Handle of the most' })).toHaveAttribute(
    'aria-valuetext',
    '4 GiB',
  )
})

test('[GPU-04] a graphics card is given to a VM after a word on its console, and taken away again', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'desk-07')
  await page.getByRole('main').getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Add graphics card…' }).click()
  const form = page.getByRole('dialog', { name: 'Add a graphics card to desk-07' })
  await expect(form).toContainText('See to it that Remote Desktop or the like works in the guest first.')
  const whole = form.getByRole('radio', { name: 'Whole card' })
  await expect(whole).toHaveAccessibleDescription('1 free now')
  await whole.check()
  await form.getByRole('button', { name: 'Add graphics card' }).click()
  const remove = page.getByRole('button', { name: 'Remove graphics card…' })
  await expect(remove).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Tesla T4')
  await remove.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove graphics card' }).click()
  await expect(remove).toHaveCount(0)
  await expect(page.getByText('This VM has none: its picture is drawn by the processor.')).toBeVisible()
})
