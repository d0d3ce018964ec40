/**
 * A page in one of the browsers, for tests that run in all of them: the project's name says which. It fails the test
 * on any error and any violation of the content security policy, and leaves a screenshot of a failure.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { ensureHeadlessChromium } from '../chromium.ts'
import { test as base } from '../fixtures.ts'
import type { BrowserPage } from './browser-page.ts'
import { ensureFirefox, ensureWebKit } from './find-browsers.ts'
import { openChromium, openFirefox } from './puppeteer-page.ts'
import { openWebKit } from './webkit-page.ts'

function openBrowser(name: string, home: string, downloadFolder: string): Promise<BrowserPage> {
  if (name === 'firefox') return openFirefox(ensureFirefox(), downloadFolder)
  if (name === 'webkit') return openWebKit(ensureWebKit(), home, downloadFolder)
  return openChromium(ensureHeadlessChromium(), downloadFolder)
}

/** Playwright's `test` with a page in the browser of the project. */
export const test = base.extend<{ browserPage: BrowserPage }>({
  browserPage: async ({ gumshoe }, use, testInfo) => {
    gumshoe.emulator.faults.clear()
    const [home, downloadFolder] = [testInfo.outputPath('home'), testInfo.outputPath('downloads')]
    mkdirSync(home, { recursive: true })
    mkdirSync(downloadFolder)
    const page = await openBrowser(testInfo.project.name, home, downloadFolder)
    try {
      await page.resize(1440, 900)
      await use(page)
      if (testInfo.status !== testInfo.expectedStatus) {
        writeFileSync(testInfo.outputPath('failure.png'), await page.screenshot())
      }
      const problems = await page.takeProblems()
      if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`)
    } finally {
      await page.close()
    }
  },
})

export { expect } from '../fixtures.ts'
