/** Finds commands on the path, and installs packages of Debian where that is possible without asking anyone. */
import { type StdioOptions, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const aptOptions = ['-y', '-qq', '--no-install-recommends']

/** For commands that are only of interest when they fail. */
export const quiet: StdioOptions = ['ignore', 'ignore', 'inherit']

/** The path of a command, if there is one. */
export function findCommand(name: string): string | undefined {
  const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: quiet }).status === 0
}

/** Whether packages can be installed: by root, on Debian. Updates the lists of packages. */
export function updateDebianPackages(): boolean {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  return isDebianRoot && succeeds('apt-get', ['update', '-qq'])
}

/** Installs packages of Debian by their names; says whether all of them are there now. */
export function installDebianPackages(...names: readonly string[]): boolean {
  return succeeds('apt-get', ['install', ...aptOptions, ...names])
}
