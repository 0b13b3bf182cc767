import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { chooseInRow, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { type OtherClient, otherClient } from './support/xen-api'

interface Deed {
  /** Rows of the feature list that this one carries. */
  ids: string
  entry: string
  /** The menus that it stands in within that. */
  within?: string[]
  vm: string
  from: 'row of the list' | 'head of its page' | 'menu of its page'
  /** What is asked before it is done, and what that has to say; undefined: it is done at once. */
  asks?: [question: string, consequence: string]
  after: 'Running' | 'Halted' | 'Suspended' | 'Paused'
}

const deeds: Deed[] = [
  { ids: '[VM-01]', entry: 'Start', vm: 'rds-03', from: 'head of its page', after: 'Running' },
  {
    ids: '[VM-07]',
    entry: 'Shut down',
    vm: 'web-01',
    from: 'row of the list',
    asks: ['Shut down web-01?', 'The guest is asked to stop.'],
    after: 'Halted',
  },
  {
    ids: '[VM-08]',
    entry: 'Force shut down',
    vm: 'fw-lab',
    from: 'menu of its page',
    asks: ['Force fw-lab to shut down?', 'This is like pulling the plug'],
    after: 'Halted',
  },
  {
    ids: '[VM-09]',
    entry: 'Reboot',
    vm: 'web-03',
    from: 'head of its page',
    asks: ['Reboot web-03?', 'The guest is asked to restart.'],
    after: 'Running',
  },
  {
    ids: '[VM-10]',
    entry: 'Force reboot',
    vm: 'fw-lab',
    from: 'row of the list',
    asks: ['Force fw-lab to reboot?', 'This is like pressing the reset button'],
    after: 'Running',
  },
  {
    ids: '[VM-11]',
    entry: 'Suspend',
    vm: 'app-01',
    from: 'head of its page',
    asks: ['Suspend app-01?', 'Its memory is written to storage'],
    after: 'Suspended',
  },
  { ids: '[VM-12]', entry: 'Resume', vm: 'runner-01', from: 'row of the list', after: 'Running' },
  {
    ids: '',
    entry: 'Pause',
    within: ['More power actions'],
    vm: 'web-02',
    from: 'row of the list',
    asks: ['Pause web-02?', 'It stops running but keeps its memory.'],
    after: 'Paused',
  },
  { ids: '', entry: 'Unpause', vm: 'build-win11', from: 'head of its page', after: 'Running' },
]

const refOf = async (other: OtherClient, name: string) =>
  (await other.call('VM.get_by_name_label', name))[0] ?? ''
const domainOf = async (other: OtherClient, ref: string) => (await other.call('VM.get_domid', ref))[0]
const strip = (page: Page) => page.getByRole('region', { name: 'Tasks' })

for (const { ids, entry, within = [], vm, from, asks, after } of deeds) {
  test(`${ids} ${entry} a VM, from the ${from}`.trim(), async ({ page, domus, pool }) => {
    const lab = await pool(['--speed', '8'])
    const other = await otherClient(lab)
    const ref = await refOf(other, vm)
    const before = await domainOf(other, ref)
    await enter(page, domus, lab, '/vms')
    if (from === 'row of the list') await chooseInRow(page, vm, ...within, entry)
    else {
      await openVm(page, vm)
      const head = page.getByRole('main')
      if (from === 'head of its page') await head.getByRole('button', { name: entry, exact: true }).click()
      else {
        await head.getByRole('button', { name: `More actions on ${vm}` }).click()
        await page.getByRole('menuitem', { name: entry, exact: true }).click()
      }
    }
    if (asks) {
      const [name, consequence] = asks
      const question = page.getByRole('dialog', { name })
      await expect(question).toContainText(consequence)
      await question.getByRole('button', { name: entry, exact: true }).click()
      await expect(question).toHaveCount(0)
    }
    // A restart is another domain, a pause is not.
    const domain = expect.poll(() => domainOf(other, ref))
    await (entry === 'Pause' || entry === 'Unpause' ? domain.toBe(before) : domain.not.toBe(before))
    // The tree has every VM, whatever page is open.
    await expect(page.getByRole('treeitem', { name: new RegExp(`^${vm} ?, VM, ${after}`) })).toBeVisible()
    await expect(strip(page)).toContainText('Nothing under way')
    await strip(page).getByRole('button', { name: 'Tasks' }).click()
    await expect(strip(page).getByRole('listitem').filter({ hasText: vm }).first()).toContainText('Succeeded')
    expect(await other.call('VM.get_power_state', ref)).toEqual([after])
  })
}

test('[NAV-05] an entry that cannot be chosen now keeps its place in the menu and says why', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  await rowOf(page, 'rds-03').getByRole('button', { name: 'Actions for rds-03' }).click()
  const menu = page.getByRole('menu')
  const shutDown = menu.getByRole('menuitem', { name: 'Shut down', exact: true })
  await expect(shutDown).toBeDisabled()
  await expect(shutDown).toHaveAccessibleDescription('rds-03 is halted. Only a running VM can be shut down.')
  for (let steps = 0; steps < 12; steps++) {
    if (await shutDown.evaluate(element => element === document.activeElement)) break
    await page.keyboard.press('ArrowDown')
  }
  await expect(shutDown).toBeFocused()
  await expect(menu.getByText('rds-03 is halted.').filter({ visible: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')

  await rowOf(page, 'fw-lab').getByRole('button', { name: 'Actions for fw-lab' }).click()
  await expect(menu.getByRole('menuitem', { name: 'Shut down', exact: true })).toHaveAccessibleDescription(
    'The guest tools do not answer in this VM. Install them, or use Force shut down.',
  )
  await expect(menu.getByRole('menuitem', { name: 'Force shut down', exact: true })).toBeEnabled()
})

test('a start that fails stays on the VM and in the task strip, with XAPI’s code and what to do, until it is put away', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  const other = await otherClient(lab)
  const [uuid = ''] = await other.call('VM.get_uuid', await refOf(other, 'print-01'))
  await lab.fault({
    fault: 'failNext',
    args: [uuid, 'SR_BACKEND_FAILURE_46', ['', 'The VDI is not available', '']],
  })
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'print-01')
  await page.getByRole('main').getByRole('button', { name: 'Start', exact: true }).click()

  const notice = page.getByRole('main').getByRole('status').filter({ hasText: 'Start print-01: failed' })
  const inStrip = strip(page).getByText('Start print-01: failed.')
  const expectTold = async () => {
    await expect(notice).toContainText('The storage refused: The VDI is not available.')
    await expect(notice).toContainText('The storage manager’s log (SMlog) on the host says more.')
    await expect(notice).toContainText('SR_BACKEND_FAILURE_46')
    await expect(notice).toContainText('by admin')
    await expect(inStrip).toBeVisible()
  }
  await expectTold()
  await page.reload()
  await expectTold()
  await strip(page).getByRole('button', { name: 'Tasks' }).click()
  const line = strip(page).getByRole('listitem').filter({ hasText: 'Start print-01' })
  await expect(line).toContainText('SR_BACKEND_FAILURE_46')
  await expect(line).toContainText('says more.')
  await strip(page).getByRole('button', { name: 'Tasks' }).click()

  await notice.getByRole('button', { name: /^Dismiss/ }).click()
  await expect(notice).toHaveCount(0)
  await expect(inStrip).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'print-01' })).toBeVisible()
  await expect(strip(page)).toContainText('Nothing under way')
  await expect(notice).toHaveCount(0)
  await expect(inStrip).toHaveCount(0)
})

test('[ACT-07] a question that is refused stays open and says why', async ({ page, domus, pool }) => {
  const lab = await pool(['--speed', '8'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'web-01', 'Shut down')
  const question = page.getByRole('dialog', { name: 'Shut down web-01?' })
  await expect(question).toBeVisible()
  await other.call('VM.pause', await refOf(other, 'web-01'))
  const reason = 'web-01 is paused. Only a running VM can be shut down.'
  await expect(question.getByRole('status')).toContainText(reason)
  await question.getByRole('button', { name: 'Shut down', exact: true }).click()
  await expect(question.getByRole('alert')).toContainText(reason)
  await other.call('VM.unpause', await refOf(other, 'web-01'))
  // While the question is open, the page behind it is out of reach.
  const behind = page.getByRole('treeitem', { name: /^web-01 ?, VM, Running/, includeHidden: true })
  await expect(behind).toBeVisible()
  await question.getByRole('button', { name: 'Shut down', exact: true }).click()
  await expect(question).toHaveCount(0)
  await expect(rowOf(page, 'web-01')).toContainText('Halted')
})

test('[EVT-02] [ACT-01] a running operation can be cancelled, and the VM is as it was', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '0.2'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await chooseInRow(page, 'wsus-01', 'Start')
  await expect(rowOf(page, 'wsus-01')).toContainText('Starting')
  await strip(page).getByRole('button', { name: 'Tasks' }).click()
  await strip(page).getByRole('button', { name: 'Cancel: Start wsus-01' }).click()
  const line = strip(page).getByRole('listitem').filter({ hasText: 'Start wsus-01' })
  await expect(line).toContainText('Cancelled')
  await expect(rowOf(page, 'wsus-01')).toContainText('Halted')
  expect(await other.call('VM.get_power_state', await refOf(other, 'wsus-01'))).toEqual(['Halted'])
})
