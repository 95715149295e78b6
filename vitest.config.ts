import os from 'node:os'
import { defineConfig } from 'vitest/config'

// Two workers even on two cores: half of a database test is waiting.
const workers = Math.max(2, os.availableParallelism() - 1)

const everywhere = {
  pool: 'forks' as const,
  isolate: false, // each test makes its own world, so files may share the loaded modules
  setupFiles: ['./tests/support/fail-on-console.ts'],
}

// Generous: on a busy machine what takes two seconds may take twenty.
const withDatabase = {
  ...everywhere,
  globalSetup: ['./tests/support/postgres.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: workers,
    reporters: ['default'],
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          testTimeout: 30_000,
          include: ['src/{domain,lib,client,pdf,web,cli}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...withDatabase,
          name: 'verbs',
          include: ['src/{app,api,db,worker,xero,mail,main}/**/*.test.ts', 'tests/*.test.ts'],
        },
      },
      {
        test: {
          ...withDatabase,
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
        },
      },
      {
        test: {
          ...withDatabase,
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts', 'simulator/**/*.test.ts'],
        },
      },
    ],
  },
})
