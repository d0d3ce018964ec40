/** A page in Firefox, by WebDriver BiDi, or in Chromium, by its own protocol: Puppeteer speaks both. */
import puppeteer, { type LaunchOptions, type Page } from 'puppeteer-core'
import { type BrowserPage, maxWaitMs } from './browser-page.ts'

/** Starts Firefox without a user interface. */
export function openFirefox(executablePath: string, downloadFolder: string): Promise<BrowserPage> {
  return open(downloadFolder, {
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloadFolder,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'intl.accept_languages': 'en-US',
    },
  })
}

/** Starts Chromium without a user interface. */
export function openChromium(executablePath: string, downloadFolder: string): Promise<BrowserPage> {
  return open(downloadFolder, {
    browser: 'chrome',
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--lang=en-US'],
    downloadBehavior: { policy: 'allow', downloadPath: downloadFolder },
  })
}

async function open(downloadFolder: string, options: LaunchOptions): Promise<BrowserPage> {
  const browser = await puppeteer.launch({ ...options, headless: true, defaultViewport: null })
  const [page = await browser.newPage()] = await browser.pages()
  page.setDefaultTimeout(maxWaitMs)
  const problems = await watchPage(page)
  return {
    downloadFolder,
    open: async (address) => void (await page.goto(address)),
    resize: (width, height) => page.setViewport({ width, height }),
    click: (xpath) => page.locator(`::-p-xpath(${xpath})`).click(),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    evaluate: async <Value>(expression: string) => (await page.evaluate(expression)) as Value,
    screenshot: () => page.screenshot(),
    takeProblems: async () => problems.splice(0),
    close: () => browser.close(),
  }
}

/** The list of errors and violations, which grows. */
async function watchPage(page: Page): Promise<string[]> {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`uncaught: ${String(error)}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  await page.evaluateOnNewDocument(() => {
    // Only Chromium has the picker, and a test cannot answer it.
    Reflect.deleteProperty(window, 'showSaveFilePicker')
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  return problems
}
