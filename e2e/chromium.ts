/** Finds a Chromium, or installs one: CHROMIUM_PATH, on the path, Playwright's own, Debian's, Playwright's download. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import {
  findCommand,
  installDebianPackages,
  quiet,
  updateDebianPackages,
} from './debian-packages.ts'

/** Chromium without a user interface: as a command and as Debian's package. */
const headlessShell = 'chromium-headless-shell'

/** The path of a browser that exists. Throws with the one command to run when there is none. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  install(['chromium'])
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'No Chromium was found. Run: npx playwright install --with-deps chromium (or set CHROMIUM_PATH).',
  )
}

/**
 * The path of a Chromium without a user interface, where the system has one: it takes a quarter less time for
 * the tests. It is installed only where there is no Chromium at all; elsewhere the path is that of `ensureChromium`.
 */
export function ensureHeadlessChromium(): string {
  if (process.env.CHROMIUM_PATH) return ensureChromium()
  const found = findCommand(headlessShell)
  if (found) return found
  if (!findChromium()) install([headlessShell, 'chromium'])
  return findCommand(headlessShell) ?? ensureChromium()
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names no file: ${named}. Correct it, or unset it.`)
  }
  const found = findCommand('chromium') ?? findCommand('google-chrome')
  if (found) return found
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** Installs the first of Debian's packages that there is, or Playwright's download of Chromium. */
function install(debianPackages: readonly string[]): void {
  console.log('Installing Chromium for the browser tests …')
  if (updateDebianPackages() && debianPackages.some((name) => installDebianPackages(name))) return
  execFileSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], { stdio: quiet })
}
