/** Lists all forms in which the query on the screen can be shared. */
import { getDataset } from '../../../catalog/index.ts'
import { formatUrl, type ScreenState } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import {
  toCurlCommand,
  toCurlLines,
  toGumshoeCurlCommand,
} from '../../../query/request/curl-command.ts'
import { toSdkCall } from '../../../query/request/sdk-call.ts'
import {
  countTimelineRequests,
  formatTimelineRequests,
  toTimelineCurlLines,
} from '../../../query/request/timeline-requests.ts'
import { findMissingFilter } from '../../../query/required/required-filter.ts'
import { countRequests } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { formatTyped } from '../../../query/typed/typed-query.ts'
import { toFrozenLink } from './frozen-link.ts'

/** One form: its name in the menu, and its text, or why it is unavailable. */
export type Share = { name: string; getText: () => string; unavailable?: string }

/** The forms for a query, in the order of the menu. */
export function listShares(
  query: LogQuery,
  screen: ScreenState,
  timeRange: ResolvedTimeRange,
  origin: string,
): readonly Share[] {
  return [
    { name: 'Link with fixed times', getText: () => toFrozenLink(query, screen, timeRange) },
    ...(query.timeRange.kind === 'relative'
      ? [{ name: 'Link that stays relative', getText: () => origin + formatUrl(query, screen) }]
      : []),
    ...(query.sources
      ? listTimelineForms(query, timeRange, origin)
      : listRequestForms(query, timeRange, origin)),
    { name: 'Text for the search bar', getText: () => formatTyped(query) },
  ]
}

/** The requests for one log, as commands and programs. */
function listRequestForms(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  origin: string,
): readonly Share[] {
  // A request without a required filter would be refused.
  if (findMissingFilter(query)) return []
  const dataset = getDataset(query.dataset)
  const requests = toRequestsWords(countRequests(dataset, query.filters))
  const sdk = (name: string, language: 'typescript' | 'python'): Share => ({
    name: `${name}, with Cloudflare’s SDK${requests}`,
    getText: () => toSdkCall(query, timeRange, language) ?? '',
    ...(dataset.sdkResource === undefined && {
      unavailable: `${name}: Cloudflare’s SDK does not cover this log`,
    }),
  })
  return [
    {
      name: `curl, asking Cloudflare${requests}`,
      getText: () => toCurlLines(query, timeRange, toCurlCommand),
    },
    {
      name: `curl, asking this Gumshoe${requests}`,
      getText: () =>
        toCurlLines(query, timeRange, (request) => toGumshoeCurlCommand(request, origin)),
    },
    sdk('TypeScript', 'typescript'),
    sdk('Python', 'python'),
  ]
}

/** The requests for all logs of a timeline. A program of the SDK reads one log, so there is none here. */
function listTimelineForms(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  origin: string,
): readonly Share[] {
  const count = countTimelineRequests(query)
  const requests = toRequestsWords(count)
  const unavailable =
    count === 0 ? { unavailable: 'No log is asked, so there are no requests' } : {}
  const noProgram = (name: string): Share => ({
    name,
    getText: () => '',
    unavailable: `${name}: a program reads one log. Open one log to copy it`,
  })
  return [
    {
      name: `curl, asking Cloudflare${requests}`,
      getText: () => toTimelineCurlLines(query, timeRange, toCurlCommand),
      ...unavailable,
    },
    {
      name: `curl, asking this Gumshoe${requests}`,
      getText: () =>
        toTimelineCurlLines(query, timeRange, (request) => toGumshoeCurlCommand(request, origin)),
      ...unavailable,
    },
    {
      name: `List of the requests for each log${requests}`,
      getText: () => formatTimelineRequests(query, timeRange),
      ...unavailable,
    },
    noProgram('TypeScript'),
    noProgram('Python'),
  ]
}

function toRequestsWords(count: number): string {
  return count > 1 ? ` (${count} requests)` : ''
}
