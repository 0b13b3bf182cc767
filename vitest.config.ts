import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: [
      'server/**/*.test.ts',
      'simulator/**/*.test.ts',
      'app/**/*.test.{ts,tsx}',
      'deploy/**/*.test.ts',
    ],
    // Vitest leaves a core free by itself, which on two cores is half of them.
    maxWorkers: availableParallelism(),
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
