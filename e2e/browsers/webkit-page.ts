/** A page in WebKitGTK's own small browser, by its WebDriver, on a display without a screen. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect } from '@playwright/test'
import { type BrowserPage, type KeyName, maxBeginMs, maxWaitMs } from './browser-page.ts'
import type { WebKitCommands } from './find-browsers.ts'
import { WebDriverError, WebDriverSession } from './webdriver-session.ts'

/** WebDriver's code points of keys. */
const keys: Readonly<Record<KeyName, string>> = { Enter: '\ue007', Escape: '\ue00c' }

/** What a click is refused with while the page still moves. */
const passingErrors = [
  'element click intercepted',
  'element not interactable',
  'stale element reference',
]

/** Starts WebKitGTK with a home folder of its own. */
export async function openWebKit(
  commands: WebKitCommands,
  home: string,
  downloadFolder: string,
): Promise<BrowserPage> {
  const processes: ChildProcess[] = []
  const endProcesses = async () => void (await Promise.all(processes.map(end)))
  try {
    const session = await startSession(commands, prepareHome(home, downloadFolder), processes)
    return createPage(session, downloadFolder, endProcesses)
  } catch (error) {
    await endProcesses()
    throw error
  }
}

async function startSession(
  commands: WebKitCommands,
  env: Record<string, string>,
  processes: ChildProcess[],
): Promise<WebDriverSession> {
  const display = await startDisplay(commands.display, processes)
  const driver = await startDriver(commands.driver, { ...env, DISPLAY: display }, processes)
  // Without waiting for the page to load, its errors can be watched from the start.
  return WebDriverSession.start(driver, { pageLoadStrategy: 'none' })
}

function createPage(
  session: WebDriverSession,
  downloadFolder: string,
  endProcesses: () => Promise<void>,
): BrowserPage {
  const watch = createWatch(session)
  return {
    downloadFolder,
    open: watch.navigate,
    async resize(width, height) {
      // The window has bars, whose height is known only when they are drawn.
      const resizeOnce = async () => {
        const bars = await session.evaluate<number>('outerHeight - innerHeight')
        await session.resizeWindow(width, height + bars)
        return session.evaluate('[innerWidth, innerHeight]')
      }
      await expect.poll(resizeOnce, { timeout: maxWaitMs }).toEqual([width, height])
    },
    click: (xpath) => clickVisible(session, xpath),
    type: (text) => session.type(text),
    press: (key) => session.type(keys[key]),
    evaluate: (expression) => session.evaluate(expression),
    screenshot: () => session.screenshot(),
    takeProblems: watch.takeProblems,
    close: () => session.end().finally(endProcesses),
  }
}

/** Writes the settings of the browser; returns the variables that lead to them. */
function prepareHome(home: string, downloadFolder: string): Record<string, string> {
  const [settings, runtime] = [join(home, 'config'), join(home, 'runtime')]
  mkdirSync(join(settings, 'gtk-3.0'), { recursive: true })
  mkdirSync(runtime, { mode: 0o700 })
  writeFileSync(join(settings, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloadFolder}"\n`)
  // With a tool bar of the usual size the window cannot be 420 px wide.
  const smallBar = '* { margin: 0; padding: 0; min-width: 0; font-size: 6px; }\n'
  writeFileSync(join(settings, 'gtk-3.0', 'gtk.css'), smallBar)
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_CONFIG_HOME: settings,
    XDG_RUNTIME_DIR: runtime,
    // The language tag of the pages; the C library need not know it.
    LANG: 'en_US.UTF-8',
    TZ: 'Europe/Berlin',
  }
}

/** Starts a display, which chooses a free number and writes it when it is ready; returns its name. */
async function startDisplay(command: string, processes: ChildProcess[]): Promise<string> {
  const options = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp']
  const display = spawn(command, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  processes.push(display)
  const [number] = await once(display.stdio[3] as Readable, 'data')
  return `:${String(number).trim()}`
}

/** Starts the driver; returns its address. */
async function startDriver(
  command: string,
  env: Record<string, string>,
  processes: ChildProcess[],
): Promise<string> {
  const port = await findFreePort()
  processes.push(spawn(command, [`--port=${port}`], { env, stdio: 'ignore' }))
  const address = `http://127.0.0.1:${port}`
  const isReady = () =>
    fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(isReady, { intervals: [50], timeout: maxBeginMs }).toBe(true)
  return address
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || !address) throw new Error('The system gave no free port.')
  return address.port
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  process.kill()
  await once(process, 'exit')
}

async function clickVisible(session: WebDriverSession, xpath: string): Promise<void> {
  const click = async (): Promise<string> => {
    try {
      for (const element of await session.findElements(xpath)) {
        if (!(await session.isDisplayed(element))) continue
        await session.click(element)
        return 'clicked'
      }
      return 'not visible'
    } catch (error) {
      if (error instanceof WebDriverError && passingErrors.includes(error.code)) return error.code
      throw error
    }
  }
  const options = { message: `click ${xpath}`, intervals: [50, 100, 250], timeout: maxWaitMs }
  await expect.poll(click, options).toBe('clicked')
}

/** Records the problems of each page. The protocol has no events, so the page itself remembers them. */
function createWatch(session: WebDriverSession) {
  const problems: string[] = []
  const leaveInPage = () => {
    const { seenProblems = [] } = window as { seenProblems?: string[] }
    Object.assign(window, { isLeft: true })
    return seenProblems
  }
  return {
    /** Watches the next page from when it begins to load. */
    async navigate(address: string): Promise<void> {
      problems.push(...(await session.evaluate<string[]>(`(${leaveInPage})()`)))
      await session.navigate(address)
      const start = () => session.evaluate(`(${watchInPage})()`)
      await expect.poll(start, { intervals: [5], timeout: maxBeginMs }).toBe(true)
    },
    async takeProblems(): Promise<readonly string[]> {
      const seen = await session.evaluate<string[]>('(window.seenProblems ?? []).splice(0)')
      return [...problems.splice(0), ...seen]
    },
  }
}

/** Runs in the page: remembers errors and violations; says whether this is the new page. */
function watchInPage(): boolean {
  if ('isLeft' in window) return false
  const seen: string[] = []
  Object.assign(window, { seenProblems: seen })
  window.addEventListener('error', ({ message }) => seen.push(`uncaught: ${message}`))
  window.addEventListener('unhandledrejection', ({ reason }) => seen.push(`uncaught: ${reason}`))
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
  })
  const report = console.error
  console.error = (...values: unknown[]) => {
    seen.push(`console: ${values.join(' ')}`)
    report(...values)
  }
  return true
}
