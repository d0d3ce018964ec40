/**
 * A pasted request → the question it asks: a query string, an address of the API or of a Gumshoe, or a
 * curl command, as documentation, tickets and this product's own “share” give them.
 */
import type { ScopePath } from '../../catalog/define-dataset.ts'
import { datasets, getDataset } from '../../catalog/index.ts'
import { hasIds, idScopes } from '../../catalog/scopes.ts'
import { findPathMeaning, findScopedPath, type ParsedUrl, parseUrl } from '../address/url-codec.ts'
import { addValues } from '../filters.ts'
import type { Filter, LogQuery } from '../log-query.ts'
import { formatQueryString, parseQueryString } from '../query-string.ts'
import { readRequestPairs } from '../request-pairs.ts'
import { findRequestsProblem, splitQuery } from '../split-query.ts'
import { parseUnsentLine } from '../typed/unsent-filters.ts'
import { type CurlRequest, readCurlWords } from './curl-request.ts'
import { splitShellCommands } from './shell-words.ts'

/**
 * What a pasted text asks; `problems` are parts that cannot be used, `notices` what was left out or
 * assumed and does not change the question. A text that is no request of an audit log is `refused`.
 */
export type PastedRequest =
  | {
      query: LogQuery
      problems: readonly string[]
      notices: readonly string[]
      refused?: never
    }
  | { refused: string }

/**
 * Reads a text as a request; `undefined` when it does not look like one. `base` is the question on the
 * screen: a query string alone is for its dataset and scope, and a placeholder for its id means its id.
 * A request for another host than Cloudflare's API or a Gumshoe, this one at `ownHost`, is noticed.
 */
export function parsePastedRequest(
  text: string,
  base: LogQuery,
  ownHost = '',
): PastedRequest | undefined {
  const plain = text.trim()
  const command = plain.replace(/^[$%>]\s+/, '')
  if (/^(curl(\.exe)?\s|:\s')/.test(command)) return readCommands(command, base, ownHost)
  if (/^\?/.test(plain) || /^[\w.]+=[^\s&]*(&[\w.]+=[^\s&]*)+$/.test(plain)) {
    return readAddress(`${pathOf(base)}?${plain.replace(/^\?/, '')}`, base, ownHost)
  }
  const address = plain.replace(/^GET\s+/i, '').replace(/\s+HTTP\/[\d.]+$/i, '')
  return /^(https?:\/\/|\/)\S+$/i.test(address) ? readAddress(address, base, ownHost) : undefined
}

function pathOf({ dataset, scope }: LogQuery): string {
  return findScopedPath(getDataset(dataset), scope) ?? ''
}

/** Several commands are one question when they are the requests that it is split into. */
function readCommands(text: string, base: LogQuery, ownHost: string): PastedRequest {
  const commands = splitShellCommands(text)
  const requests = commands.filter(([name = '']) => /^curl(\.exe)?$/.test(name))
  if (requests.length === 0) return { refused: 'There is no curl command in this text.' }
  const read = requests.map(([, ...words]) => readCurl(readCurlWords(words), base, ownHost))
  const refused = read.find((each) => each.refused !== undefined)
  if (refused) return refused
  const answers = read.filter((each) => each.refused === undefined)
  const query = joinQueries(answers.map((each) => each.query))
  if (!query) {
    return { refused: 'These commands ask different questions. Paste one of them.' }
  }
  const unsent = commands.map(([, line = '']) => parseUnsentLine(line, query)).find(Boolean)
  const { localFilters, disabledFilters, disabledLocalFilters } = unsent?.query ?? query
  return {
    query: { ...query, localFilters, disabledFilters, disabledLocalFilters },
    problems: [
      ...answers.flatMap(({ problems }) => problems),
      ...(unsent?.problems.map(({ message }) => message) ?? []),
    ],
    notices: [...new Set(answers.flatMap(({ notices }) => notices))],
  }
}

function readCurl(request: CurlRequest, base: LogQuery, ownHost: string): PastedRequest {
  const { url, added, hasSecret, problem } = request
  if (problem !== undefined) return { refused: problem }
  const [address = '', search = ''] = splitOnce(url.replace(/#.*$/s, ''), '?')
  const parts = [search, ...added].filter(Boolean).join('&')
  const read = readAddress(parts === '' ? address : `${address}?${parts}`, base, ownHost)
  if (read.refused !== undefined || !hasSecret) return read
  const notice = 'The command held a credential. It was not kept; whoever saw the command has it.'
  return { ...read, notices: [...read.notices, notice] }
}

function readAddress(address: string, base: LogQuery, ownHost: string): PastedRequest {
  const withoutHost = address.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const [rawPath = '', search = ''] = splitOnce(withoutHost, '?')
  const path = rawPath.replace(/^\/client\/v4(?=\/)/, '').replace(/\/+$/, '')
  const filled = fillPlaceholder(path, base)
  const parsed = parseUrl(filled ?? path, toAddressSearch(filled ?? path, search))
  if (!parsed) return { refused: toRefusal(path) }
  const notices = [...toHostNotice(address, ownHost), ...toNotices(parsed)]
  if (filled !== undefined) {
    notices.push('The id in the address is a placeholder; the one on this page was used.')
  }
  const { query, problems, hasTime } = parsed
  const keepsTime = !hasTime && query.dataset === base.dataset
  if (!hasTime && !problems.some(({ key }) => /^(since|before|range)$/.test(key))) {
    const range = keepsTime ? 'the one on this page stays' : 'the last 24 hours are taken'
    notices.push(`The request gives no time; ${range}.`)
  }
  return {
    query: keepsTime ? { ...query, timeRange: base.timeRange } : query,
    problems: problems.filter(({ kind }) => kind !== 'not-for-links').map(({ message }) => message),
    notices,
  }
}

/** The query of a request in the form of an address, which some logs spell otherwise. */
function toAddressSearch(path: string, search: string): string {
  const dataset = findPathMeaning(path)?.dataset
  const { pairs, broken } = parseQueryString(search)
  if (!dataset || broken.length > 0) return search
  const read = readRequestPairs(dataset, pairs)
  return read.pairs === pairs ? search : formatQueryString(read.pairs)
}

/** Nobody is to believe that another host was asked: the answers come from where the token goes. */
function toHostNotice(address: string, ownHost: string): string[] {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? ''
  // What stands before an at sign is a name for signing in.
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const isExpected =
    ['', 'api.cloudflare.com', ownHost].includes(host) ||
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
  if (isExpected) return []
  return [
    `It was asked of “${host.slice(0, 120)}” there; here it is asked of Cloudflare, through this Gumshoe.`,
  ]
}

/** Paging and output say how to fetch, not what; a link of Gumshoe may also say how to look at it. */
function toNotices({ problems, screen }: ParsedUrl): string[] {
  const looks = [
    ...(screen.entry ? ['open entry'] : []),
    ...(screen.timeZone === undefined ? [] : ['time zone']),
    ...(screen.find === undefined ? [] : ['searched text']),
  ]
  return [
    ...(looks.length === 0
      ? []
      : [`Only the question is taken; the link’s ${looks.join(', ')} is left out.`]),
    ...toFetchNotices(problems),
  ]
}

function toFetchNotices(problems: ParsedUrl['problems']): string[] {
  const keys = problems.filter(({ kind }) => kind === 'not-for-links').map(({ key }) => `“${key}”`)
  if (keys.length === 0) return []
  const verb = keys.length === 1 ? 'says' : 'say'
  return [`${[...new Set(keys)].join(', ')} ${verb} how to fetch, not what: left out.`]
}

/** The path with the id on the page instead of `$ACCOUNT_ID`, `{account_id}`, `<id>` or `:id`. */
function fillPlaceholder(path: string, { scope }: LogQuery): string | undefined {
  if (!('id' in scope)) return undefined
  const placeholder =
    /\/(?:\$\{?\w+\}?|(?:\{|%7B)+\w+(?:\}|%7D)+|(?:<|%3C)[\w -]+(?:>|%3E)|:\w+)(?=\/)/i
  if (!placeholder.test(path)) return undefined
  return path.replace(placeholder, () => `/${scope.id}`)
}

/** Says which part of the path is wrong when it is almost that of a log. */
function toRefusal(path: string): string {
  const scopes = datasets.flatMap((dataset): readonly ScopePath[] => dataset.scopes)
  const near = scopes.find((scope) => {
    const [head = '', tail] = scope.path.split(/\{\w+\}/)
    return tail !== undefined && path.startsWith(head) && path.endsWith(tail)
  })
  if (near) {
    const form = hasIds(near.kind) ? idScopes[near.kind].idForm : ''
    return `The id in “${path.slice(0, 120)}” is not one of ${form}.`
  }
  return `“${path.slice(0, 120)}” is no audit log that Gumshoe reads. Known are ${scopes.map((scope) => scope.path).join(', ')}.`
}

/** The query that is split into these, or the only one; `undefined` when they are of different questions. */
function joinQueries(queries: readonly LogQuery[]): LogQuery | undefined {
  const [first, ...others] = queries
  if (!first || others.length === 0) return first
  const filters = queries
    .flatMap((query) => query.filters)
    .reduce<readonly Filter[]>(
      (joined, { parameter, mode, values }) => addValues(joined, parameter, mode, values),
      [],
    )
  const joined = { ...first, filters }
  if (findRequestsProblem(getDataset(first.dataset), filters)) return undefined
  const keys = (list: readonly LogQuery[]) => list.map((each) => JSON.stringify(each)).sort()
  const [given, split] = [keys(queries), keys(splitQuery(joined))]
  return given.length === split.length && given.every((key, i) => key === split[i])
    ? joined
    : undefined
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
