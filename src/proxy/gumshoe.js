#!/usr/bin/env node
/**
 * The command `gumshoe`: runs what was built, and imports nothing else. Plain JavaScript, so that a Node that is too
 * old can still read it and print a message.
 */
import './ignore-debug-signal.js'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @param {string} path @returns {URL} a file of the package */
const toUrl = (path) => new URL(`../../${path}`, import.meta.url)

const { version } = JSON.parse(readFileSync(toUrl('package.json'), 'utf8'))

const help = `Gumshoe ${version}, an investigation console for Cloudflare audit logs

  gumshoe             starts the console on http://localhost:8787
  gumshoe emulator    starts an emulator of the API on http://localhost:8788/client/v4
  gumshoe check       asks the real API what it does where sources disagree; gumshoe check --help
  gumshoe verify      checks an export without any server; gumshoe verify --help
  gumshoe health      asks a running console for its health; for containers
  gumshoe witness-key [FILE]
                      makes a key that signs what the API answered; by default in witness-key.pem
  gumshoe --help, gumshoe --version

Settings are environment variables. Without a credential, the console shows made-up data.

  CLOUDFLARE_API_TOKEN_FILE   a file that contains the API token; it needs read permissions only
  CLOUDFLARE_ACCOUNT_IDS, CLOUDFLARE_ZONE_IDS
                              only these accounts and zones may be read
  WITNESS_KEY_FILE            the key that signs what the API answered, for receipts
  PORT, HOST                  where to listen
  PUBLIC_ORIGIN               the origin in the address bar, behind a proxy or tunnel

All settings: ${fileURLToPath(toUrl('docs/running.md'))}`

/**
 * What is wrong with the arguments. A value is not repeated, because it could be a token.
 *
 * @param {readonly string[]} args
 * @returns {string}
 */
function toUsageProblem(args) {
  const [first = '', ...others] = args
  const hint = 'gumshoe --help lists the commands.'
  if (['emulator', 'health', ...informing].includes(first)) {
    return `gumshoe ${first} takes no further argument, but got ${others.length}. ${hint}`
  }
  if (first === 'witness-key') {
    return `gumshoe witness-key takes the name of one file, which it creates. ${hint}`
  }
  const name = /^--?[a-z][a-z-]*/i.exec(first)?.[0]
  if (name === undefined) return `gumshoe does not know the command that it got. ${hint}`
  return `gumshoe does not know the option ${name}. Settings are environment variables, such as PORT=8080 gumshoe. ${hint}`
}

/**
 * @param {readonly string[]} args
 * @returns {boolean}
 */
function hasWrongArguments([first, ...others]) {
  if (first === 'check' || first === 'verify') return false
  if (first === 'witness-key') return others.length > 1 || others[0]?.startsWith('-') === true
  return others.length > 0
}

const informing = ['--help', '-h', '--version', '-v']

/** @param {string} entry the path of a built program, which has no types and exists after a build only */
async function run(entry) {
  if (!existsSync(toUrl(entry))) {
    console.error(
      `${entry} was not built. Run npm run build, and make packages with npm run package.`,
    )
    process.exitCode = 78
    return
  }
  const { main } = await import(toUrl(entry).href)
  await main(process.env)
}

const args = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Gumshoe needs Node 20.19 or newer, and this is ${process.version}.`)
  process.exitCode = 78
} else if (hasWrongArguments(args)) {
  console.error(toUsageProblem(args))
  process.exitCode = 64
} else {
  switch (args[0]) {
    case undefined:
      await run('dist/server/node.js')
      break
    case 'emulator':
      await run('dist/emulator/node.js')
      break
    case 'check':
      await run('dist/live-check/node.js')
      break
    case 'verify':
      await run('dist/verifier/node.js')
      break
    case 'health': {
      const { checkHealth } = await import('./check-health.js')
      process.exitCode = await checkHealth(process.env)
      break
    }
    case 'witness-key': {
      const { createWitnessKey } = await import('./create-witness-key.js')
      process.exitCode = createWitnessKey(args[1])
      break
    }
    case '--help':
    case '-h':
      console.log(help)
      break
    case '--version':
    case '-v':
      console.log(version)
      break
    default:
      console.error(toUsageProblem(args))
      process.exitCode = 64
  }
}
