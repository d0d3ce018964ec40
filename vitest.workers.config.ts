import { defineConfig } from 'vitest/config'

/** The tests that need workerd, the runtime of Cloudflare Workers. */
export default defineConfig({
  test: { include: ['src/proxy/worker.test.ts'], environment: 'node', testTimeout: 30_000 },
})
