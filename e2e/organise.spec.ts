import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { chooseEntry, openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'
import { type OtherClient, otherClient } from './support/xen-api'

const refOf = async (other: OtherClient, name: string) =>
  (await other.call('VM.get_by_name_label', name))[0] ?? ''
const poolOf = async (other: OtherClient) => (await other.call('pool.get_all'))[0] ?? ''
const tagsOf = async (other: OtherClient, name: string) =>
  (await other.call('VM.get_tags', await refOf(other, name))).sort()
/** The values of a map, one after the other. */
const configOf = async (other: OtherClient, name: string) =>
  (await other.call('VM.get_other_config', await refOf(other, name))).join(' ')

/** The folder that the pool says a VM is in, or undefined. */
async function folderOf(other: OtherClient, name: string): Promise<string | undefined> {
  const texts = await other.call('VM.get_other_config', await refOf(other, name))
  return texts.find(text => text.startsWith('/'))
}

/** Chooses rows of the list that is open, by keyboard: the first with x, those after it with Shift and arrows. */
async function choose(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await rowOf(page, name).focus()
    await page.keyboard.press('x')
  }
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText(`${names.length} selected`)
}

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' })
/** The dialog that is open: notices are dialogs too, to a screen reader. */
const dialog = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) })
/** What the form that is open would change of each. */
const difference = (page: Page) => dialog(page).getByRole('region', { name: 'What will change' })
/** A folder, tag or value in the tree, with the number of what is in it. */
const group = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name} \\d+$`) })

async function showTree(page: Page, view: string): Promise<void> {
  await page.getByRole('button', { name: /^Tree view: / }).click()
  await page.getByRole('menuitemradio', { name: view, exact: true }).click()
  await expect(page.getByRole('tree', { name: view, exact: true })).toBeVisible()
}

test('[ORG-05] [ORG-06] [ORG-07] [ORG-08] makes, renames, deletes folders, and moves a VM into one and out by keyboard', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const vm = await refOf(other, 'web-01')
  await other.call('VM.remove_from_other_config', vm, 'folder')
  await other.call('VM.add_to_other_config', vm, 'folder', '/Attic/Deep')
  await enter(page, domus, lab, '/vms')
  await showTree(page, 'By folder')
  const node = (name: string) => group(page, name)
  await page.getByRole('button', { name: 'New folder' }).click()
  await dialog(page).getByLabel('Name').fill('Cellar; Cellar/Wine')
  await page.keyboard.press('Enter')
  await expect(node('Wine')).toBeVisible()
  await node('Attic').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await dialog(page).getByLabel('Name').fill('Loft')
  await page.keyboard.press('Enter')
  await expect(node('Loft')).toBeVisible()
  await expect(node('Attic')).toHaveCount(0)
  await expect.poll(() => configOf(other, 'web-01')).toContain('/Loft/Deep')
  await node('Loft').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const question = page.getByRole('dialog', { name: 'Delete the folder /Loft?' })
  await expect(question).toContainText(
    'The folders below it are deleted too. The object in it is not deleted: it is in no folder then.',
  )
  await question.getByRole('button', { name: 'Delete folder' }).click()
  await expect(node('Loft')).toHaveCount(0)
  await expect.poll(() => configOf(other, 'web-01')).not.toContain('/Loft')
  await node('Wine').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expect(dialog(page)).toContainText('There is nothing in it.')
  await dialog(page).getByRole('button', { name: 'Delete folder' }).click()
  await expect(node('Wine')).toHaveCount(0)
  await expect(node('Cellar')).toBeVisible()
  await openVm(page, 'web-01')
  await page.getByRole('button', { name: 'Move to folder' }).press('Enter')
  await dialog(page).getByLabel('Or a new folder').fill('Barn/Old')
  await expect(dialog(page)).toContainText('/Barn/Old will be made.')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(() => configOf(other, 'web-01')).toContain('/Barn/Old')
  await expect(page.getByRole('main').getByRole('link', { name: '/Barn/Old' })).toBeVisible()
  await page.getByRole('treeitem', { name: /^web-01 ?, VM/ }).focus()
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Remove from folder' }).click()
  await expect.poll(() => configOf(other, 'web-01')).not.toContain('/Barn/Old')
  // The folder stays although nothing lies in it any more.
  await expect(node('Old')).toBeVisible()
  await expect
    .poll(async () => (await other.call('pool.get_other_config', await poolOf(other))).join(' '))
    .toContain('/Barn/Old')
})

test('[ORG-01] [ORG-02] [ORG-03] [ORG-04] tags several VMs, takes that back, renames a tag, takes it off one, deletes it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  for (const name of ['web-01', 'web-02']) await other.call('VM.add_tags', await refOf(other, name), 'attic')
  await other.call('VM.add_tags', await refOf(other, 'web-01'), 'half')
  const before = [await tagsOf(other, 'web-01'), await tagsOf(other, 'web-02')]
  await enter(page, domus, lab, '/vms')
  await choose(page, 'web-01', 'web-02')
  await selection(page).getByRole('button', { name: 'Edit tags…' }).click()
  const half = dialog(page).getByRole('checkbox', { name: 'half' })
  await expect(half).toHaveJSProperty('indeterminate', true)
  await expect(dialog(page)).toContainText('On 1 of 2')
  const find = dialog(page).getByLabel('Find or add a tag')
  await find.fill('blue, green')
  await find.press('Enter')
  await half.check()
  await expect(difference(page).getByRole('row', { name: 'web-02' })).toContainText('blue, green, half')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => tagsOf(other, 'web-02'))
    .toEqual([...new Set([...(before[1] ?? []), 'blue', 'green', 'half'])].sort())
  await expect.poll(() => tagsOf(other, 'web-01')).toContain('blue')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => tagsOf(other, 'web-02')).toEqual(before[1])
  await expect.poll(() => tagsOf(other, 'web-01')).toEqual(before[0])
  await showTree(page, 'By tag')
  const node = (name: string) => group(page, name)
  await node('attic').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await expect(dialog(page)).toContainText('2 VMs will change.')
  await dialog(page).getByLabel('Name').fill('loft')
  await page.keyboard.press('Enter')
  await expect(node('loft')).toBeVisible()
  await expect(node('attic')).toHaveCount(0)
  await expect.poll(() => tagsOf(other, 'web-02')).toContain('loft')
  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('tag:loft')
  await expect(rowOf(page, 'web-01')).toBeVisible()
  await expect(rowOf(page, 'web-03')).toHaveCount(0)
  await node('loft').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('m')
  await page.getByRole('menuitem', { name: 'Remove the tag “loft”' }).click()
  await expect.poll(() => tagsOf(other, 'web-01')).not.toContain('loft')
  await node('loft').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page
    .getByRole('dialog', { name: 'Delete the tag “loft”?' })
    .getByRole('button', { name: 'Delete tag' })
    .click()
  await expect(node('loft')).toHaveCount(0)
  await expect.poll(() => tagsOf(other, 'web-02')).not.toContain('loft')
})

test('[NAV-11] [ORG-11] drags several VMs onto a folder and onto a tag; a folder is not dropped into itself', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const set = async (name: string, folder: string) => {
    await other.call('VM.remove_from_other_config', await refOf(other, name), 'folder')
    await other.call('VM.add_to_other_config', await refOf(other, name), 'folder', folder)
  }
  // At the top of the tree, so that nothing has to scroll while it is dragged.
  await set('web-01', '/1 From')
  await set('web-02', '/1 From')
  await set('web-03', '/1 To/Deep')
  await enter(page, domus, lab, '/vms')
  await showTree(page, 'By folder')
  const node = (name: string) => group(page, name)
  const vm = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name} ?, VM`) }).first()
  // All have arrived: from here on nothing moves under the pointer by itself.
  await expect(node('1 From')).toHaveAccessibleName('1 From 2')
  await expect(node('Deep')).toHaveAccessibleName('Deep 1')
  const chosen = page.getByRole('region', { name: 'Chosen in the tree' })
  await vm('web-01').click({ modifiers: ['Control'] })
  await expect(chosen).toContainText('1 object chosen')
  await vm('web-02').click({ modifiers: ['Control'] })
  await expect(chosen).toContainText('2 objects chosen')
  await vm('web-02').dragTo(node('1 To'))
  for (const name of ['web-01', 'web-02']) await expect.poll(() => folderOf(other, name)).toBe('/1 To')
  await expect(node('1 From')).toHaveAccessibleName('1 From 0')
  // Neither a folder into one of its own nor a VM onto a VM: nothing is written, nothing is asked.
  await node('1 To').dragTo(node('Deep'))
  await vm('web-02').dragTo(vm('web-01'))
  await node('Deep').dragTo(node('1 From'))
  await expect.poll(() => folderOf(other, 'web-03')).toBe('/1 From/Deep')
  expect(await Promise.all(['web-01', 'web-02'].map(name => folderOf(other, name)))).toEqual([
    '/1 To',
    '/1 To',
  ])
  await other.call('VM.add_tags', await refOf(other, 'web-01'), '0 source')
  await other.call('VM.add_tags', await refOf(other, 'web-03'), '0 target')
  const before = await tagsOf(other, 'web-01')
  await showTree(page, 'By tag')
  await expect(node('0 source')).toBeVisible()
  await vm('web-01').dragTo(node('0 target'))
  await expect.poll(() => tagsOf(other, 'web-01')).toEqual([...before, '0 target'].sort())
  expect(await folderOf(other, 'web-01')).toBe('/1 To')
})

test('[ORG-09] [ORG-10] [PROP-03] defines a custom field, fills it in for several, finds and sorts by it, and deletes it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/pools')
  await page.getByRole('main').getByRole('grid').getByRole('link').first().click()
  await page.getByRole('button', { name: 'New field' }).click()
  await dialog(page).getByLabel('Name').fill('Owner')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Custom fields' })).toContainText('OwnerText')
  expect((await other.call('pool.get_gui_config', await poolOf(other))).join('')).toContain(
    'CustomFieldDefinition name="Owner" type="String"'.replaceAll('"', '&quot;'),
  )
  await page.goto('/vms')
  await choose(page, 'web-01', 'web-02')
  await selection(page).getByRole('button', { name: 'More actions on the selection' }).click()
  await chooseEntry(page, 'Organise', 'Edit custom fields…')
  await dialog(page).getByLabel('Owner').fill('jane')
  await expect(difference(page).getByRole('row', { name: 'web-02' })).toContainText('jane')
  await page.keyboard.press('Enter')
  await expect.poll(() => configOf(other, 'web-02')).toContain('jane')
  await page.getByRole('searchbox', { name: 'Filter VMs' }).fill('owner:jane')
  await expect(rowOf(page, 'web-02')).toBeVisible()
  await expect(rowOf(page, 'web-03')).toHaveCount(0)
  await showTree(page, 'By Owner')
  await expect(group(page, 'jane')).toBeVisible()

  // Whoever deletes it is told what goes with it.
  await page.goto('/pools')
  await page.getByRole('main').getByRole('grid').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Delete the custom field Owner' }).click()
  const question = page.getByRole('dialog', { name: 'Delete the custom field “Owner”?' })
  await expect(question).toContainText('Its values are taken off everything in')
  await question.getByRole('button', { name: 'Delete field' }).click()
  await expect.poll(() => configOf(other, 'web-02')).not.toContain('jane')
})

test('several are described and put into a folder alike: what that changes of each is shown before, and taken back after', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const described = async (name: string) =>
    (await other.call('VM.get_name_description', await refOf(other, name))).join('')
  await other.call('VM.set_name_description', await refOf(other, 'web-01'), 'The first')
  await other.call('VM.set_name_description', await refOf(other, 'web-02'), 'Behind the proxy')
  await enter(page, domus, lab, '/vms')
  await choose(page, 'web-01', 'web-02')
  const act = async (...labels: string[]) => {
    await selection(page).getByRole('button', { name: 'More actions on the selection' }).click()
    await chooseEntry(page, ...labels)
  }
  await act('Change', 'Edit description…')
  await dialog(page).getByLabel('Description').fill('Behind the proxy')
  // Only one of them differs; the other is counted.
  await expect(difference(page).getByRole('row', { name: 'web-01 The first Behind the proxy' })).toBeVisible()
  await expect(difference(page).getByRole('row', { name: 'web-02' })).toHaveCount(0)
  await expect(difference(page)).toContainText('1 stays as it is.')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => described('web-01')).toBe('Behind the proxy')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => described('web-01')).toBe('The first')

  await selection(page).getByRole('button', { name: 'Move to folder…' }).click()
  await dialog(page).getByLabel('Or a new folder').fill('Proxied')
  await expect(difference(page).getByRole('row', { name: /web-0[12] .*\/Proxied/ })).toHaveCount(2)
})

test('renames and describes in place by keyboard; what was refused keeps what was typed', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await openVm(page, 'web-01')
  await page.getByRole('button', { name: 'Edit the name' }).press('Enter')
  const name = page.getByRole('textbox', { name: 'New name' })
  await expect(name).toBeFocused()
  await name.fill('')
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAccessibleDescription('Give it a name.')
  await name.fill('web-one')
  await name.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'web-one' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit the name' })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'web-01' })).toBeVisible()
  await page.getByRole('button', { name: 'Edit the description' }).press('Enter')
  const text = page.getByRole('textbox', { name: 'New description' })
  await text.fill('front end\nof the shop')
  await text.press('Control+Enter')
  await expect(text).toHaveCount(0)
  await expect(page.getByText('front end of the shop')).toBeVisible()
  expect(await other.call('VM.get_name_description', await refOf(other, 'web-01'))).toEqual([
    'front end\nof the shop',
  ])
})

test('[NAV-02] [NAV-04] [NAV-06] chooses several in the tree, which keeps its view, and in a list, and acts on them: says which can’t and why', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--speed', '8'])
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  await showTree(page, 'By type')
  await page.reload()
  await expect(page.getByRole('tree', { name: 'By type' })).toBeVisible()
  await page.getByRole('treeitem', { name: /^web-01 ?, VM/ }).focus()
  await page.keyboard.press('Shift+ArrowDown')
  const bar = page.getByRole('region', { name: 'Chosen in the tree' })
  await expect(bar).toContainText('2 objects chosen')
  await page.keyboard.press('m')
  await chooseEntry(page, 'Organise', 'Edit tags…')
  await dialog(page).getByLabel('Find or add a tag').fill('both')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'Save' }).press('Enter')
  await expect.poll(() => tagsOf(other, 'web-02')).toContain('both')
  await page.getByRole('treeitem', { name: /^web-02 ?, VM/ }).focus()
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await choose(page, 'web-01', 'web-02', 'rds-03')
  await selection(page).getByRole('button', { name: 'Shut down' }).click()
  const question = page.getByRole('dialog', { name: 'Shut down 3 VMs?' })
  await expect(question).toContainText('2 VMs will shut down. 1 can’t:')
  await expect(question.getByRole('listitem')).toHaveText(
    'rds-03 is halted. Only a running VM can be shut down.',
  )
  await question.getByRole('button', { name: 'Shut down' }).click()
  const report = page.getByRole('dialog', { name: 'Shut down 2 VMs' })
  await expect(report).toContainText('2 of 2 done.')
  await expect(report.getByRole('listitem')).toHaveText(
    'rds-03 is halted. Only a running VM can be shut down.',
  )
  expect(await other.call('VM.get_power_state', await refOf(other, 'web-02'))).toEqual(['Halted'])
})

test('[NAV-23] [NAV-24] saves a search in the pool, runs it and one that is always there, and deletes it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const config = async () => (await other.call('pool.get_gui_config', await poolOf(other))).join(' ')
  await enter(page, domus, lab, '/vms?filter=name:web')
  const searches = page.getByRole('button', { name: 'Searches' })
  await searches.click()
  await page.getByRole('menuitem', { name: 'Save this search…' }).click()
  await dialog(page).getByLabel('Name').fill('Fronts')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(config).toContain('name=&quot;Fronts&quot;')
  await expect(searches).toBeFocused()
  await searches.click()
  await page.getByRole('menuitem', { name: 'Halted VMs' }).click()
  await expect(rowOf(page, 'rds-03')).toBeVisible()
  await expect(rowOf(page, 'web-01')).toHaveCount(0)
  await searches.click()
  await page.getByRole('menuitem', { name: 'Fronts' }).click()
  await expect(rowOf(page, 'web-01')).toBeVisible()
  await expect(rowOf(page, 'rds-03')).toHaveCount(0)
  await searches.click()
  await page.getByRole('menuitem', { name: 'Delete searches…' }).click()
  await dialog(page).getByRole('button', { name: 'Delete the search Fronts' }).click()
  await expect(dialog(page)).toContainText('No pool keeps a search')
  expect(await config()).not.toContain('Fronts')

  // Over other things as well, where XenCenter finds it over the same.
  await page.goto('/hosts?filter=role:coordinator')
  await expect(page.getByRole('row').filter({ hasText: 'Coordinator' })).toHaveCount(1)
  await searches.click()
  await page.getByRole('menuitem', { name: 'Save this search…' }).click()
  await dialog(page).getByLabel('Name').fill('Heads')
  await page.keyboard.press('Enter')
  await expect.poll(config).toMatch(/name=&quot;Heads&quot;.*&lt;Server/)
  await page.goto('/pools')
  await searches.click()
  await expect(page.getByRole('menuitem', { name: 'Save this search…' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Heads' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Filter pools' }).fill('hosts:>50')
  await expect(rowOf(page, 'Frankfurt')).toHaveCount(0)
  await page.getByRole('button', { name: 'Conditions' }).click()
  const condition = page
    .getByRole('region', { name: 'Conditions' })
    .getByRole('group', { name: 'Condition 1' })
  await condition.getByRole('textbox', { name: 'Value' }).fill('2')
  await expect(rowOf(page, 'Frankfurt')).toBeVisible()
})

test('builds a nested filter as a form by keyboard, beside its text, and keeps it where XenCenter reads it', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  const config = async () => (await other.call('pool.get_gui_config', await poolOf(other))).join(' ')
  await other.call('VM.add_tags', await refOf(other, 'rds-03'), 'asked')
  await enter(page, domus, lab, '/vms')
  const box = page.getByRole('searchbox', { name: 'Filter VMs' })
  const form = page.getByRole('region', { name: 'Conditions' })
  await page.getByRole('button', { name: 'Conditions' }).press('Enter')
  const first = form.getByRole('group', { name: 'Condition 1' })
  // The focus is in the first line: its property by its letters, and on to the value.
  await expect(first.getByRole('combobox', { name: 'Property' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: 'Tag', exact: true }).press('Enter')
  await first.getByRole('combobox', { name: 'Comparison' }).press('Enter')
  await page.getByRole('option', { name: 'is', exact: true }).press('Enter')
  await first.getByRole('textbox', { name: 'Value' }).fill('asked')
  await expect(box).toHaveValue('tag:=asked')
  await expect(rowOf(page, 'rds-03')).toBeVisible()
  await expect(rowOf(page, 'web-01')).toHaveCount(0)
  await first.getByRole('textbox', { name: 'Value' }).press('Tab')
  await page.keyboard.press('Tab')
  await expect(form.getByRole('button', { name: 'Add condition' })).toBeFocused()
  await form.getByRole('combobox', { name: 'What has to hold' }).press('Enter')
  await page.getByRole('option', { name: 'Any of these' }).press('Enter')
  await form.getByRole('button', { name: 'Add group' }).press('Enter')
  const group = form.getByRole('group', { name: 'Group of conditions' })
  await group.getByRole('combobox', { name: 'What has to hold' }).press('Enter')
  await page.getByRole('option', { name: 'All of these' }).press('Enter')
  await group.getByRole('textbox', { name: 'Value' }).fill('web-0')
  await expect(box).toHaveValue('any(tag:=asked all(name:web-0))')
  await expect(rowOf(page, 'rds-03')).toBeVisible()
  await expect(rowOf(page, 'web-01')).toBeVisible()
  // What is typed is the form, too.
  await box.fill('any(tag:=asked host(name:nobody))')
  await expect(group.getByRole('combobox', { name: 'Of what' })).toHaveText('Of its host')
  await expect(rowOf(page, 'web-01')).toHaveCount(0)
  await page.getByRole('button', { name: 'Searches' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Save this search…' }).press('Enter')
  await dialog(page).getByLabel('Name').fill('Asked for')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toHaveCount(0)
  await expect.poll(config).toContain('GroupQuery type=&quot;Or&quot;')
  expect(await config()).toContain('RecursiveXMOListPropertyQuery property=&quot;host&quot;')
  await form.getByRole('button', { name: 'Close conditions' }).press('Enter')
  await expect(form).toHaveCount(0)
  await expect(box).toBeFocused()
})
