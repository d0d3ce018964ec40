import { describe, expect, it } from 'vitest'
import { emptySearchState } from '../engine/search-state.ts'
import { createSearchCache } from './search-cache.ts'

function createCache() {
  const cache = createSearchCache<ReturnType<typeof makeSession>>()
  const started: string[] = []
  const log: string[] = []
  function makeSession(key: string, loaded: number) {
    return {
      key,
      search: {
        getState: () => ({ ...emptySearchState, loaded, pages: loaded === 0 ? 0 : 1 }),
        suspend: () => void log.push(`${key} rests`),
        resume: () => void log.push(`${key} wakes`),
      },
      dispose: () => void log.push(`${key} ends`),
    }
  }
  /** Leaves the shown search, as a page does, and shows another. */
  let shown: ReturnType<typeof makeSession> | undefined
  function visit(key: string, loaded = 100) {
    if (shown) cache.hide(shown)
    shown = cache.show(key, () => {
      started.push(key)
      return makeSession(key, loaded)
    })
  }
  return { cache, visit, started, log }
}

describe('searches that were left', () => {
  it('rest, and are shown again instead of started again', () => {
    const { visit, started, log } = createCache()
    visit('a')
    visit('b')
    visit('a')
    expect(started).toEqual(['a', 'b'])
    expect(log).toEqual(['a rests', 'b rests', 'a wakes'])
  })

  it('are at most three; the one left longest ago ends first', () => {
    const { visit, started, log } = createCache()
    for (const key of ['a', 'b', 'c', 'd']) visit(key)
    // Four are alive, one of them on the screen.
    visit('a')
    expect(started).toEqual(['a', 'b', 'c', 'd'])
    visit('e')
    expect(log.filter((each) => each.endsWith('ends'))).toEqual(['b ends'])
    visit('b')
    expect(started.at(-1)).toBe('b')
  })

  it('hold at most 300,000 entries in all, beside the one left last', () => {
    const { visit, log, cache } = createCache()
    visit('a', 200_000)
    visit('b', 150_000)
    visit('c', 90_000)
    visit('d', 100)
    expect(log.filter((each) => each.endsWith('ends'))).toEqual(['a ends'])
    expect(cache.find('b')).toBeDefined()
    expect(cache.find('c')).toBeDefined()
  })

  it('keep a million entries for whoever goes right back', () => {
    const { visit, started, cache } = createCache()
    visit('million', 1_000_000)
    visit('a')
    visit('million')
    expect(started).toEqual(['million', 'a'])
    visit('a')
    visit('b')
    expect(cache.find('million')).toBeUndefined()
    visit('too many', 2_000_000)
    visit('a')
    expect(cache.find('too many')).toBeUndefined()
  })

  it('end at once when they have read nothing', () => {
    const { visit, log } = createCache()
    visit('a', 0)
    visit('b')
    expect(log).toEqual(['a rests', 'a ends'])
  })

  it('tell whoever draws them', () => {
    const { cache, visit } = createCache()
    const keys: string[] = []
    cache.subscribe(() => keys.push(cache.find('a')?.key ?? ''))
    visit('a')
    expect(keys).toEqual(['a'])
  })
})
