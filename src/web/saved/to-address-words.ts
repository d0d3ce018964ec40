/** What a saved query asks, in one line: the log, the time, and the filters as the API spells them. */
import { getDataset } from '../../catalog/index.ts'
import { toRangeWords } from '../../query/time-range.ts'
import { parseUrl, toFilterPairs } from '../../query/url-codec.ts'

/** The address itself where it is not understood. */
export function toAddressWords(address: string): string {
  const [path = '', ...rest] = address.split('?')
  const query = parseUrl(path, rest.join('?'))?.query
  if (!query) return address
  const { dataset, timeRange, filters, localFilters } = query
  const time =
    timeRange.kind === 'relative'
      ? toRangeWords(timeRange.range)
      : `${timeRange.since ?? '…'} to ${timeRange.before ?? '…'}`
  const asked = toFilterPairs(filters).map(([key, value]) => `${key}=${value}`)
  const local = localFilters.map(
    ({ mode, pointer, text }) => `local.${mode === 'include' ? 'has' : 'not'}=${pointer}=${text}`,
  )
  return [getDataset(dataset).title, time, ...asked, ...local].join(' · ')
}
