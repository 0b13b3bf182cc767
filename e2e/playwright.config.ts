import { defineConfig } from '@playwright/test'
import { chromiumFlags } from './support/chromium'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // One browser and one server leave a core for PostgreSQL and the pool.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../.reports/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    // Keeping one costs a third of the processor that the whole suite takes: ask by `--trace retain-on-failure`.
    trace: 'off',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: chromiumFlags,
    },
  },
})
