import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { createPerson } from './support/people'
import { openVm } from './support/pools'
import { expect, signIn, test } from './support/test'

test('a team gets a project with a VM, uses up what it may, and is told so in a sentence', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/projects')
  const pia = await createPerson(domus, 'pia-of-the-team', null)
  await expectWell(page, 'projects, none')
  await page.getByRole('button', { name: 'Create a project' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Create a project' })
  await form.getByLabel('Name').fill('Web team')
  await form.getByLabel('Snapshots').fill('one')
  await form.getByRole('button', { name: 'Create project' }).press('Enter')
  await expect(form.getByText('Enter a whole number, or nothing for no limit.')).toBeVisible()
  await form.getByLabel('Snapshots').fill('1')
  await form.getByLabel('Memory in GiB').fill('64')
  await expectWell(page, 'create a project')
  await form.getByLabel('Snapshots').press('Enter')
  const projects = page.getByRole('grid', { name: 'Projects' })
  await projects.getByRole('link', { name: 'Web team' }).press('Enter')

  await page.getByRole('button', { name: 'Put a VM in' }).press('Enter')
  const put = page.getByRole('dialog', { name: 'Put VMs into Web team' })
  await put.getByLabel('Name').fill('rds-03')
  await put.getByRole('button', { name: 'Put in: rds-03' }).press('Enter')
  await expect(put.getByText('rds-03: done')).toBeVisible()
  await put.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(page.getByRole('list', { name: 'VMs' }).getByRole('link', { name: 'rds-03' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a member' }).press('Enter')
  const add = page.getByRole('dialog', { name: 'Add a member to Web team' })
  await add.getByLabel('Who').fill('pia-of')
  await add.getByRole('button', { name: 'Choose pia-of-the-team' }).press('Enter')
  await add.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'vm-power-admin' }).click()
  await add.getByRole('button', { name: 'Add', exact: true }).press('Enter')
  await expect(page.getByRole('list', { name: 'Members' })).toContainText('pia-of-the-team')
  await expectWell(page, 'project')

  const context = await browser.newContext({ baseURL: pia.url })
  try {
    const theirs = await context.newPage()
    await signIn(theirs, { ...domus, ...pia }, '/vms')
    await openVm(theirs, 'rds-03')
    const takeOne = async () => {
      await theirs.getByRole('button', { name: 'More actions on rds-03' }).click()
      await theirs.getByRole('menuitem', { name: 'Take a snapshot…' }).press('Enter')
      const snapshot = theirs.getByRole('dialog', { name: 'Take a snapshot of rds-03' })
      await snapshot.getByLabel('Name of the snapshot').fill('before the update')
      await snapshot.getByRole('button', { name: 'Take it' }).press('Enter')
    }
    await takeOne()
    await expect(theirs.getByRole('link', { name: /^Snapshots\s*1$/ })).toBeVisible()
    await takeOne()
    const refused = theirs.getByRole('dialog')
    await expect(refused).toContainText('The project “Web team” has 1 of 1 snapshots, and this takes 1 more.')
    await refused.getByRole('button', { name: 'Cancel' }).press('Enter')

    // What they make is theirs: it belongs to the project.
    await theirs.getByRole('button', { name: 'More actions on rds-03' }).click()
    await theirs.getByRole('menuitem', { name: 'Copy…' }).press('Enter')
    const copy = theirs.getByRole('dialog', { name: 'Copy rds-03' })
    await copy.getByLabel('Name of the copy').fill('rds-04')
    await copy.getByLabel('Name of the copy').press('Enter')
    await expect(theirs.getByRole('treeitem', { name: /^rds-04/ })).toBeVisible()

    await theirs.goto('/settings/projects')
    await theirs.getByRole('link', { name: 'Web team' }).press('Enter')
    await expect(theirs.getByRole('meter', { name: 'Snapshots of Web team' })).toHaveAttribute(
      'aria-valuetext',
      '1 of 1',
    )
    await expect(theirs.getByText('The limit is reached: nothing more can be made.')).toHaveCount(2)
    await expect(theirs.getByRole('list', { name: 'VMs' }).getByRole('link')).toHaveText(['rds-03', 'rds-04'])
    await expect(theirs.getByRole('button', { name: 'Delete' })).toHaveCount(0)
    await expectWell(theirs, 'project of a member')
  } finally {
    await context.close()
  }
  await page.getByRole('button', { name: 'Delete' }).press('Enter')
  await page
    .getByRole('dialog', { name: 'Delete Web team?' })
    .getByRole('button', { name: 'Delete' })
    .press('Enter')
  await expect(page.getByText('There are no projects yet')).toBeVisible()
})
