/** Finds Firefox and WebKitGTK, or installs them from Debian's packages. */
import { existsSync } from 'node:fs'
import { findCommand, installDebianPackages, updateDebianPackages } from '../debian-packages.ts'

/** The commands of WebKitGTK: its driver, which starts the browser, and a display without a screen for it. */
export type WebKitCommands = { driver: string; display: string }

/** The path of a Firefox that exists. Throws with the one command to run when there is none. */
export function ensureFirefox(): string {
  const named = process.env.FIREFOX_PATH
  if (named && !existsSync(named)) {
    throw new Error(`FIREFOX_PATH names no file: ${named}. Correct it, or unset it.`)
  }
  const find = () => named ?? findCommand('firefox-esr') ?? findCommand('firefox')
  return ensure('Firefox', find, ['firefox-esr'], 'or set FIREFOX_PATH')
}

/** The commands of a WebKitGTK that exists. Throws with the one command to run when there is none. */
export function ensureWebKit(): WebKitCommands {
  const find = () => {
    const driver = findCommand('WebKitWebDriver')
    const display = findCommand('Xvfb')
    return driver && display ? { driver, display } : undefined
  }
  return ensure('WebKitGTK', find, ['webkit2gtk-driver', 'xvfb'], 'other systems call them alike')
}

function ensure<Found>(
  browser: string,
  find: () => Found | undefined,
  packages: readonly string[],
  otherwise: string,
): Found {
  const found = find()
  if (found) return found
  console.log(`Installing ${browser} for the browser tests …`)
  if (updateDebianPackages()) installDebianPackages(...packages)
  const installed = find()
  if (installed) return installed
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`
  throw new Error(`No ${browser} was found. Run as root: ${command} (${otherwise}).`)
}
