import { defineConfig } from '@playwright/test'
import { chromiumFlags } from './support/chromium'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // A test waits more than it computes: one alone uses less than a core. Files are shared out, each worker has its own Domus.
  workers: 2,
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
