import { expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { emptySearchState, type SearchState } from '../../search/engine/search-state.ts'
import {
  countIgnoredFilters,
  type SpokenStatus,
  splitStatusWords,
  toSpokenStatus,
  toStatusWords,
} from './status-words.ts'

const base = { ...emptySearchState, verdict: 'partial' } as const

function toState(change: Partial<SearchState>): SearchState {
  return { ...base, shown: change.loaded ?? 0, ...change }
}

it.each<[Partial<SearchState>, string]>([
  [{ status: 'loading', loaded: 0 }, 'Loading the first entries…'],
  [{ status: 'loading', loaded: 3000 }, '3,000 loaded · Loading more…'],
  [
    { status: 'waiting', loaded: 3000, hasNextPage: true },
    '3,000 loaded · Partial: older entries not loaded',
  ],
  [{ status: 'waiting', loaded: 3000, hasNextPage: false }, '3,000 loaded · More may be available'],
  [{ status: 'finished', verdict: 'complete', loaded: 12431 }, '12,431 loaded · Complete'],
  [
    { status: 'finished', verdict: 'complete', loaded: 258, shown: 162 },
    '162 of 258 loaded · Complete',
  ],
  [
    { status: 'finished', verdict: 'complete', loaded: 1384, shown: 1204, pairsShown: 180 },
    '1,204 events, 180 of them in both logs (1,384 loaded) · Complete',
  ],
  [
    { status: 'finished', verdict: 'complete', loaded: 3000, shown: 1204, pairsShown: 180 },
    '1,204 events, 180 of them in both logs (1,384 of 3,000 loaded) · Complete',
  ],
  [{ status: 'finished', verdict: 'complete', loaded: 0 }, 'No entries · Complete'],
  [{ status: 'finished', verdict: 'unknown', loaded: 1000 }, '1,000 loaded · There may be more'],
  [{ status: 'finished', verdict: 'unknown', loaded: 0 }, 'Nothing loaded'],
  // The notice says what happened; the status does not repeat it.
  [{ status: 'failed', loaded: 100, failure: { kind: 'offline' } }, '100 loaded · Stopped'],
  [{ status: 'failed', loaded: 0, failure: { kind: 'offline' } }, 'Nothing loaded'],
  [{ status: 'loading', loaded: 0, backoff: { kind: 'limited', untilMs: 1 } }, 'Nothing loaded'],
  [
    { status: 'loading', loaded: 100, backoff: { kind: 'limited', untilMs: 1 } },
    '100 loaded · Waiting',
  ],
])('says of a search in state %j: %s', (change, words) => {
  expect(toStatusWords(toState(change), 'desc')).toBe(words)
})

it('names the entries that the direction leaves out', () => {
  const state = toState({ status: 'waiting', loaded: 5, hasNextPage: true })
  expect(toStatusWords(state, 'asc')).toBe('5 loaded · Partial: newer entries not loaded')
})

it('announces every tenth of a whole range with the count of the screen', () => {
  const spoken: string[] = []
  let last: SpokenStatus = { words: '', tenth: undefined }
  for (let percent = 0; percent < 100; percent++) {
    const progress = { share: percent / 100, isPaused: false, entries: 0, pages: 0 }
    const state = toState({ status: 'loading', loaded: 1000 + percent, progress })
    last = toSpokenStatus(state, 'desc', last)
    if (spoken.at(-1) !== last.words) spoken.push(last.words)
    if (percent === 9) expect(toStatusWords(state, 'desc')).toBe('1,009 entries so far')
  }
  expect(spoken).toHaveLength(10)
  expect(spoken[1]).toBe('1,010 entries so far, 10 % of the time range')
})

it('announces all else as it is written', () => {
  const last = { words: 'x', tenth: 5 }
  const speak = (change: Partial<SearchState>) =>
    toSpokenStatus(toState({ loaded: 3000, ...change }), 'desc', last).words
  const progress = { share: 0.5, isPaused: true, entries: 0, pages: 0 }
  expect(speak({ status: 'loading' })).toBe('3,000 loaded · Loading more…')
  expect(speak({ status: 'paused', progress })).toBe('3,000 loaded · Paused')
  expect(speak({ status: 'finished', verdict: 'complete' })).toBe('3,000 loaded · Complete')
})

it('does not say that it is complete while events in both logs are still being found', () => {
  const read: Partial<SearchState> = {
    status: 'finished',
    verdict: 'complete',
    loaded: 9,
    shown: 9,
  }
  const pairing = toState({ ...read, isPairing: true })
  expect(toStatusWords(pairing, 'desc')).toBe('9 loaded · Finding events in both logs…')
  expect(toStatusWords(toState({ ...read, isPairing: false }), 'desc')).toBe('9 loaded · Complete')
})

it('says that filters of the link were ignored, once the search has ended', () => {
  const ended = toState({ status: 'finished', verdict: 'complete', loaded: 9 })
  expect(toStatusWords(ended, 'desc', 1)).toBe('9 loaded · Complete · 1 filter of the link ignored')
  expect(toStatusWords(ended, 'desc', 2)).toMatch(/2 filters of the link ignored$/)
  expect(toStatusWords(toState({ status: 'waiting', loaded: 9 }), 'desc', 1)).not.toMatch(/ignored/)
})

it('counts filters only', () => {
  const { problems } =
    parseUrl(
      `/accounts/${'a'.repeat(32)}/logs/audit`,
      '?actor_emial=a&product_category.not=x&actor_ip_address=x&range=soon&tz=Mars&limit=5&since=x',
    ) ?? {}
  expect(problems).toHaveLength(7)
  expect(countIgnoredFilters(problems ?? [])).toBe(3)
})

it('separates the explanation, which a small page leaves out', () => {
  const words = toStatusWords(toState({ status: 'waiting', loaded: 9, hasNextPage: true }), 'desc')
  const [shown, explanation] = splitStatusWords(words)
  expect([shown, explanation]).toEqual(['9 loaded · Partial', ': older entries not loaded'])
  expect(splitStatusWords('9 loaded · Complete')).toEqual(['9 loaded · Complete', ''])
})
