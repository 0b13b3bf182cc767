import type { Page } from '@playwright/test'
import { connectBehind, type Reached, signInBehind } from './api'
import type { Pool } from './domus'

/** Opens a page as the administrator with a pool connected: for tests that are about what comes after. */
export async function enter(page: Page, domus: Reached, pool: Pool, path: string): Promise<void> {
  await signInBehind(page.request, domus)
  await connectBehind(page.request, domus, pool)
  await page.goto(domus.url + path)
}
