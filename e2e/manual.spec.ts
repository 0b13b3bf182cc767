import { signInBehind } from './support/api'
import { expectWell } from './support/axe'
import { expect, test } from './support/test'

test('the manual is in the app: searched by words, by keyboard, down to the part of a page', async ({
  page,
  domus,
}) => {
  await signInBehind(page.request, domus)
  await page.goto(`${domus.url}/help`)
  await page.getByRole('link', { name: /^The manual, searchable/ }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Manual' })).toBeVisible()
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: 'Search the manual' })
  await expect(search).toBeFocused()
  await search.fill('nosuchwordanywhere')
  await expect(page.getByText('Nothing in the manual matches “nosuchwordanywhere”.')).toBeVisible()
  await search.fill('clipbaord')
  const found = page.getByRole('list', { name: 'Found in the manual' })
  await found.getByRole('link', { name: 'Running Domus: Clipboard' }).press('Enter')
  await expect(page).toHaveURL(/\/help\/docs\/running#clipboard$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Running Domus' })).toBeVisible()
  await expect(page.getByText('Clipboard.', { exact: true })).toBeInViewport()
  await expect(page.getByRole('table').first()).toContainText('DATA_DIR')
  await expectWell(page, 'a page of the manual')
})
