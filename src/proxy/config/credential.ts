/**
 * The credential of the Cloudflare API: a token, or the older pair of email address and key. Read
 * once at start; problems name the variable and the rule, never the value.
 */
import { Secret } from './secret.ts'

/** The credential for upstream requests. */
export type Credential =
  | { kind: 'token'; token: Secret }
  | { kind: 'key'; email: Secret; key: Secret }

/** The minimum length of a credential; Cloudflare's have 37 characters or more. */
const minCredentialLength = 20

/** The maximum length of a credential. A file of another kind would start, and then every request would fail. */
const maxCredentialLength = 512

const names = {
  token: 'CLOUDFLARE_API_TOKEN',
  file: 'CLOUDFLARE_API_TOKEN_FILE',
  email: 'CLOUDFLARE_EMAIL',
  key: 'CLOUDFLARE_API_KEY',
} as const

/** Reads the text of a file; `undefined` when it cannot be read. */
export type ReadText = (path: string) => string | undefined

/** Parses the credential. None at all selects demo mode and is no problem. */
export function parseCredential(
  env: Readonly<Record<string, string | undefined>>,
  readText: ReadText,
): { credential: Credential | undefined; problems: string[] } {
  const given = Object.values(names).filter((name) => env[name] !== undefined)
  const problems = findContradictions(given)
  const token = env[names.token] ?? readTokenFile(env[names.file], readText, problems)
  const { [names.email]: email, [names.key]: key } = env
  const tokenName = env[names.token] === undefined ? `the file in ${names.file}` : names.token
  if (token !== undefined) problems.push(...secretProblems(tokenName, token))
  if (email !== undefined) problems.push(...emailProblems(email))
  if (key !== undefined) problems.push(...secretProblems(names.key, key))
  return { credential: problems.length > 0 ? undefined : toCredential(token, email, key), problems }
}

/** The headers that carry a credential. Only this function and `scrub` reveal it. */
export function toCredentialHeaders(credential: Credential | undefined): Record<string, string> {
  switch (credential?.kind) {
    case undefined:
      return {}
    case 'token':
      return { authorization: `Bearer ${credential.token.reveal()}` }
    case 'key':
      return {
        'x-auth-email': credential.email.reveal(),
        'x-auth-key': credential.key.reveal(),
      }
    default:
      return credential satisfies never
  }
}

function toCredential(
  token: string | undefined,
  email: string | undefined,
  key: string | undefined,
): Credential | undefined {
  if (token !== undefined) return { kind: 'token', token: new Secret(token) }
  if (email === undefined || key === undefined) return undefined
  return { kind: 'key', email: new Secret(email), key: new Secret(key) }
}

function findContradictions(given: readonly string[]): string[] {
  const has = (name: string) => given.includes(name)
  const problems: string[] = []
  if (has(names.token) && has(names.file)) {
    problems.push(`${names.token} and ${names.file} are both set. Keep one.`)
  }
  if ((has(names.token) || has(names.file)) && (has(names.email) || has(names.key))) {
    problems.push(`A token and ${names.email} or ${names.key} are both set. Keep one kind.`)
  } else if (has(names.email) !== has(names.key)) {
    problems.push(`${names.email} and ${names.key} belong together. Set both, or use a token.`)
  }
  return problems
}

function readTokenFile(
  path: string | undefined,
  readText: ReadText,
  problems: string[],
): string | undefined {
  if (path === undefined) return undefined
  const text = path === '' ? undefined : readText(path)
  if (text === undefined) problems.push(`${names.file} names a file that cannot be read.`)
  // Editors and `echo` add a final newline; any other newline is a mistake.
  return text?.replace(/\r?\n$/, '')
}

function secretProblems(name: string, value: string): string[] {
  if (value === '') return [`${name} is empty. Give the credential, or unset it for demo mode.`]
  if (/^["'`]|["'`]$/.test(value)) return [`${name} is in quotes. Give it without.`]
  if (/^bearer\b/i.test(value)) return [`${name} begins with “Bearer”. Give the bare credential.`]
  if (value.length > maxCredentialLength) {
    return [
      `${name} has ${value.length} characters; at most ${maxCredentialLength} are possible. Give the credential alone.`,
    ]
  }
  if (/[\r\n]/.test(value)) return [`${name} contains a line break. Give one line.`]
  if (/\s/.test(value)) return [`${name} contains white space. Copy the credential alone.`]
  if (!/^[\x21-\x7e]+$/.test(value)) return [`${name} contains characters that are not ASCII.`]
  if (value.length < minCredentialLength) {
    return [
      `${name} has ${value.length} characters; at least ${minCredentialLength} are needed. Copy it whole.`,
    ]
  }
  return []
}

function emailProblems(email: string): string[] {
  if (email.length > maxCredentialLength) {
    return [
      `${names.email} has ${email.length} characters; at most ${maxCredentialLength} are possible.`,
    ]
  }
  return /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(email) && !/["'`]/.test(email)
    ? []
    : [`${names.email} is not an email address.`]
}
