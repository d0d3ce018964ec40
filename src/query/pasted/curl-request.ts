/** Parses the words of a curl command to the request that curl would send. */

/** The request of a command. */
export type CurlRequest = {
  url: string
  /** Parts of a query string, already encoded, that options add to the address. */
  added: readonly string[]
  /** Whether the command contains a credential; a variable or a placeholder is none. */
  hasSecret: boolean
  /** A message for the user that says why the command cannot be used. */
  problem?: string
}

/** Options that take a word: the relevant ones, and those whose word could be mistaken for an address. */
const optionsWithWord = new Set(
  (
    '-H --header -X --request -d --data --data-raw --data-ascii --data-binary --data-urlencode ' +
    '--url --url-query -u --user -o --output -A --user-agent -e --referer -b --cookie -c --cookie-jar ' +
    '-m --max-time --connect-timeout --retry --retry-delay -w --write-out -x --proxy --cacert ' +
    '-E --cert --key -K --config -D --dump-header --resolve -T --upload-file -F --form --oauth2-bearer'
  ).split(' '),
)

/** Short options that take a word; it may follow without a space. */
const shortWithWord = /^-([a-zA-Z]*?)([HXduoAebcmwxEKDTF])(.*)$/s

/** Parses the words after `curl`. A problem is returned in `problem`, not thrown. */
export function parseCurlWords(words: readonly string[]): CurlRequest {
  const options: CurlOptions = {
    urls: [],
    added: [],
    method: undefined,
    data: [],
    asksGet: false,
    hasSecret: false,
  }
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    if (!word.startsWith('-') || word === '-') {
      options.urls.push(word)
      continue
    }
    const { flags, option, attached } = splitOption(word)
    if (/G/.test(flags)) options.asksGet = true
    if (option === undefined) continue
    if (attached === undefined) index += 1
    addOption(options, option, attached ?? words[index] ?? '')
  }
  return toRequest(options)
}

/** The relevant options of a command, collected. */
type CurlOptions = {
  urls: string[]
  added: string[]
  method: string | undefined
  data: string[]
  asksGet: boolean
  hasSecret: boolean
}

/** `-sSG`, `-XPOST`, `--header=x`: flags of one letter, an option that takes a word, and that word. */
function splitOption(word: string): { flags: string; option?: string; attached?: string } {
  if (word.startsWith('--')) {
    if (word === '--get') return { flags: 'G' }
    const separatorIndex = word.indexOf('=')
    if (separatorIndex === -1)
      return optionsWithWord.has(word) ? { flags: '', option: word } : { flags: '' }
    const option = word.slice(0, separatorIndex)
    if (!optionsWithWord.has(option)) return { flags: '' }
    return { flags: '', option, attached: word.slice(separatorIndex + 1) }
  }
  const [, flags = '', letter, attached = ''] = shortWithWord.exec(word) ?? []
  if (letter === undefined) return { flags: word.slice(1) }
  return { flags, option: `-${letter}`, ...(attached !== '' && { attached }) }
}

function addOption(options: CurlOptions, option: string, value: string): void {
  if (option === '-X' || option === '--request') options.method = value.toUpperCase()
  else if (option === '--url') options.urls.push(value)
  else if (option === '--url-query') options.added.push(encodeData(value))
  else if (option === '--data-urlencode') options.data.push(encodeData(value))
  else if (option === '-d' || option.startsWith('--data')) options.data.push(value)
  else if (option === '-H' || option === '--header') {
    const [name = '', ...valueParts] = value.split(':')
    const isCredential = /^(authorization|x-auth-key|x-auth-user-service-key|cookie)$/i.test(
      name.trim(),
    )
    if (isCredential && isSecret(valueParts.join(':'))) options.hasSecret = true
  } else if (/^(-u|--user|-b|--cookie|--oauth2-bearer)$/.test(option) && isSecret(value)) {
    options.hasSecret = true
  }
}

/** Whether a value is a credential, and not a variable or a placeholder of a manual. */
function isSecret(value: string): boolean {
  const credential = value.trim().replace(/^(bearer|basic)\s+/i, '')
  return credential !== '' && !/^(\$\{?\w+\}?|<[^>]*>|\{+\w+\}+|\.+|YOUR[\w-]*)$/i.test(credential)
}

/** Encodes the content of `name=content`, `=content` or `content`, as curl does. */
function encodeData(value: string): string {
  const separatorIndex = value.indexOf('=')
  const name = separatorIndex === -1 ? '' : value.slice(0, separatorIndex)
  const content = encodeURIComponent(value.slice(separatorIndex + 1).toWellFormed())
  return name === '' ? content : `${name}=${content}`
}

function toRequest({ urls, added, method, data, asksGet, hasSecret }: CurlOptions): CurlRequest {
  const [url, ...others] = urls
  if (url === undefined) {
    return { url: '', added, hasSecret, problem: 'The curl command names no address.' }
  }
  const request = { url, added: [...added, ...data], hasSecret }
  if (others.length > 0) {
    const message = 'The curl command names several addresses. Paste one command for each.'
    return { ...request, problem: message }
  }
  const isGet = method === undefined ? data.length === 0 || asksGet : method === 'GET'
  // curl sends a body for `-X GET -d`, but the manual of the API writes queries that way.
  return isGet
    ? request
    : {
        ...request,
        problem: 'The curl command changes something. Only questions (GET) can be pasted.',
      }
}
