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
  const dataset = getDataset(query.dataset)
  const missing = findMissingFilter(query)
  const count = countRequests(dataset, query.filters)
  const requests = count > 1 ? ` (${count} requests)` : ''
  const sdk = (name: string, language: 'typescript' | 'python'): Share => ({
    name: `${name}, with Cloudflare’s SDK${requests}`,
    getText: () => toSdkCall(query, timeRange, language) ?? '',
    ...(dataset.sdkResource === undefined && {
      unavailable: `${name}: Cloudflare’s SDK does not cover this log`,
    }),
  })
  // A request without a required filter would be refused.
  const requestForms: readonly Share[] = missing
    ? []
    : [
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
  return [
    { name: 'Link with fixed times', getText: () => toFrozenLink(query, screen, timeRange) },
    ...(query.timeRange.kind === 'relative'
      ? [{ name: 'Link that stays relative', getText: () => origin + formatUrl(query, screen) }]
      : []),
    ...requestForms,
    { name: 'Text for the search bar', getText: () => formatTyped(query) },
  ]
}
