import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { createPerson, typePassword } from './support/people'
import { expect, signIn, test } from './support/test'

/** Makes a link for somebody; returns it, which the page shows once. */
async function makeLink(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Link to choose a password…' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Make link' }).press('Enter')
  const shown = page.getByRole('dialog', { name: `A link for ${name}` })
  const link = (await shown.getByText(/\/reset-password#/).textContent()) ?? ''
  await shown.getByRole('button', { name: 'Done' }).press('Enter')
  return link
}

test('by a link of an administrator one chooses a password by keyboard, once; weak ones are refused with the reason', async ({
  page,
  domus,
  browser,
}) => {
  const ina = await createPerson(domus, 'ina', 'read-only')
  await signIn(page, domus, '/settings/users')
  const link = await makeLink(page, 'ina')
  const context = await browser.newContext()
  try {
    const theirs = await context.newPage()
    await theirs.goto(link)
    await expect(theirs.getByText('For ina')).toBeVisible()
    await expectWell(theirs, 'choose a password')
    const field = theirs.getByLabel('New password', { exact: true })
    for (const [password, reason] of [
      ['short', /at least 12 characters/],
      ['Password2024!', /a common one with a few signs added/],
      ['inainainaina', /one piece said over and over/],
    ] as const) {
      await field.fill(password)
      await theirs.getByLabel('New password again').fill(password)
      await theirs.keyboard.press('Enter')
      await expect(field).toHaveAccessibleDescription(reason)
    }
    // No rules of signs, and long ones are taken.
    const own = `seventy kinds of rain over the harbour ${'and more '.repeat(6)}`
    await field.fill(own)
    await theirs.getByLabel('New password again').fill(own)
    await theirs.keyboard.press('Enter')
    await expect(theirs.getByText('Your password is set')).toBeVisible()
    await theirs.goto('about:blank')
    await theirs.goto(link)
    await expect(theirs.getByText('This link works no more.')).toBeVisible()
    await typePassword(theirs, { ...ina, password: own })
    await expect(theirs.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  } finally {
    await context.close()
  }
})

test('a newer link makes the earlier one worthless', async ({ page, domus }) => {
  await createPerson(domus, 'jo', 'read-only')
  await signIn(page, domus, '/settings/users')
  const first = await makeLink(page, 'jo')
  await makeLink(page, 'jo')
  await page.goto(first)
  await expect(page.getByText('This link works no more.')).toBeVisible()
})
