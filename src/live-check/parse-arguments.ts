/** Parses the arguments of the live check. Options for scopes and required parameters follow from the catalog. */
import { datasets } from '../catalog/index.ts'
import { type IdScopeKind, idScopeKinds, idScopes } from '../catalog/scopes.ts'
import { isScopeId } from '../query/log-query.ts'
import type { Pair } from '../query/query-string.ts'
import { findValueProblem } from '../query/validate-query.ts'

/** What the arguments say. */
export type CheckArguments = {
  wantsHelp: boolean
  wantsDemo: boolean
  maxRequests: number
  ids: Partial<Record<IdScopeKind, string>>
  given: readonly Pair[]
}

const requests = { standard: 60, minimum: 10, maximum: 300 } as const

/** Parameters other than time that a dataset cannot be asked without. */
const requiredParameters = datasets
  .flatMap(({ parameters }) => parameters)
  .filter(({ required, role }) => required && role !== 'time')

/** The options in the order of the help, each with its meaning. */
const options: readonly (readonly [option: string, meaning: string])[] = [
  ...idScopeKinds.map(
    (kind) =>
      [`--${kind}=ID`, `asks this ${idScopes[kind].label} instead of the first one`] as const,
  ),
  ...requiredParameters.map(
    ({ wireName, description }) => [`--${wireName}=VALUE`, description] as const,
  ),
  [
    '--requests=N',
    `sends at most N requests (${requests.minimum} to ${requests.maximum}; ${requests.standard} without it)`,
  ],
  ['--demo', 'asks the emulator, without a credential'],
  ['--help', 'shows this text'],
]

/** The text of `--help`. `command`: how the check is started. */
export function formatHelp(command: string): string {
  return `Asks each log that the credential can read some questions, and says how the API behaves where sources disagree.

  ${command} [options]

${options.map(([option, meaning]) => `  ${option.padEnd(18)}${meaning}`).join('\n')}

Settings are the environment variables of Gumshoe, such as CLOUDFLARE_API_TOKEN_FILE. The questions go through the
proxy, in this process: the same checks, allow-lists and limits apply. It takes about a minute, and changes nothing.

It prints a report and writes it to a new file gumshoe-live-check-….md in the working folder. The report contains no
value of an entry and no credential, so that it can be put into an issue.

Exit codes: 0 the report is written, whatever it says; 1 no log could be read, or a limit ended the check early (the
report says why); 64 an argument is wrong; 78 a setting is wrong or missing.`
}

/** Parses the arguments, or returns what is wrong with them. Values are not repeated: they may be secrets. */
export function parseArguments(
  args: readonly string[],
): { parsed: CheckArguments; problem?: never } | { parsed?: never; problem: string } {
  const parsed: CheckArguments & { given: Pair[] } = {
    wantsHelp: false,
    wantsDemo: false,
    maxRequests: requests.standard,
    ids: {},
    given: [],
  }
  for (const arg of args) {
    const problem = readArgument(arg, parsed)
    if (problem !== undefined) return { problem: `${problem} --help lists the options.` }
  }
  return { parsed }
}

function readArgument(arg: string, parsed: CheckArguments & { given: Pair[] }): string | undefined {
  if (arg === '--help' || arg === '-h') parsed.wantsHelp = true
  else if (arg === '--demo') parsed.wantsDemo = true
  else return readOption(arg, parsed)
  return undefined
}

function readOption(arg: string, parsed: CheckArguments & { given: Pair[] }): string | undefined {
  const [, name = '', value = ''] = /^--([\w.-]+)=(.*)$/s.exec(arg) ?? []
  if (name === 'requests') {
    const count = /^\d{1,4}$/.test(value) ? Number(value) : 0
    parsed.maxRequests = count
    return count >= requests.minimum && count <= requests.maximum
      ? undefined
      : `--requests is not a whole number from ${requests.minimum} to ${requests.maximum}.`
  }
  const kind = idScopeKinds.find((each) => each === name)
  if (kind) {
    parsed.ids[kind] = value
    return isScopeId(kind, value) ? undefined : `--${kind} is not ${idScopes[kind].idForm}.`
  }
  const parameter = requiredParameters.find(({ wireName }) => wireName === name)
  if (parameter) {
    parsed.given.push([name, value])
    return findValueProblem(parameter, value) === undefined
      ? undefined
      : `--${name} has a value that is not valid.`
  }
  const shown = /^--?[a-z][\w-]{0,30}/i.exec(arg)?.[0]
  return shown === undefined
    ? 'An argument is no option.'
    : `${shown} is no option, or lacks its value.`
}
