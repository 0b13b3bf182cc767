import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openConsole } from './support/console'
import { enter } from './support/enter'
import { chooseInRow, rowOf } from './support/pools'
import { expect, test } from './support/test'

const folder = fileURLToPath(new URL('../../shared/pools/', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []

if (files.length === 0) {
  test('pools from databases of real ones', () =>
    test.skip(true, `databases of real pools are missing (${folder})`))
}

for (const file of files) {
  test(`the pool of ${file}: its VMs are seen, one starts, shows its console and is shut down`, async ({
    page,
    domus,
    pool,
  }) => {
    const lab = await pool(['--state', path.join(folder, file), '--speed', '4'])
    await enter(page, domus, lab, '/vms')
    const rows = page.getByRole('grid', { name: 'Virtual machines' }).getByRole('row')
    await expect(rows.nth(1)).toBeVisible()
    const halted = rows.filter({ hasText: 'Halted' }).first()
    if ((await halted.count()) === 0) {
      // Everything in this database runs: one is stopped first.
      const name = (await rows.nth(1).getByRole('link').first().textContent()) ?? ''
      await chooseInRow(page, name, 'Force shut down')
      await page
        .getByRole('alertdialog')
        .or(page.getByRole('dialog'))
        .getByRole('button', { name: 'Force shut down' })
        .click()
      await expect(rowOf(page, name)).toContainText('Halted')
    }
    const name = (await halted.getByRole('link').first().textContent()) ?? ''
    await chooseInRow(page, name, 'Start')
    await expect(rowOf(page, name)).toContainText('Running')

    const tree = page.getByRole('tree', { name: 'Infrastructure' })
    await expect(tree.getByRole('treeitem', { name: new RegExp(escaped(name)) }).first()).toBeVisible()
    await rowOf(page, name).getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await openConsole(page, name)

    await page.getByRole('button', { name: `More actions on ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Force shut down' }).click()
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Force shut down' })
      .click()
    await expect(page.getByRole('button', { name: 'Start', exact: true }).first()).toBeVisible()
  })
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
