import { litPixels, openConsole } from './support/console'
import { chooseInRow, connectPool, rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'
import { otherClient } from './support/xen-api'

test('[CON-06] [VM-01] [VM-07] [CONS-01] the main job: sign in, watch a live pool, act on a VM, work in its console, read the log', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--tls'])
  await signIn(page, domus)
  await connectPool(page, lab)

  await test.step('the tree shows pools, hosts and VMs', async () => {
    const tree = page.getByRole('tree', { name: 'Infrastructure' })
    await expect(tree.getByRole('treeitem', { name: /Frankfurt/ })).toBeVisible()
    await expect(tree.getByRole('treeitem', { name: /fra-xen-01/ })).toBeVisible()
    await expect(tree.getByRole('treeitem', { name: /web-01/ })).toBeVisible()
  })

  await test.step('a halted VM starts from its row; progress shows in the task strip and on the object', async () => {
    await page.goto('/vms')
    await expect(rowOf(page, 'rds-03')).toContainText('Halted')
    // Looked for from before the press: it takes the pool but two seconds.
    const progress = Promise.all([
      expect(page.getByRole('region', { name: 'Tasks' })).toContainText('Start rds-03'),
      expect(rowOf(page, 'rds-03')).toContainText('Starting'),
    ])
    await chooseInRow(page, 'rds-03', 'Start')
    await progress
    await expect(rowOf(page, 'rds-03')).toContainText('Running')
  })

  await test.step('a keystroke in the console comes back as pixels', async () => {
    await page.getByRole('link', { name: 'web-02', exact: true }).last().click()
    await expect(page.getByRole('heading', { name: 'web-02', level: 1 })).toBeVisible()
    const screen = await openConsole(page, 'web-02')
    const before = await litPixels(screen)
    await screen.click()
    await page.keyboard.type('administrator-of-this-machine')
    // What is typed lights more than the cursor that blinks, which is 128 pixels.
    await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 250)
  })

  await test.step('shutting down asks first, naming the consequence', async () => {
    await page.getByRole('button', { name: 'Shut down', exact: true }).click()
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
    await expect(dialog).toContainText('Shut down web-02?')
    await expect(dialog).toContainText('The guest is asked to stop.')
    await dialog.getByRole('button', { name: 'Shut down', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Start', exact: true }).first()).toBeVisible()
  })

  await test.step('every step stands in the audit log', async () => {
    await page.goto('/audit')
    const log = page
      .getByRole('grid', { name: 'Audit log' })
      .or(page.getByRole('table', { name: 'Audit log' }))
    for (const [sentence, result] of [
      ['Shut down web-02', 'Succeeded'],
      ['Open the console of web-02', 'Succeeded'],
      ['Start rds-03', 'Succeeded'],
      [/^Connect https:/, 'Succeeded'],
      ['Sign in', 'Succeeded'],
    ] as const) {
      const line = log
        .getByRole('row')
        .filter({ has: page.getByText(sentence, { exact: true }) })
        .first()
      await expect(line).toContainText('admin')
      await expect(line).toContainText('127.0.0.1')
      // The pool is not done before the VM’s delay for those that stop after it is over; the line tells it then by itself.
      await expect(line).toContainText(result, { timeout: 30_000 })
    }
  })
})

test('a change made by another client of the pool is on the screen within a second', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool([])
  await signIn(page, domus)
  await connectPool(page, lab)
  await page.goto('/vms')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  const other = await otherClient(lab)
  const [ref = ''] = await other.call('VM.get_by_name_label', 'web-01')
  await other.call('VM.set_name_label', ref, 'web-01-renamed')
  await expect(rowOf(page, 'web-01-renamed')).toBeVisible({ timeout: 1000 })
  await other.call('Async.VM.pause', ref)
  await expect(rowOf(page, 'web-01-renamed')).toContainText('Paused', { timeout: 3000 })
})
