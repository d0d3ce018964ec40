/** Parses the arguments of `npm run verify` and `gumshoe verify`. */

/** What the arguments say. */
export type VerifyArguments = {
  readonly wantsHelp: boolean
  /** Whether the result is printed as JSON instead of text. */
  readonly wantsJson: boolean
  /** The files and folders to check, as one piece of evidence. */
  readonly paths: readonly string[]
  /** A fingerprint, a public key in PEM, or the path of a file with one of them; as it was given. */
  readonly key: string | undefined
  /** The path of a file with certificates of timestamp authorities, in PEM or DER. */
  readonly tsa: string | undefined
}

/** The exit codes, which scripts rely on. */
export const exitCodes = { holds: 0, fails: 1, unreadable: 2, wrongArguments: 64 } as const

const options: readonly (readonly [option: string, meaning: string])[] = [
  [
    '--key KEY',
    'the key that has to have signed: a fingerprint, or a file with a public key in PEM',
  ],
  ['--tsa FILE', 'certificates (PEM or DER) of the timestamp authorities that you trust'],
  ['--json', 'prints the result as JSON'],
  ['--help', 'shows this text'],
]

/** The text of `--help`. `command`: how the program is started. */
export function formatHelp(command: string): string {
  return `Checks what Gumshoe exported: digests, trees, records of the witness, signatures and timestamps. It asks no server.

  ${command} export.zip
  ${command} folder/                     (the ZIP, unpacked)
  ${command} entry.json                  (an entry that was saved with its proof)
  ${command} receipt.json                (a receipt without its files)
  ${command} audit-1.log audit-2.log     (an audit log that was written with AUDIT_CHAIN=1)

${options.map(([option, meaning]) => `  ${option.padEnd(13)}${meaning}`).join('\n')}

Without --key it says which key signed, but not whose key that is: ask the operator of the proxy for the fingerprint,
by another way than the one by which the export came.

Exit codes: ${exitCodes.holds} everything that can be checked holds; ${exitCodes.fails} something does not hold, or --key did not sign; ${exitCodes.unreadable} it cannot be
read; ${exitCodes.wrongArguments} an argument is wrong.`
}

/** Parses the arguments, or returns what is wrong with them. */
export function parseArguments(
  args: readonly string[],
): { parsed: VerifyArguments; problem?: never } | { parsed?: never; problem: string } {
  const paths: string[] = []
  const values = new Map<string, string>()
  let wantsHelp = false
  let wantsJson = false
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name = arg, value] = /^(--[a-z]+)=(.*)$/s.exec(arg) ?? []
    if (name === '--key' || name === '--tsa') {
      const given = value ?? rest.shift() ?? ''
      if (given === '') return { problem: `${name} lacks its value. ${hint}` }
      if (values.has(name)) return { problem: `${name} is given twice. ${hint}` }
      values.set(name, given)
    } else if (arg === '--help' || arg === '-h') wantsHelp = true
    else if (arg === '--json') wantsJson = true
    else if (arg === '--') paths.push(...rest.splice(0))
    else if (arg.startsWith('-')) return { problem: `${arg} is no option. ${hint}` }
    else paths.push(arg)
  }
  if (paths.length === 0 && !wantsHelp) {
    return { problem: `Name the file or folder to check. ${hint}` }
  }
  const [key, tsa] = ['--key', '--tsa'].map((name) => values.get(name))
  return { parsed: { wantsHelp, wantsJson, paths, key, tsa } }
}

const hint = '--help lists the options.'
