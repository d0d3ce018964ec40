import { defineConfig } from '@playwright/test'
import { ensureHeadlessChromium } from './e2e/chromium.ts'

// Workers load this file again; they find the browser by the variable.
process.env.CHROMIUM_PATH = ensureHeadlessChromium()

/** Browser tests run the built app: `npm run build` comes first. Every worker starts its own server. */
export default defineConfig({
  testDir: 'e2e',
  // `npm run test:browsers`
  testIgnore: /e2e\/browsers\//,
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // On a busy machine with two cores, every step can take six times as long as usual.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    timezoneId: 'Europe/Berlin',
    locale: 'en-US',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
