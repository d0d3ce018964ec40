import { expect, it } from 'vitest'
import type { SearchState } from '../../search/engine/search-state.ts'
import { toSpokenStatus, toStatusWords } from './status-words.ts'

const base = { verdict: 'partial', conflicting: 0, pages: 0 } as const

it.each<[Partial<SearchState>, string]>([
  [{ status: 'loading', loaded: 0 }, 'Loading the first entries…'],
  [{ status: 'loading', loaded: 3000 }, '3,000 loaded, loading more…'],
  [{ status: 'waiting', loaded: 3000, hasNextPage: true }, '3,000 loaded, more available'],
  [{ status: 'waiting', loaded: 3000, hasNextPage: false }, '3,000 loaded, perhaps more'],
  [{ status: 'finished', verdict: 'complete', loaded: 12431 }, 'End of range, 12,431 entries'],
  [{ status: 'finished', verdict: 'complete', loaded: 1 }, 'End of range, 1 entry'],
  [{ status: 'finished', verdict: 'complete', loaded: 0 }, 'End of range, no entries'],
  [
    { status: 'finished', verdict: 'unknown', loaded: 1000 },
    '1,000 loaded; whether there are more is unknown',
  ],
  [
    { status: 'failed', loaded: 100, failure: { kind: 'offline' } },
    '100 loaded, stopped: This computer is offline',
  ],
])('says where a search in state %j stands', (change, words) => {
  expect(toStatusWords({ ...base, ...change } as SearchState)).toBe(words)
})

it('reads out every tenth of the way of a whole range, and all else as it is written', () => {
  const speak = (change: object) =>
    toSpokenStatus({ ...base, status: 'loading', loaded: 3000, ...change } as SearchState)
  const shares = Array.from({ length: 100 }, (_, i) => i / 100)
  const spoken = shares.map((share) => speak({ progress: { share } }))
  expect(new Set(spoken).size).toBe(10)
  expect(spoken[57]).toBe('Reading the whole range, 50 %')
  expect(speak({})).toBe('3,000 loaded, loading more…')
  expect(speak({ progress: { share: 0.5 }, status: 'paused' })).toBe('3,000 loaded, paused')
  const end = { progress: undefined, status: 'finished', verdict: 'complete' }
  expect(speak(end)).toBe('End of range, 3,000 entries')
})
