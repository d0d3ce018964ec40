/** Where an entry came from: the one API call whose answer held it. It is evidence. */
import type { ApiAnswer } from './api-client.ts'

/** An answer, told by everything but its entries. */
export type PageSource = Omit<ApiAnswer, 'bytes'> & {
  /** Path and query below `/client/v4`. */
  request: string
  /** When the answer was whole, by the proxy's clock; absent where that is not known. */
  at?: string
  /** Which answer of its search it was, from 1; absent for a call that asked for one entry only. */
  page?: number
  /** How many entries it held. */
  count: number
  bytes: number
}
