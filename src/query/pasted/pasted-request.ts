/**
 * Converts a pasted request to a query. It can be a query string, an address of the API or of Gumshoe, or a curl
 * command, as documentation, tickets and the share menu give them.
 */
import type { ScopePath } from '../../catalog/define-dataset.ts'
import { datasets, getDataset } from '../../catalog/index.ts'
import { hasIds, idScopes } from '../../catalog/scopes.ts'
import { findPathMeaning, findScopedPath } from '../address/path-meaning.ts'
import { type ParsedUrl, parseUrl, toFilterPairs } from '../address/url-codec.ts'
import { addValues } from '../filters.ts'
import { toFieldPointer } from '../json-pointer.ts'
import { isNetworkFilter, moveNetworks } from '../local/networks.ts'
import { formatLocalFilter, getLocalKey } from '../local-filter-text.ts'
import type { Filter, LogQuery } from '../log-query.ts'
import { formatQueryString, type Pair, parseQueryString } from '../query-string.ts'
import { readRequestPairs, toRequestName } from '../request-pairs.ts'
import { findRequestsProblem, splitQuery } from '../split-query.ts'
import { trimCharacterEnd } from '../trim-character.ts'
import { findLengthProblem } from '../typed/typed-items.ts'
import { parseUnsentLine } from '../typed/unsent-filters.ts'
import { findKeyMeaning } from '../validate-query.ts'
import { type CurlRequest, parseCurlWords } from './curl-request.ts'
import { splitShellCommands } from './shell-words.ts'

/**
 * The query of a pasted text. `problems` lists the parts that cannot be used, `notices` what was left out or assumed
 * without changing the query. `refused` says why a text is not a request of an audit log. All are texts for the user.
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
 * Parses a text as a request; `undefined` when it does not look like one. `base` is the current query: it gives the
 * dataset and scope of a query string alone, and the id for a placeholder such as `{account_id}`. A request for a host
 * other than Cloudflare's API, this Gumshoe (`ownHost`) or localhost gets a notice.
 */
export function parsePastedRequest(
  text: string,
  base: LogQuery,
  ownHost = '',
): PastedRequest | undefined {
  const lengthProblem = findLengthProblem(text)
  if (lengthProblem) return { refused: lengthProblem }
  const trimmed = text.trim()
  const command = trimmed.replace(/^[$%>]\s+/, '')
  if (/^(curl(\.exe)?\s|:\s')/.test(command)) return readCommands(command, base, ownHost)
  if (/^\?/.test(trimmed) || /^[\w.]+=[^\s&]*(&[\w.]+=[^\s&]*)+$/.test(trimmed)) {
    return readAddress(`${pathOf(base)}?${trimmed.replace(/^\?/, '')}`, base, ownHost)
  }
  const address = withoutVersion(trimmed.replace(/^GET\s+/i, ''))
  return /^(https?:\/\/|\/)\S+$/i.test(address) ? readAddress(address, base, ownHost) : undefined
}

/** A request line of HTTP without its version. The version is searched at the end only, which takes linear time. */
function withoutVersion(line: string): string {
  const [version] = /\sHTTP\/[\d.]{1,8}$/i.exec(line.slice(-16)) ?? []
  return version === undefined ? line : line.slice(0, -version.length).trimEnd()
}

function pathOf({ dataset, scope }: LogQuery): string {
  return findScopedPath(getDataset(dataset), scope) ?? ''
}

/** Reads curl commands. Several are accepted when they are the requests that one query is split into. */
function readCommands(text: string, base: LogQuery, ownHost: string): PastedRequest {
  const commands = splitShellCommands(text)
  const requests = commands.filter(([name = '']) => /^curl(\.exe)?$/.test(name))
  if (requests.length === 0) return { refused: 'There is no curl command in this text.' }
  const results = requests.map(([, ...words]) => readCurl(parseCurlWords(words), base, ownHost))
  const refusal = results.find(({ refused }) => refused !== undefined)
  if (refusal) return refusal
  const accepted = results.filter((result) => result.refused === undefined)
  const query = mergeQueries(accepted.map((result) => result.query))
  if (!query) {
    return { refused: 'These commands ask different questions. Paste one of them.' }
  }
  const unsent = commands.map(([, line = '']) => parseUnsentLine(line, query)).find(Boolean)
  const { localFilters, disabledFilters, disabledLocalFilters } = unsent?.query ?? query
  const filters = (unsent?.query.filters ?? []).reduce(
    (all, { parameter, mode, values }) => addValues(all, parameter, mode, values),
    query.filters,
  )
  return {
    query: { ...query, filters, localFilters, disabledFilters, disabledLocalFilters },
    problems: [
      ...accepted.flatMap(({ problems }) => problems),
      ...(unsent?.problems.map(({ message }) => message) ?? []),
    ],
    notices: [...new Set(accepted.flatMap(({ notices }) => notices))],
  }
}

function readCurl(request: CurlRequest, base: LogQuery, ownHost: string): PastedRequest {
  const { url, added, hasSecret, problem } = request
  if (problem !== undefined) return { refused: problem }
  const [address = '', search = ''] = splitOnce(url.replace(/#.*$/s, ''), '?')
  const fullSearch = [search, ...added].filter(Boolean).join('&')
  const result = readAddress(
    fullSearch === '' ? address : `${address}?${fullSearch}`,
    base,
    ownHost,
  )
  if (result.refused !== undefined || !hasSecret) return result
  const notice =
    'The command held a credential. It was not kept. Everyone who saw the command has it.'
  return { ...result, notices: [...result.notices, notice] }
}

function readAddress(address: string, base: LogQuery, ownHost: string): PastedRequest {
  const withoutHost = address.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')
  const [rawPath = '', search = ''] = splitOnce(withoutHost, '?')
  const path = trimCharacterEnd(rawPath.replace(/^\/client\/v4(?=\/)/, ''), '/')
  const filledPath = fillPlaceholder(path, base)
  const pathWithId = filledPath ?? path
  const isRequest =
    rawPath.startsWith('/client/v4/') || /^https?:\/\/api\.cloudflare\.com\b/i.test(address)
  const addressSearch = toAddressSearch(pathWithId, search, isRequest)
  const local = moveNetworkPairs(pathWithId, addressSearch)
  const parsed = parseUrl(pathWithId, local?.search ?? addressSearch)
  if (!parsed) return { refused: toRefusal(path) }
  const notices = [...toHostNotice(address, ownHost), ...toNotices(parsed)]
  if (local) notices.push(local.notice)
  if (filledPath !== undefined) {
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

/**
 * Converts the query string of a request to that of an address: some logs use other names and operators. A link may be
 * either; only what is known to be a request compares parts of values where it does not say otherwise.
 */
function toAddressSearch(path: string, search: string, isRequest: boolean): string {
  const dataset = findPathMeaning(path)?.dataset
  const { pairs, broken } = parseQueryString(search)
  if (!dataset || broken.length > 0) return search
  const { pairs: addressPairs, parts } = readRequestPairs(dataset, pairs)
  if (addressPairs === pairs) return search
  // Without an operator, a link and a query string mean what an address means.
  if (!isRequest && addressPairs.length + parts.length === pairs.length) {
    return formatQueryString(
      pairs.map(([key, value]) => [
        dataset.parameters.find((each) => toRequestName(each) === key)?.wireName ?? key,
        value,
      ]),
    )
  }
  // A filter that compares parts of values becomes a local filter, which does the same.
  const localPairs = parts.map(({ parameter, mode, text }): Pair => {
    const pointer = toFieldPointer(parameter.field ?? '')
    const filter = { kind: 'field', pointer, mode, text, isExact: false } as const
    return [getLocalKey(filter), formatLocalFilter(filter)]
  })
  return formatQueryString([...addressPairs, ...localPairs])
}

/** The query string with networks that the API does not take as local filters, and a notice that says so. */
function moveNetworkPairs(
  path: string,
  search: string,
): { search: string; notice: string } | undefined {
  const dataset = findPathMeaning(path)?.dataset
  const { pairs, broken } = parseQueryString(search)
  if (!dataset || broken.length > 0) return undefined
  const filters = pairs.reduce<readonly Filter[]>((all, [key, value]) => {
    const meaning = findKeyMeaning(dataset, key)
    if ('problem' in meaning || meaning.parameter.kind !== 'ip') return all
    return addValues(all, meaning.parameter.wireName, meaning.mode, [value])
  }, [])
  const { filters: kept, localFilters } = moveNetworks(dataset, filters)
  if (localFilters.length === 0) return undefined
  const keys = new Set(toFilterPairs(filters).map(([key]) => key))
  const others = pairs.filter(([key]) => !keys.has(key))
  const localPairs = localFilters.map(
    (filter): Pair => [getLocalKey(filter), formatLocalFilter(filter)],
  )
  const networks = localFilters.filter(isNetworkFilter).map(({ text }) => text)
  return {
    search: formatQueryString([...others, ...toFilterPairs(kept), ...localPairs]),
    notice: `The API of this log takes no network: ${networks.join(', ')} is a local filter here.`,
  }
}

/** The notice about another host, which is not asked: Gumshoe asks the host that its token is for. */
function toHostNotice(address: string, ownHost: string): string[] {
  const authority = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? ''
  // The text before an at sign is a user name.
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  const isExpected =
    ['', 'api.cloudflare.com', ownHost].includes(host) ||
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
  if (isExpected) return []
  return [
    `It was asked of “${host.slice(0, 120)}” there; here it is asked of Cloudflare, through this Gumshoe.`,
  ]
}

/** The notices about parts that are not of the query: the state of the screen, paging, and the output format. */
function toNotices({ problems, screen }: ParsedUrl): string[] {
  const screenParts = [
    ...(screen.entry ? ['open entry'] : []),
    ...(screen.timeZone === undefined ? [] : ['time zone']),
    ...(screen.find === undefined ? [] : ['searched text']),
  ]
  return [
    ...(screenParts.length === 0
      ? []
      : [`Only the question is taken; the link’s ${screenParts.join(', ')} is left out.`]),
    ...toFetchNotices(problems),
  ]
}

function toFetchNotices(problems: ParsedUrl['problems']): string[] {
  const keys = problems.filter(({ kind }) => kind === 'not-for-links').map(({ key }) => `“${key}”`)
  if (keys.length === 0) return []
  const verb = keys.length === 1 ? 'says' : 'say'
  return [`${[...new Set(keys)].join(', ')} ${verb} how to fetch, not what: left out.`]
}

/** The path with the id of the current scope in place of `$ACCOUNT_ID`, `{account_id}`, `<id>` or `:id`. */
function fillPlaceholder(path: string, { scope }: LogQuery): string | undefined {
  if (!('id' in scope)) return undefined
  const placeholder =
    /\/(?:\$\{?\w+\}?|(?:\{|%7B)+\w+(?:\}|%7D)+|(?:<|%3C)[\w -]+(?:>|%3E)|:\w+)(?=\/)/i
  if (!placeholder.test(path)) return undefined
  return path.replace(placeholder, () => `/${scope.id}`)
}

/** Why a path is not that of a log; names the id as the culprit when the rest of the path is right. */
function toRefusal(path: string): string {
  const scopes = datasets.flatMap((dataset): readonly ScopePath[] => dataset.scopes)
  const similar = scopes.find((scope) => {
    const [prefix = '', suffix] = scope.path.split(/\{\w+\}/)
    return suffix !== undefined && path.startsWith(prefix) && path.endsWith(suffix)
  })
  if (similar) {
    const form = hasIds(similar.kind) ? idScopes[similar.kind].idForm : ''
    return `The id in “${path.slice(0, 120)}” is not one of ${form}.`
  }
  return `“${path.slice(0, 120)}” is no audit log that Gumshoe reads. Known are ${scopes.map((scope) => scope.path).join(', ')}.`
}

/** The query that is split into these queries, or the only one; `undefined` when there is no such query. */
function mergeQueries(queries: readonly LogQuery[]): LogQuery | undefined {
  const [first, ...others] = queries
  if (!first || others.length === 0) return first
  const filters = queries
    .flatMap((query) => query.filters)
    .reduce<readonly Filter[]>(
      (merged, { parameter, mode, values }) => addValues(merged, parameter, mode, values),
      [],
    )
  const merged = { ...first, filters }
  if (findRequestsProblem(getDataset(first.dataset), filters)) return undefined
  const toKeys = (list: readonly LogQuery[]) => list.map((each) => JSON.stringify(each)).sort()
  const givenKeys = toKeys(queries)
  const splitKeys = toKeys(splitQuery(merged))
  const isSame =
    givenKeys.length === splitKeys.length && givenKeys.every((key, i) => key === splitKeys[i])
  return isSame ? merged : undefined
}

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
