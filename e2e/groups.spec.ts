import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { expect, signIn, test } from './support/test'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) })

async function createUser(page: Page, username: string): Promise<string> {
  const answer = await page.request.post('/api/trpc/user.create', { data: { username, role: 'read-only' } })
  return (await answer.json()).result.data.id
}

async function createByKeyboard(page: Page, name: string, description: string): Promise<void> {
  await page.getByRole('button', { name: 'Create a group' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Create a group' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(description)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('groups are made by keyboard, nested, described, and refuse a circle', async ({ page, domus }) => {
  await signIn(page, domus, '/settings/groups')
  await createUser(page, 'gerda')
  await createByKeyboard(page, 'Operators', 'Those on duty')
  await createByKeyboard(page, 'Everyone', '')
  await page.getByRole('link', { name: 'Everyone', exact: true }).press('Enter')
  await expect(page.getByText('Nobody is in this group yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add members' }).press('Enter')
  const adding = page.getByRole('dialog', { name: 'Add members to Everyone' })
  await expect(adding.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('oper')
  await adding.getByRole('button', { name: 'Add Operators' }).press('Enter')
  await expect(adding.getByText('Operators added')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row(page, 'Operators')).toContainText('Domus')

  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('link', { name: 'Operators', exact: true }).click()
  await expect(page.getByText('Member of')).toContainText('Everyone')
  await page.getByRole('button', { name: 'Add members' }).click()
  const more = page.getByRole('dialog', { name: 'Add members to Operators' })
  await more.getByLabel('Name').fill('gerd')
  await more.getByRole('button', { name: 'Add gerda' }).click()
  await expect(more.getByText('gerda added')).toBeVisible()
  await more.getByLabel('Name').fill('every')
  await more.getByRole('button', { name: 'Add Everyone' }).click()
  await expect(
    more.getByText('Operators is a member of Everyone, directly or through other groups.'),
  ).toBeVisible()
  await more.getByRole('button', { name: 'Done' }).click()

  await page.goto('/settings/users')
  await page.getByRole('button', { name: 'Actions for gerda' }).click()
  await page.getByRole('menuitem', { name: 'Groups…' }).click()
  const theirs = page.getByRole('dialog', { name: 'Groups of gerda' })
  await expect(theirs.getByRole('listitem').filter({ hasText: 'Everyone' })).toContainText(
    'Through Operators',
  )
  await expect(theirs.getByRole('listitem').filter({ hasText: 'From Domus' })).toContainText('Operators')
  await theirs.getByRole('button', { name: 'Done' }).click()

  await page.goto('/settings/groups')
  await expect(row(page, 'Everyone')).toContainText('1')
  await page.getByRole('link', { name: 'Operators', exact: true }).click()
  await page.getByRole('button', { name: 'Actions for gerda' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(row(page, 'gerda')).toHaveCount(0)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('everyone')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveAccessibleDescription(
    'There is a group everyone already.',
  )
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page).toHaveURL(/\/settings\/groups$/)
  await expect(row(page, 'Operators')).toHaveCount(0)
})

test('the pages of groups are accessible in both themes', async ({ page, domus }) => {
  await signIn(page, domus, '/settings/groups')
  await createByKeyboard(page, 'Night shift', 'From ten to six')
  await expectWell(page, 'groups')
  await page.getByRole('link', { name: 'Night shift' }).click()
  await page.getByRole('button', { name: 'Add members' }).click()
  await page.getByRole('button', { name: 'Add admin' }).click()
  await expect(page.getByText('admin added')).toBeVisible()
  await expectWell(page, 'add members')
  await page.keyboard.press('Escape')
  await expect(row(page, 'admin')).toBeVisible()
  await expectWell(page, 'a group')
})
