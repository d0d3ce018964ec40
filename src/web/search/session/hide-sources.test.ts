import { describe, expect, it } from 'vitest'
import { createLedger } from '../engine/create-ledger.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import { hideSources } from './hide-sources.ts'

/** A state in which `a` was read to its end and `b` was refused. */
function createState(): SearchState {
  const ledger = createLedger(['a', 'b'])
  const range = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
  for (const source of ['a', 'b']) {
    ledger.record({ kind: 'window-opened', source, query: 1, reason: 'start', ...range })
  }
  ledger.record({ kind: 'window-ended', source: 'a', window: 1, isProven: true })
  ledger.record({ kind: 'source-ended', source: 'a' })
  const snapshot = ledger.read()
  return {
    ...emptySearchState,
    status: 'finished',
    ledger: snapshot,
    verdict: snapshot.verdict,
    reason: 'b was refused',
    sources: [
      { id: 'a', loaded: 5, share: 1, retries: 0 },
      { id: 'b', loaded: 0, share: 0, retries: 1 },
    ],
  }
}

describe('the state of a search with hidden sources', () => {
  it('claims what is known of the shown ones', () => {
    const state = createState()
    expect(state.verdict).not.toBe('complete')
    const shown = hideSources(state, ['b'])
    expect(shown).toMatchObject({
      verdict: 'complete',
      reason: undefined,
      ledger: { verdict: 'complete' },
    })
    expect(shown.sources.map(({ id }) => id)).toEqual(['a'])
    expect(shown.ledger.sources).toBe(state.ledger.sources)
    expect(hideSources(state, ['a']).verdict).not.toBe('complete')
  })

  it('is the same where nothing of it is hidden, or all', () => {
    const state = createState()
    expect(hideSources(state)).toBe(state)
    expect(hideSources(state, ['elsewhere'])).toBe(state)
    expect(hideSources(state, ['a', 'b'])).toBe(state)
  })
})
