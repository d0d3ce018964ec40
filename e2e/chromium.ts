/**
 * Finds a Chromium for the browser tests, or installs one: CHROMIUM_PATH; `chromium` or
 * `google-chrome` on the path; Playwright's own; as root on Debian the distribution's package; else
 * Playwright's download.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The path of a browser that exists. Throws with the one command to run when there is none. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  install()
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'No Chromium was found. Run: npx playwright install --with-deps chromium (or set CHROMIUM_PATH).',
  )
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names no file: ${named}. Correct it, or unset it.`)
  }
  for (const name of ['chromium', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

function install(): void {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  console.log('Installing Chromium for the browser tests …')
  try {
    if (isDebianRoot) {
      run('apt-get', ['update', '-qq'])
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
      return
    }
  } catch {
    // Not the usual Debian; Playwright may still be able to download one.
  }
  run('npx', ['playwright', 'install', '--with-deps', 'chromium'])
}
