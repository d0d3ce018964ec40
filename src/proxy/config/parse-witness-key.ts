/**
 * Parses the settings of the key with which the proxy signs what it saw. Problems name the setting and the rule, never
 * the value.
 */
import type { ReadText } from './credential.ts'
import { Secret } from './secret.ts'

/** The settings, of which at most one may be set. */
export const witnessKeyNames = ['WITNESS_KEY_FILE', 'WITNESS_KEY'] as const

/** A key has about 240 characters. */
const maxLength = 4_000

const makeOne = 'Make one with npm run witness:key.'

/** What files of other kinds begin with, and what to do with them. */
const otherKinds: readonly (readonly [begin: string, problem: string])[] = [
  ['PUBLIC KEY', 'is a public key. Give the private key that belongs to it.'],
  [
    'ENCRYPTED PRIVATE KEY',
    'is encrypted with a password, which the proxy cannot ask for. Decrypt it: openssl pkcs8 -in KEY -out witness-key.pem.',
  ],
  [
    'EC PRIVATE KEY',
    'is in an older form. Convert it: openssl pkcs8 -topk8 -nocrypt -in KEY -out witness-key.pem.',
  ],
]

/** The private key in PEM; `undefined` when none is set, or after adding its problems to `problems`. */
export function parseWitnessKey(
  env: Readonly<Record<string, string | undefined>>,
  readText: ReadText,
  problems: string[],
): Secret | undefined {
  const { WITNESS_KEY: value, WITNESS_KEY_FILE: path } = env
  if (value === undefined && path === undefined) return undefined
  if (value !== undefined && path !== undefined) {
    problems.push('WITNESS_KEY and WITNESS_KEY_FILE are both set. Keep one.')
    return undefined
  }
  const text = value ?? (path ? readText(path) : undefined)
  if (text === undefined) {
    problems.push(`WITNESS_KEY_FILE names a file that cannot be read. ${makeOne}`)
    return undefined
  }
  const problem = findProblem(text)
  if (problem === undefined) return new Secret(text)
  problems.push(`${toKeyName(env)} ${problem}`)
  return undefined
}

/** The problem of a key that has the right form and cannot be read all the same. */
export function toUnusableKeyProblem(env: Readonly<Record<string, string | undefined>>): string {
  return `${toKeyName(env)} is damaged, or a key of another kind: it has to be of ECDSA P-256. ${makeOne}`
}

function toKeyName(env: Readonly<Record<string, string | undefined>>): string {
  return env.WITNESS_KEY === undefined ? 'The file in WITNESS_KEY_FILE' : 'WITNESS_KEY'
}

function findProblem(text: string): string | undefined {
  if (text.trim() === '') return `is empty. ${makeOne}`
  const kind = /-----BEGIN ([A-Z ]+)-----/.exec(text)?.[1]
  const other = otherKinds.find(([begin]) => begin === kind)
  if (other) return other[1]
  const isKey =
    text.length <= maxLength &&
    /^\s*-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----\s*$/.test(text)
  if (isKey) return undefined
  return `is no private key in PEM: one block that begins with “-----BEGIN PRIVATE KEY-----”. ${makeOne}`
}
