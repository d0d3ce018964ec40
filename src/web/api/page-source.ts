/** Where an entry came from: the API call whose response contained it. This is evidence. */
import type { ApiAnswer } from './api-client.ts'

/** A response without its entries. */
export type PageSource = Omit<ApiAnswer, 'bytes'> & {
  /** Path and query below `/client/v4`. */
  request: string
  /** When the response was complete, by the proxy's clock; absent when unknown. */
  at?: string
  /** The number of the page in its search, from 1; absent for a call for one entry. */
  page?: number
  /** The number of its entries. */
  count: number
  bytes: number
}
