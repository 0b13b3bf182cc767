import type { Browser, BrowserContext, Page } from '@playwright/test'
import { signInBehind } from './support/api'
import { expectWell } from './support/axe'
import type { Domus } from './support/domus'
import { enter } from './support/enter'
import { createPerson, type Person } from './support/people'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

const contexts: BrowserContext[] = []
test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

/** A browser of their own, signed in. */
async function openAs(browser: Browser, domus: Domus, person: Person, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: domus.url })
  contexts.push(context)
  const page = await context.newPage()
  await signInBehind(page.request, { ...domus, ...person, url: domus.url })
  await page.goto(domus.url + path)
  return page
}

/** Fills in who, which role, and gives it; where is what the form says already, unless `where` does it. */
async function give(page: Page, who: string, role: string, where?: () => Promise<void>): Promise<void> {
  const form = page.getByRole('dialog', { name: 'Give a role' })
  await form.getByLabel('Who').fill(who)
  await form.getByRole('button', { name: `Choose ${who}` }).press('Enter')
  await form.getByRole('combobox', { name: 'Role' }).press('Enter')
  await page.getByRole('option', { name: role, exact: true }).press('Enter')
  await where?.()
  await form.getByRole('button', { name: 'Give the role' }).press('Enter')
  await expect(form).toHaveCount(0)
}

/** Asks whether somebody may shut the VM down that the page is about, and leaves the answer open. */
async function explain(page: Page, who: string | null) {
  await page.getByRole('button', { name: 'Explain…', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Who may do what/ })
  if (who) {
    await dialog.getByLabel('Who').fill(who)
    await dialog.getByRole('button', { name: `Choose ${who}` }).press('Enter')
  }
  await dialog.getByRole('combobox', { name: /^May / }).press('Enter')
  await page.getByRole('option', { name: 'Shut down', exact: true }).press('Enter')
  return dialog
}

const openAccess = async (page: Page, vm: string) => {
  await openVm(page, vm)
  await page.getByRole('link', { name: 'Access', exact: true }).last().press('Enter')
  await expect(page.getByRole('grid', { name: 'Grants that reach it' })).toBeVisible()
}

test('a team lead hands a part of a folder on, all see why, and with the first grant all of it falls', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  const xen = await otherClient(lab)
  for (const name of ['web-01', 'rds-03']) {
    const [ref = ''] = await xen.call('VM.get_by_name_label', name)
    await xen.call('VM.remove_from_other_config', ref, 'folder')
    await xen.call('VM.add_to_other_config', ref, 'folder', '/teams/web')
  }
  await enter(page, domus, lab, '/vms')
  const ines = await createPerson(domus, 'ines', null)
  const milo = await createPerson(domus, 'milo', null)
  const nils = await createPerson(domus, 'nils', 'read-only')
  await expect(rowOf(page, 'rds-03')).toBeVisible()

  await page.goto('/settings/access')
  await page.getByRole('button', { name: 'Give a role' }).press('Enter')
  await give(page, 'ines', 'vm-admin', async () => {
    const form = page.getByRole('dialog', { name: 'Give a role' })
    await form.getByRole('combobox', { name: 'Where' }).press('Enter')
    await page.getByRole('option', { name: 'A folder and all below it' }).press('Enter')
    await form.getByLabel('Folder').fill('/teams/web')
    await form.getByRole('checkbox', { name: /They may delegate it/ }).press('Space')
  })

  // The lead sees her two, and hands one on, with less.
  const leads = await openAs(browser, domus, ines, '/vms')
  await expect(leads.getByRole('grid').getByRole('row')).toHaveCount(3)
  await openAccess(leads, 'rds-03')
  const giveHere = leads.getByRole('button', { name: 'Give a role here' })
  await expect(giveHere).toBeEnabled()
  await giveHere.press('Enter')
  await give(leads, 'milo', 'vm-operator')
  const tree = leads.getByRole('grid', { name: 'Grants that reach it' })
  await expect(tree.getByRole('row').filter({ hasText: 'milo' })).toContainText('built on vm-admin of ines')
  const people = leads.getByRole('grid', { name: 'People who reach it' })
  for (const name of ['admin', 'ines', 'nils', 'milo'])
    await expect(people.getByRole('row').filter({ hasText: name }).first()).toBeVisible()
  await expectWell(leads, 'access of a VM')

  // The member sees that one, and of its access his own.
  const members = await openAs(browser, domus, milo, '/vms')
  await expect(members.getByRole('grid').getByRole('row')).toHaveCount(2)
  await openAccess(members, 'rds-03')
  await expect(members.getByRole('grid', { name: 'People who reach it' }).getByRole('row')).toHaveCount(2)
  await expect(members.getByText('vm-admin')).toHaveCount(0)
  const own = await explain(members, null)
  await expect(own.getByRole('status')).toContainText('Yes: milo may do this to rds-03.')
  await own.getByRole('button', { name: 'Done' }).press('Enter')

  // Who only looks on is told what is missing and who could give it.
  const looks = await openAs(browser, domus, nils, '/vms')
  await openAccess(looks, 'rds-03')
  const missing = await explain(looks, null)
  await expect(missing.getByRole('status')).toContainText('No: nils may not do this to rds-03.')
  await expect(missing).toContainText('Roles that hold it: vm-operator, vm-admin')
  await expect(missing).toContainText(/Who could give it here: .*admin.*ines/)

  await page.goto('/vms')
  await openAccess(page, 'rds-03')
  const before = await explain(page, 'milo')
  await expect(before.getByRole('status')).toContainText('Yes: milo may do this to rds-03.')
  const reason = before.getByRole('region', { name: 'What says so' })
  await expect(reason).toContainText('vm-operator of milo, Only rds-03, given by ines')
  await expect(reason).toContainText('vm-admin of ines, Folder /teams/web, given by admin')
  await expectWell(page, 'explanation')
  await before.getByRole('button', { name: 'Done' }).press('Enter')

  const all = page.getByRole('grid', { name: 'Grants that reach it' })
  await all.getByRole('row').filter({ hasText: 'Folder /teams/web' }).getByRole('button').press('Enter')
  await page.getByRole('menuitem', { name: 'Revoke…' }).press('Enter')
  const confirm = page.getByRole('dialog', { name: 'Revoke vm-admin of ines?' })
  await expect(confirm).toContainText('With it falls 1 grant built on it')
  await confirm.getByRole('button', { name: 'Revoke', exact: true }).press('Enter')
  await expect(members.getByRole('treeitem')).toHaveCount(0, { timeout: 2_000 })
  await expect(leads.getByRole('treeitem')).toHaveCount(0)
  await expect(all.getByRole('row').filter({ hasText: 'milo' })).toHaveCount(0)
  const after = await explain(page, 'milo')
  await expect(after.getByRole('status')).toContainText('No: milo may not do this to rds-03.')
  await expect(after).toContainText(/Who could give it here: .*admin/)
  await expect(after.getByRole('button', { name: 'Give it…' })).toBeVisible()
})

test('a role is composed, given, changed and deleted, and each time it is said who is touched by it', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/settings/roles')
  await createPerson(domus, 'rolf', null)
  const matrix = page.getByRole('table', { name: 'What each role may do' })
  await expect(matrix.getByRole('columnheader', { name: 'owner' })).toBeVisible()
  await expectWell(page, 'roles')

  await page.getByRole('button', { name: 'Actions for vm-operator' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Copy…' }).press('Enter')
  const copy = page.getByRole('dialog', { name: 'Copy vm-operator' })
  // In steps: Enter goes on, what is wrong holds it up, Back keeps what was typed, the summary says all of it.
  const steps = copy.getByRole('list', { name: 'Steps' })
  const name = copy.getByLabel('Name', { exact: true })
  await name.fill('')
  await name.press('Enter')
  await expect(copy.getByText('A name is needed.')).toBeVisible()
  await name.fill('night shift')
  await name.press('Enter')
  await expect(copy.getByRole('heading', { name: /^Permissions ?, step 2 of 3/ })).toBeFocused()
  await copy.getByRole('checkbox', { name: /^Cut the power/ }).press('Space')
  await expectWell(page, 'composing a role')
  await copy.getByRole('button', { name: 'Back' }).press('Enter')
  await expect(name).toHaveValue('night shift')
  await steps.getByRole('button', { name: /Permissions/ }).press('Enter')
  await expect(copy.getByRole('checkbox', { name: /^Cut the power/ })).not.toBeChecked()
  await copy.getByRole('button', { name: 'Next' }).press('Enter')
  await expect(steps.getByRole('button', { name: /Summary/ })).toHaveAttribute('aria-current', 'step')
  await expect(copy).toContainText('Start, shut down and reboot VMs')
  await expect(copy).not.toContainText('Cut the power')
  await copy.getByRole('button', { name: 'Compose role' }).press('Enter')
  await expect(matrix.getByRole('columnheader', { name: 'night shift' })).toBeVisible()
  const power = matrix.getByRole('row').filter({ hasText: 'vm.power' })
  await expect(power.getByRole('cell').last()).toHaveText('Yes')
  await expect(
    matrix.getByRole('row').filter({ hasText: 'vm.force' }).getByRole('cell').last(),
  ).toContainText('No')

  await page.goto('/settings/access')
  await page.getByRole('button', { name: 'Give a role' }).press('Enter')
  await give(page, 'rolf', 'night shift')
  const grants = page.getByRole('grid', { name: 'Grants' })
  await expect(grants.getByRole('row').filter({ hasText: 'rolf' })).toContainText('night shift')

  await page.goto('/settings/roles')
  await page.getByRole('button', { name: 'Actions for night shift' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Edit…' }).press('Enter')
  const edit = page.getByRole('dialog', { name: 'Edit night shift' })
  await edit.getByRole('checkbox', { name: /^Start, shut down/ }).press('Space')
  await expect(edit.getByRole('status')).toContainText('They lose what is not ticked any more at once.')
  await expect(edit.getByRole('status')).toContainText('night shift of rolf, Everything')
  await edit.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(power.getByRole('cell').last()).toContainText('No')

  await page.getByRole('button', { name: 'Actions for night shift' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
  const gone = page.getByRole('dialog', { name: 'Delete night shift?' })
  await expect(gone).toContainText('1 grant gives it')
  await gone.getByRole('button', { name: 'Delete and revoke' }).press('Enter')
  await expect(matrix.getByRole('columnheader', { name: 'night shift' })).toHaveCount(0)
  await page.goto('/settings/access')
  await expect(grants.getByRole('row').filter({ hasText: 'owner' }).first()).toBeVisible()
  await expect(grants.getByRole('row').filter({ hasText: 'rolf' })).toHaveCount(0)
})

test('an administrator sees the console as a member would, changes nothing meanwhile, and is themselves again', async ({
  page,
  domus,
  pool,
}) => {
  await enter(page, domus, await pool(), '/settings/access')
  await createPerson(domus, 'pavel', null)
  await page.getByRole('button', { name: 'Give a role' }).press('Enter')
  await give(page, 'pavel', 'vm-operator', async () => {
    const form = page.getByRole('dialog', { name: 'Give a role' })
    await form.getByRole('combobox', { name: 'Where' }).press('Enter')
    await page.getByRole('option', { name: 'A single object' }).press('Enter')
    await form.getByLabel('Object', { exact: true }).fill('rds-03')
    await form.getByRole('button', { name: 'Choose rds-03' }).press('Enter')
  })

  await page.goto('/settings/users')
  await page.getByRole('button', { name: 'Actions for pavel' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Preview the console…' }).press('Enter')
  const ask = page.getByRole('dialog', { name: 'See the console as pavel would?' })
  await ask.getByRole('button', { name: 'Start the preview' }).press('Enter')
  const banner = page.getByRole('status').filter({ hasText: 'You see the console as pavel would.' })
  await expect(banner).toBeVisible()
  await expect(page.getByRole('treeitem')).toHaveCount(1)
  await expectWell(page, 'preview')
  await page.goto('/vms')
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2)
  await openVm(page, 'rds-03')
  await page.getByRole('button', { name: 'Start', exact: true }).press('Enter')
  await expect(
    page.getByText('You see the console as pavel would, and change nothing meanwhile.'),
  ).toBeVisible()
  await page.goto('/settings')
  await expect(page.getByText('admin').first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Users', exact: true })).toHaveCount(0)

  await banner.getByRole('button', { name: 'End preview' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'pavel' })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await page.goto('/vms')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  await expect(rowOf(page, 'rds-03')).toContainText('Halted')
})
