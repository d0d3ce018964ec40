import { defineConfig } from 'vitest/config'

/** The proxy's tests in real workerd: those of the Worker, and those that know no runtime. */
export default defineConfig({
  test: {
    include: ['src/proxy/worker.test.ts', 'src/proxy/app.test.ts', 'src/proxy/route-table.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    env: { PROXY_RUNTIME: 'workerd' },
  },
})
