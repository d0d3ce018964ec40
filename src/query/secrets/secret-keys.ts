/**
 * Which keys in an entry announce a secret. Cloudflare redacts what it logs, yet products log what
 * customers typed into free fields; a screen that many people look at should not repeat it.
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

/** Keys below which every text is a secret, except under the plain keys. */
const containers: ReadonlySet<string> = new Set([
  ...['password', 'passwords', 'secret', 'secrets', 'credential', 'credentials', 'private key'],
])

/** Keys that hold the value of the key above them. */
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

const known = new Map<string, { isSecret: boolean; isContainer: boolean; isPlain: boolean }>()

function toMeaning(key: string) {
  const before = known.get(key)
  if (before) return before
  const words = toWords(key)
  const last = words.at(-1) ?? ''
  const lastTwo = words.slice(-2).join(' ')
  const meaning = {
    isSecret: secretEnds.has(last) || secretEnds.has(lastTwo),
    isContainer: containers.has(last) || containers.has(lastTwo),
    isPlain: plainEnds.has(last),
  }
  // Keys come from entries: what is remembered has to end somewhere.
  if (known.size > 5_000) known.clear()
  known.set(key, meaning)
  return meaning
}

/** Whether a value directly under this key is to be taken for a secret. */
export function isSecretKey(key: string): boolean {
  return toMeaning(key).isSecret
}

/** What the keys above a value say about it. */
export type SecretContext = { parentKey: string | undefined; isInContainer: boolean }

/** The context of what is below a key, whose own context is given. */
export function toContextBelow(key: string, { isInContainer }: SecretContext): SecretContext {
  return { parentKey: key, isInContainer: isInContainer || toMeaning(key).isContainer }
}

/** Above the outermost keys there is nothing. */
export const outermostContext: SecretContext = { parentKey: undefined, isInContainer: false }

/**
 * Whether a scalar under this key is to be taken for a secret: by the key, as the `value` of a key
 * that says so, or anywhere below `secrets`, `credentials` and the like.
 */
export function isSecretHere(key: string, { parentKey, isInContainer }: SecretContext): boolean {
  if (isSecretKey(key)) return true
  if (isInContainer) return !toMeaning(key).isPlain
  return isValueKey(key) && parentKey !== undefined && isSecretKey(parentKey)
}

/** Whether a key holds the value of what stands beside it, such as `text` beside `type`. */
export function isValueKey(key: string): boolean {
  return valueKeys.has(key.toLowerCase()) || isSecretKey(key)
}

/** Whether a `type` says that the `text` or `value` beside it is secret, as for Worker bindings. */
export function isSecretType(type: string): boolean {
  return /^(?:secret|password|private)(?:_|$)/i.test(type)
}

/** Whether a scalar at these keys is to be taken for a secret; places in arrays are no keys. */
export function isSecretPath(keys: readonly string[]): boolean {
  let context = outermostContext
  for (const key of keys.slice(0, -1)) context = toContextBelow(key, context)
  const own = keys.at(-1)
  return own !== undefined && isSecretHere(own, context)
}
