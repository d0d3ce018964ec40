/**
 * Recognizes keys that announce a secret. Cloudflare redacts its logs, but products record what customers typed into
 * free text fields, and a screen that many people see should not show that.
 */

/** Words that announce a secret as the last word, or the last two words, of a key. */
const secretEnds: ReadonlySet<string> = new Set([
  ...['password', 'passwords', 'passwd', 'pwd', 'passphrase', 'secret', 'secrets', 'credential'],
  ...['credentials', 'token', 'tokens', 'jwt', 'apikey', 'authorization', 'cookie', 'cookies'],
  ...['bearer', 'psk', 'otp', 'hmac', 'passcode', 'privatekey', 'secretkey', 'authtoken'],
  ...['api key', 'auth key', 'access key', 'account key', 'private key', 'secret key'],
  ...['signing key', 'encryption key', 'master key', 'service key', 'shared key', 'session key'],
  ...['license key', 'ssh key', 'deploy key', 'ca key', 'client key', 'key base64', 'key jwk'],
  ...['recovery code', 'recovery codes', 'backup codes', 'ownership challenge', 'pre shared'],
])

/** Keys below which every value is a secret, except the values of plain keys. */
const containers: ReadonlySet<string> = new Set([
  ...['password', 'passwords', 'secret', 'secrets', 'credential', 'credentials', 'private key'],
])

/** Keys that hold the value of the key above them, as in `token: { value }`. */
const valueKeys: ReadonlySet<string> = new Set([
  ...['value', 'values', 'text', 'new', 'old', 'before', 'after', 'current', 'previous', 'data'],
  ...['plaintext', 'plain', 'key', 'raw', 'content'],
])

/** Keys that only describe a secret. */
const plainEnds: ReadonlySet<string> = new Set([
  ...['id', 'ids', 'name', 'type', 'kind', 'status', 'state', 'tag', 'on', 'at', 'by', 'label'],
  ...['description', 'comment', 'enabled', 'username', 'user', 'email', 'scope', 'scopes', 'count'],
  ...['url', 'uri', 'host', 'hostname', 'length', 'version', 'expiry', 'expires', 'binding'],
])

/** The words of a key in lower case: `clientSecret`, `client-secret` and `CLIENT_SECRET` alike. */
function toWords(key: string): string[] {
  return key
    .slice(0, 120)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean)
}

const maxCachedKeys = 5_000
const meanings = new Map<string, { isSecret: boolean; isContainer: boolean; isPlain: boolean }>()

function toMeaning(key: string) {
  const cached = meanings.get(key)
  if (cached) return cached
  const words = toWords(key)
  const last = words.at(-1) ?? ''
  const lastTwo = words.slice(-2).join(' ')
  const meaning = {
    isSecret: secretEnds.has(last) || secretEnds.has(lastTwo),
    isContainer: containers.has(last) || containers.has(lastTwo),
    isPlain: plainEnds.has(last),
  }
  // Keys come from entries, so their number has no limit of its own.
  if (meanings.size > maxCachedKeys) meanings.clear()
  meanings.set(key, meaning)
  return meaning
}

/** Whether a value of this key is a suspected secret. */
export function isSecretKey(key: string): boolean {
  return toMeaning(key).isSecret
}

/** The relevant facts about the keys above a value: its parent key, and whether one of them is a container of secrets. */
export type SecretContext = { parentKey: string | undefined; isInContainer: boolean }

/** The context of the values below a key, given the context of the key. */
export function toContextBelow(key: string, { isInContainer }: SecretContext): SecretContext {
  return { parentKey: key, isInContainer: isInContainer || toMeaning(key).isContainer }
}

/** The context of the outermost keys. */
export const outermostContext: SecretContext = { parentKey: undefined, isInContainer: false }

/**
 * Whether a scalar of this key is a suspected secret: because of the key, as the `value` of such a key, or because it is
 * below `secrets`, `credentials` or a similar key.
 */
export function isSecretHere(key: string, { parentKey, isInContainer }: SecretContext): boolean {
  if (isSecretKey(key)) return true
  if (isInContainer) return !toMeaning(key).isPlain
  return isValueKey(key) && parentKey !== undefined && isSecretKey(parentKey)
}

/** Whether a key holds the value of a secret that its parent key or a `type` beside it announces. */
export function isValueKey(key: string): boolean {
  return valueKeys.has(key.toLowerCase()) || isSecretKey(key)
}

/** Whether the value of a `type` announces a secret in the `text` or `value` beside it, as in Worker bindings. */
export function isSecretType(type: string): boolean {
  return /^(?:secret|password|private)(?:_|$)/i.test(type)
}

/** Whether a scalar at these keys is a suspected secret. Expects object keys only, no array indexes. */
export function isSecretPath(keys: readonly string[]): boolean {
  let context = outermostContext
  for (const key of keys.slice(0, -1)) context = toContextBelow(key, context)
  const lastKey = keys.at(-1)
  return lastKey !== undefined && isSecretHere(lastKey, context)
}
