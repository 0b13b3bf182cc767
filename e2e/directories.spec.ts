import type { BrowserContext, Page } from '@playwright/test'
import { type LdapServer, startLdapServer } from '../server/access/testing/ldap-server'
import { type OpenIdServer, startOpenIdServer } from '../server/access/testing/openid-provider'
import { openLdapEntries, searcher, searcherPassword } from '../server/access/testing/people'
import { selfSigned } from '../simulator/http/certificate'
import { expectWell } from './support/axe'
import type { Domus } from './support/domus'
import { expect, signIn, test } from './support/test'

const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('gridcell', { name, exact: true }) })

async function createGroup(page: Page, name: string): Promise<void> {
  const answer = await page.request.post('/api/trpc/group.create', { data: { name, description: '' } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Somebody else's browser, on the sign-in page. */
async function visitor(context: BrowserContext, domus: Domus, path = '/'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(domus.url + path)
  return page
}

async function assign(page: Page, external: string, group: string): Promise<void> {
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Assign a group' }).click()
  await form.getByLabel(/^(Distinguished name there|Group in the claim)$/).fill(external)
  await form.getByRole('combobox', { name: 'Group of Domus' }).click()
  await page.getByRole('option', { name: group }).click()
}

test('a directory is added after a test, people come in by it with their groups, and are out once they are gone', async ({
  page,
  domus,
  browser,
}) => {
  const pair = selfSigned('directory.test', ['127.0.0.1'])
  const server: LdapServer = await startLdapServer(openLdapEntries(), pair)
  const context = await browser.newContext({ baseURL: domus.url })
  try {
    await signIn(page, domus, '/settings/directories')
    await createGroup(page, 'Directory operators')
    await page.getByRole('button', { name: 'Add a directory' }).press('Enter')
    const form = page.getByRole('dialog', { name: 'Add a directory' })
    await expect(form.getByLabel('Name', { exact: true })).toBeFocused()
    await page.keyboard.type('Head office')
    await form.getByLabel('Addresses', { exact: true }).fill(server.secureUrl)
    await form.getByLabel(/^Distinguished name to search as/).fill(searcher)
    await form.getByLabel(/^Its password/).fill(searcherPassword)
    await form.getByRole('button', { name: 'As in OpenLDAP' }).press('Enter')
    await form.getByLabel('Where people are').fill('ou=people,dc=example,dc=org')
    await form.getByLabel(/^Where groups are/).fill('ou=groups,dc=example,dc=org')
    await form.getByLabel(/^User name to look for/).fill('ann')
    await form.getByRole('button', { name: 'Test' }).press('Enter')
    const result = form.getByRole('list', { name: 'Result of the test' })
    await expect(result).toContainText('was issued by nobody that is trusted here')
    await expect(result).toContainText(pair.sha256)
    await form.getByRole('button', { name: 'Pin this certificate' }).press('Enter')
    await form.getByRole('button', { name: 'Test' }).press('Enter')
    await expect(result).toContainText('Found uid=ann,ou=people,dc=example,dc=org, here ann.')
    await expect(result).toContainText('cn=ops,ou=groups,dc=example,dc=org')
    await assign(page, 'cn=ops,ou=groups,dc=example,dc=org', 'Directory operators')
    await form.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(row(page, 'Head office')).toContainText('Enabled')

    const theirs = await visitor(context, domus)
    await theirs.getByLabel('User name').fill('ann')
    await theirs.getByLabel('Password', { exact: true }).fill('password of bob')
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(theirs.getByText('User name or password is wrong')).toBeVisible()
    await theirs.getByLabel('Password', { exact: true }).fill('password of ann')
    await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(theirs).not.toHaveURL(/sign-in/)

    await page.goto('/settings/groups')
    await page.getByRole('link', { name: 'Directory operators' }).click()
    await expect(row(page, 'ann')).toContainText('Head office')
    await page.getByRole('button', { name: 'Actions for ann' }).click()
    const remove = page.getByRole('menuitem', { name: 'Remove…' })
    await expect(remove).toBeDisabled()
    await expect(remove).toHaveAccessibleDescription('This membership comes from Head office.')

    server.entries.splice(
      0,
      server.entries.length,
      ...openLdapEntries().filter(one => !one.dn.startsWith('uid=ann')),
    )
    await page.goto('/settings/directories')
    await page.getByRole('button', { name: 'Actions for Head office' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Ask for groups now' }).press('Enter')
    await expect(theirs.getByRole('alert').filter({ hasText: 'You are signed out.' })).toBeVisible()
    await page.getByRole('button', { name: 'Actions for Head office' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await page.getByLabel('Type Head office to confirm').fill('Head office')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(row(page, 'Head office')).toHaveCount(0)
  } finally {
    await context.close()
    await server.stop()
  }
})

test('an OpenID provider has a button, brings its groups, and is signed out of as well', async ({
  page,
  domus,
  browser,
}) => {
  const provider: OpenIdServer = await startOpenIdServer()
  provider.accounts.set('olga', { preferred_username: 'olga', groups: ['console-users', 'others'] })
  const context = await browser.newContext({ baseURL: domus.url })
  try {
    await signIn(page, domus, '/settings/directories')
    await createGroup(page, 'Console users')
    await page.getByRole('button', { name: 'Add an OpenID provider' }).press('Enter')
    const form = page.getByRole('dialog', { name: 'Add an OpenID provider' })
    await form.getByLabel('Name', { exact: true }).fill('Identity')
    await form.getByLabel('Text of the button').fill('Sign in with Identity')
    await form.getByLabel('Issuer').fill(provider.issuer)
    await form.getByLabel('Client id').fill(provider.clientId)
    await form.getByLabel(/^Client secret/).fill(provider.clientSecret)
    await form.getByLabel(/^Scopes beside openid/).fill('profile groups')
    await form.getByLabel(/^Claim with the groups/).fill('groups')
    await form.getByRole('button', { name: 'Test' }).press('Enter')
    await expect(form.getByText('The provider answers.')).toBeVisible()
    await assign(page, 'console-users', 'Console users')
    await form.getByRole('button', { name: 'Save' }).press('Enter')
    await expect(row(page, 'Identity')).toContainText('Enabled')
    await page.getByRole('button', { name: 'Actions for Identity' }).click()
    await page.getByRole('menuitem', { name: 'Edit…' }).click()
    const callback = await page.getByText(/\/api\/auth\/callback\//).textContent()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    provider.register(callback ?? '', `${domus.url}/sign-in`)

    const theirs = await visitor(context, domus, '/vms')
    await theirs.getByRole('button', { name: 'Sign in with Identity' }).press('Enter')
    await theirs.getByLabel('Your name').fill('olga')
    await theirs.getByRole('button', { name: 'Continue' }).click()
    await expect(theirs).toHaveURL(/\/vms$/)
    const [asked] = provider.asked
    expect(asked?.get('code_challenge_method')).toBe('S256')
    expect(asked?.get('state')).toBeTruthy()
    expect(asked?.get('nonce')).toBeTruthy()

    await page.goto('/settings/groups')
    await page.getByRole('link', { name: 'Console users' }).click()
    await expect(row(page, 'olga')).toContainText('Identity')

    await theirs.getByRole('button', { name: /olga/ }).click()
    await theirs.getByRole('menuitem', { name: 'Sign out' }).click()
    await theirs.getByRole('button', { name: /yes/i }).click()
    await expect(theirs).toHaveURL(/\/sign-in/)
    expect(provider.signedOut).toBe(1)

    // Another subject of a name that is taken here is another person.
    provider.accounts.set('other', { preferred_username: 'admin' })
    await theirs.getByRole('button', { name: 'Sign in with Identity' }).click()
    await theirs.getByLabel('Your name').fill('other')
    await theirs.getByRole('button', { name: 'Continue' }).click()
    await expect(theirs.getByText('Somebody here has your user name already')).toBeVisible()
    await expectWell(theirs, 'sign-in with a provider')
    await page.goto('/settings/directories')
    await page.getByRole('button', { name: 'Actions for Identity' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await page.getByLabel('Type Identity to confirm').fill('Identity')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(row(page, 'Identity')).toHaveCount(0)
    await theirs.goto('/sign-in')
    await expect(theirs.getByRole('button', { name: 'Sign in with Identity' })).toHaveCount(0)
  } finally {
    await context.close()
    await provider.stop()
  }
})

test('the page of directories and its forms are accessible in both themes', async ({ page, domus }) => {
  await signIn(page, domus, '/settings/directories')
  await expectWell(page, 'directories')
  for (const name of ['Add a directory', 'Add an OpenID provider']) {
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Enter a name.')).toBeVisible()
    await expectWell(page, name)
    await page.getByRole('button', { name: 'Cancel' }).click()
  }
})
