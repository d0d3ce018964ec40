import { defineConfig } from 'vitest/config'

/** The tests of what is handed out: they install the package, or build the container image. */
export default defineConfig({
  test: {
    include: ['src/package.test.ts', 'src/container.test.ts'],
    environment: 'node',
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
