import { test as base, expect, type Page } from '@playwright/test'
import { disconnectAllPools, forgetPreferences } from './api'
import { type Domus, type Pool, startDomus, startPool } from './domus'

export { expect }

interface Fixtures {
  /** Starts a pool, with flags of the simulator. It ends with the test, and Domus forgets it. */
  pool: (flags?: string[]) => Promise<Pool>
  /** Another Domus, for tests that stop it and start it again. */
  mortalDomus: Domus
}
interface WorkerFixtures {
  domus: Domus
  secondDomus: Domus
}

/** One that is stopped when the worker ends. */
async function lend(use: (domus: Domus) => Promise<void>): Promise<void> {
  const domus = await startDomus()
  await use(domus)
  await domus.stop()
}

/** Domus runs once per worker; pools are started by the tests that use them and are theirs alone. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  domus: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => lend(use),
    { scope: 'worker' },
  ],
  secondDomus: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => lend(use),
    { scope: 'worker' },
  ],
  pool: async ({ domus }, use) => {
    // Before, not after: the page of the test before may have had a last word.
    await forgetPreferences(domus)
    const pools: Pool[] = []
    await use(async flags => {
      const pool = await startPool(flags)
      pools.push(pool)
      return pool
    })
    await disconnectAllPools(domus)
    for (const pool of pools) await pool.stop()
  },
  mortalDomus: async ({ secondDomus }, use) => {
    await forgetPreferences(secondDomus)
    await use(secondDomus)
    await disconnectAllPools(secondDomus)
  },
  baseURL: async ({ domus }, use) => use(domus.url),
})

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, domus: Domus, path = '/'): Promise<void> {
  await page.goto(domus.url + path)
  await page.getByLabel('User name').fill(domus.username)
  await page.getByLabel('Password', { exact: true }).fill(domus.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}
