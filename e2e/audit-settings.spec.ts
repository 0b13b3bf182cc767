import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from '../simulator/http/certificate'
import { expect, signIn, test } from './support/test'

/** A webhook that takes what it is sent, once it is told to. */
async function hook() {
  const { key, cert } = selfSigned('localhost', ['localhost'])
  const state = { status: 500, bodies: [] as string[], cert, url: '', stop: () => {} }
  const server = createServer({ key, cert }, (request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      if (state.status < 300) state.bodies.push(body)
      response.writeHead(state.status).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  state.url = `https://localhost:${(server.address() as AddressInfo).port}/in`
  state.stop = () => void server.close()
  return state
}

test('the log is sent to a webhook, by the keyboard alone; failing is said, and what waited arrives', async ({
  page,
  domus,
}) => {
  const receiver = await hook()
  await signIn(page, domus, '/settings/audit')
  const places = page.getByRole('list', { name: 'Places the log is sent to' })
  const name = `hook ${new URL(receiver.url).port}`
  const place = places.getByRole('listitem').filter({ hasText: name })

  await test.step('what is no address is refused where it was typed', async () => {
    await page.getByRole('button', { name: 'Send the log somewhere' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Send the audit log somewhere' })
    await dialog.getByRole('combobox', { name: 'How' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('combobox', { name: 'How' })).toHaveText('Webhook')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Address').fill('http://localhost/in')
    await page.keyboard.press('Enter')
    await expect(dialog.getByText('begins with https://')).toBeVisible()
    await dialog.getByLabel('Address').fill(receiver.url)
    await dialog.getByLabel('Key of the signature', { exact: false }).first().fill('a key of some length')
    await dialog.getByLabel('Certificate authority').fill(receiver.cert)
    await dialog.getByRole('button', { name: 'Send', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
  })
  await test.step('it fails, and says why', async () => {
    await expect(place).toContainText('Failing')
    await expect(place).toContainText('it answered with the status 500')
    await place.getByRole('button', { name: 'Test' }).click()
    await expect(place.getByText('did not take it')).toBeVisible()
  })
  await test.step('it goes on', async () => {
    receiver.status = 204
    await expect(place).toContainText('Up to date', { timeout: 40_000 })
    expect(receiver.bodies.join('')).toContain('Send the audit log to')
    expect(receiver.bodies.join('')).not.toContain('a key of some length')
  })
  await test.step('it is removed', async () => {
    await place.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect(place).toBeHidden()
  })
  receiver.stop()
})

test('checkpoints are signed and downloaded; how long the log is kept is asked twice', async ({
  page,
  domus,
}) => {
  await signIn(page, domus, '/settings/audit')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Sign and download' }).click(),
  ])
  const stream = await download.createReadStream()
  let text = ''
  for await (const part of stream) text += part
  expect(text).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  expect(text.trimEnd().split('\n').at(-1)).toMatch(
    /^\{"at":".*"mac":"[0-9a-f]{64}","seq":"\d+","signature":".*"\}$/,
  )

  await page.getByRole('combobox', { name: 'Keep the log' }).click()
  await page.getByRole('option', { name: '10 years' }).click()
  const dialog = page.getByRole('dialog', { name: 'Keep the audit log for 10 years?' })
  await dialog.getByRole('button', { name: 'Remove older lines' }).click()
  await expect(page.getByRole('combobox', { name: 'Keep the log' })).toHaveText('10 years')
})
