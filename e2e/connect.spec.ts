import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Locator, Page } from '@playwright/test'
import { signInBehind } from './support/api'
import type { Domus } from './support/domus'
import { enter } from './support/enter'
import { connectPool, rowOf } from './support/pools'
import { expect, test } from './support/test'

/** Opens the form and fills it; leaves it to be sent on. */
async function connectForm(
  page: Page,
  domus: Domus,
  to: { url: string; username: string; password: string },
): Promise<Locator> {
  await signInBehind(page.request, domus)
  await page.goto('/pools')
  await page.getByRole('button', { name: 'Connect a pool' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill(to.url)
  await dialog.getByLabel('User name').fill(to.username)
  await dialog.getByLabel('Password', { exact: true }).fill(to.password)
  return dialog
}

/** What the form holds when it is shown again. */
async function expectKept(
  dialog: Locator,
  { url, username, password }: { url: string; username: string; password: string },
): Promise<void> {
  await expect(dialog.getByLabel('Address')).toHaveValue(url)
  await expect(dialog.getByLabel('User name')).toHaveValue(username)
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue(password)
}

const portOf = (url: string) => new URL(url).port

test('[CON-01] [CON-06] the certificate is shown before the password is sent, and pinned once it is accepted', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--tls'])
  const dialog = await connectForm(page, domus, lab)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('heading', { name: 'Is this the host?' })).toBeVisible()
  await expect(dialog.getByText(lab.certificateSha256 ?? 'a fingerprint')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Pools' })).toHaveCount(0)

  await dialog.getByRole('button', { name: 'Back' }).click()
  await expectKept(dialog, lab)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByRole('button', { name: 'Accept and connect' }).click()
  await expect(dialog.getByRole('heading', { name: 'Connected to Frankfurt' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await rowOf(page, 'Frankfurt').getByRole('link', { name: 'Frankfurt' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Frankfurt' })).toBeVisible()
  await expect(page.getByText(lab.certificateSha256 ?? 'a fingerprint')).toBeVisible()
})

test('[CON-05] a wrong password is said, and the form keeps what was typed', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const wrong = { ...lab, password: 'not-the-password' }
  const dialog = await connectForm(page, domus, wrong)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('alert')).toContainText(
    'The pool does not accept this user name and password.',
  )
  await expect(dialog.getByRole('alert')).toContainText('SESSION_AUTHENTICATION_FAILED')
  await expectKept(dialog, wrong)

  await dialog.getByLabel('Password', { exact: true }).fill(lab.password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('heading', { name: 'Connected to Frankfurt' })).toBeVisible()
})

test('[CON-04] a host that cannot be reached and a server that is no Xen host get a sentence of their own', async ({
  page,
  domus,
}) => {
  const other = createServer((_, response) => response.end('<html>A shop</html>'))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = other.address() as AddressInfo
    const account = { username: 'root', password: 'x' }
    const silent = { ...account, url: 'http://127.0.0.1:9' }
    const dialog = await connectForm(page, domus, silent)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog.getByRole('alert')).toContainText('127.0.0.1:9 refuses the connection.')
    await expect(dialog.getByRole('alert')).toContainText('Check the address and port')
    await expectKept(dialog, silent)

    await dialog.getByLabel('Address').fill(`http://127.0.0.1:${port}`)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog.getByRole('alert')).toContainText(
      `127.0.0.1:${port} answers, but not as a Xen host does.`,
    )

    await dialog.getByLabel('Address').fill('not an address')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription(/is not an address/)
    await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true')
  } finally {
    await new Promise(resolve => other.close(resolve))
  }
})

test('[CON-02] a pool that is connected already is not connected twice', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/pools')
  const dialog = await connectForm(page, domus, lab)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription(
    /This pool is connected already, as Frankfurt\./,
  )
})

test('[CON-03] the address of a supporter leads to its coordinator, and that is said', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool(['--member-port', '0'])
  const supporter = lab.memberUrl ?? ''
  const dialog = await connectForm(page, domus, { ...lab, url: supporter })
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('heading', { name: 'Connected to Frankfurt' })).toBeVisible()
  await expect(dialog).toContainText(
    `127.0.0.1:${portOf(supporter)} is a supporter of this pool. Domus followed it to the coordinator, 127.0.0.1:${portOf(lab.url)}.`,
  )
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(rowOf(page, 'Frankfurt')).toContainText('Connected')
  await expect(rowOf(page, 'Frankfurt')).toContainText(portOf(lab.url))
})

test('[CON-06] a changed certificate is shown beside the accepted one, and nothing is sent until it is trusted', async ({
  page,
  domus,
  pool,
}) => {
  const first = await pool(['--tls'])
  await enter(page, domus, first, '/pools')
  await expect(rowOf(page, 'Frankfurt')).toContainText('Connected')
  await first.stop()
  const second = await pool(['--tls', '--port', portOf(first.url)])
  expect(second.certificateSha256).not.toBe(first.certificateSha256)
  await rowOf(page, 'Frankfurt').getByRole('link', { name: 'Frankfurt' }).click()
  const look = page.getByRole('button', { name: 'Look at the new certificate' })
  await expect(look).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Last heard from Frankfurt at' })).toContainText(
    'is not the one that was accepted',
  )

  await look.click()
  const dialog = page.getByRole('dialog', { name: 'The certificate of Frankfurt has changed' })
  await expect(dialog.getByText(first.certificateSha256 ?? 'a fingerprint')).toBeVisible()
  await expect(dialog.getByText(second.certificateSha256 ?? 'a fingerprint')).toBeVisible()
  await dialog.getByRole('button', { name: 'Keep refusing it' }).click()
  await expect(look).toBeVisible()
  await look.click()
  await dialog.getByRole('button', { name: 'Accept the new certificate' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Last heard from')).toHaveCount(0)
  await expect(look).toHaveCount(0)
  await expect(page.getByText(second.certificateSha256 ?? 'a fingerprint')).toBeVisible()
})

test('[CON-14] other credentials are tried before they are kept', async ({ page, domus, pool }) => {
  const lab = await pool()
  await enter(page, domus, lab, '/pools')
  await rowOf(page, 'Frankfurt').getByRole('button', { name: 'Actions for Frankfurt' }).click()
  await page.getByRole('menuitem', { name: 'Change credentials' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the credentials for Frankfurt' })
  await expect(dialog.getByLabel('User name')).toHaveValue(lab.username)
  await dialog.getByLabel('Password', { exact: true }).fill('not-the-password')
  await dialog.getByRole('button', { name: 'Change credentials' }).click()
  await expect(dialog.getByRole('alert')).toContainText('does not accept this user name and password')
  await dialog.getByLabel('Password', { exact: true }).fill(lab.password)
  await dialog.getByRole('button', { name: 'Change credentials' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(rowOf(page, 'Frankfurt')).toContainText('Connected')
})

test('[CON-12] [CON-15] disconnecting asks first, then nothing of the pool is shown any more', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await signInBehind(page.request, domus)
  await connectPool(page, lab)
  const tree = page.getByRole('tree', { name: 'Infrastructure' })
  await expect(tree.getByRole('treeitem', { name: /^web-01/ })).toBeVisible()
  const ask = async () => {
    await rowOf(page, 'Frankfurt').getByRole('button', { name: 'Actions for Frankfurt' }).click()
    await page.getByRole('menuitem', { name: 'Disconnect' }).click()
  }
  const dialog = page.getByRole('dialog', { name: 'Disconnect Frankfurt?' })
  await ask()
  await expect(dialog).toContainText('The pool itself, its VMs and the audit log stay as they are.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(rowOf(page, 'Frankfurt')).toBeVisible()
  await ask()
  await dialog.getByRole('button', { name: 'Disconnect' }).click()
  await expect(rowOf(page, 'Frankfurt')).toHaveCount(0)
  await expect(page.getByRole('treeitem')).toHaveCount(0)
  await page.goto('/vms')
  await expect(rowOf(page, 'web-01')).toHaveCount(0)
})
