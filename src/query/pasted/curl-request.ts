/** Reads the words of a curl command as the request that curl would send. */

/** What a command asks for. */
export type CurlRequest = {
  url: string
  /** Parts of a query string that options add to the address, already encoded. */
  added: readonly string[]
  /** Whether a credential stood in the command; a variable is none. */
  hasSecret: boolean
  /** Why the command is no request of an audit log. */
  problem?: string
}

/** Options that take a word; those that matter here, and those whose word could be mistaken for an address. */
const optionsWithWord = new Set(
  (
    '-H --header -X --request -d --data --data-raw --data-ascii --data-binary --data-urlencode ' +
    '--url --url-query -u --user -o --output -A --user-agent -e --referer -b --cookie -c --cookie-jar ' +
    '-m --max-time --connect-timeout --retry --retry-delay -w --write-out -x --proxy --cacert ' +
    '-E --cert --key -K --config -D --dump-header --resolve -T --upload-file -F --form --oauth2-bearer'
  ).split(' '),
)

/** Short options that take a word, which may stick to them. */
const shortWithWord = /^-([a-zA-Z]*?)([HXduoAebcmwxEKDTF])(.*)$/s

/** Reads the words behind `curl`. */
export function readCurlWords(words: readonly string[]): CurlRequest {
  const read: Reading = {
    urls: [],
    added: [],
    method: undefined,
    data: [],
    asksGet: false,
    hasSecret: false,
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (!word.startsWith('-') || word === '-') {
      read.urls.push(word)
      continue
    }
    const { flags, option, attached } = splitOption(word)
    if (/G/.test(flags)) read.asksGet = true
    if (option === undefined) continue
    if (attached === undefined) at += 1
    noteOption(read, option, attached ?? words[at] ?? '')
  }
  return toRequest(read)
}

type Reading = {
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
    const at = word.indexOf('=')
    const name = at === -1 ? word : word.slice(0, at)
    if (!optionsWithWord.has(name)) return { flags: '' }
    return { flags: '', option: name, ...(at !== -1 && { attached: word.slice(at + 1) }) }
  }
  const [, flags = '', letter, attached = ''] = shortWithWord.exec(word) ?? []
  if (letter === undefined) return { flags: word.slice(1) }
  return { flags, option: `-${letter}`, ...(attached !== '' && { attached }) }
}

function noteOption(read: Reading, option: string, value: string): void {
  if (option === '-X' || option === '--request') read.method = value.toUpperCase()
  else if (option === '--url') read.urls.push(value)
  else if (option === '--url-query') read.added.push(encodeData(value))
  else if (option === '--data-urlencode') read.data.push(encodeData(value))
  else if (option === '-d' || option.startsWith('--data')) read.data.push(value)
  else if (option === '-H' || option === '--header') {
    const [name = '', ...rest] = value.split(':')
    const isCredential = /^(authorization|x-auth-key|x-auth-user-service-key|cookie)$/i.test(
      name.trim(),
    )
    if (isCredential && isSecret(rest.join(':'))) read.hasSecret = true
  } else if (/^(-u|--user|-b|--cookie|--oauth2-bearer)$/.test(option) && isSecret(value)) {
    read.hasSecret = true
  }
}

/** A variable, or a placeholder of a manual, is no secret. */
function isSecret(value: string): boolean {
  const rest = value.trim().replace(/^(bearer|basic)\s+/i, '')
  return rest !== '' && !/^(\$\{?\w+\}?|<[^>]*>|\{+\w+\}+|\.+|YOUR[\w-]*)$/i.test(rest)
}

/** `name=content`, `=content` and `content`, of which curl encodes the content. */
function encodeData(value: string): string {
  const at = value.indexOf('=')
  const name = at === -1 ? '' : value.slice(0, at)
  const content = encodeURIComponent(value.slice(at + 1).toWellFormed())
  return name === '' ? content : `${name}=${content}`
}

function toRequest({ urls, added, method, data, asksGet, hasSecret }: Reading): CurlRequest {
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
  // `-X GET -d` sends a body after all; the API's manual writes it so, and means the query.
  return isGet
    ? request
    : {
        ...request,
        problem: 'The curl command changes something. Only questions (GET) can be pasted.',
      }
}
