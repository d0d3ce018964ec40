/** The zone of the times is the screen's: it is no part of what is saved, and goes along when it is run. */
import { formatQueryString } from '../../query/query-string.ts'

/** The address with its times shown in this zone; UTC needs no word. */
export function withTimeZone(address: string, timeZone: string | undefined): string {
  if (timeZone === undefined || timeZone === 'UTC') return address
  return `${address}${address.includes('?') ? '&' : '?'}${formatQueryString([['tz', timeZone]])}`
}
