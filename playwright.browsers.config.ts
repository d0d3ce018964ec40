import { defineConfig } from '@playwright/test'
import { ensureFirefox, ensureWebKit } from './e2e/browsers/find-browsers.ts'
import { ensureHeadlessChromium } from './e2e/chromium.ts'

// Workers load this file again; they find the browsers that were installed.
process.env.CHROMIUM_PATH = ensureHeadlessChromium()
process.env.FIREFOX_PATH = ensureFirefox()
ensureWebKit()

/** A short journey in each browser, in the built app: `npm run build` comes first. */
export default defineConfig({
  testDir: 'e2e/browsers',
  outputDir: 'test-results/browsers',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  projects: [{ name: 'chromium' }, { name: 'firefox' }, { name: 'webkit' }],
})
