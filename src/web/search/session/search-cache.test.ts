import { describe, expect, it } from 'vitest'
import { emptySearchState } from '../engine/search-state.ts'
import type { Search } from './create-search.ts'
import { createSearchCache } from './search-cache.ts'

type CachedSession = {
  key: string
  base?: CachedSession | undefined
  isOutdated?: () => boolean
  search: Pick<Search, 'getState' | 'suspend' | 'resume'>
  dispose: () => void
}

function createCache() {
  const cache = createSearchCache<CachedSession>()
  const started: string[] = []
  const log: string[] = []
  function makeSession(key: string, loaded: number, base?: CachedSession): CachedSession {
    return {
      key,
      base,
      search: {
        getState: () => ({ ...emptySearchState, loaded, pages: loaded === 0 ? 0 : 1 }),
        suspend: () => void log.push(`${key} rests`),
        resume: () => void log.push(`${key} wakes`),
      },
      dispose: () => void log.push(`${key} ends`),
    }
  }
  /** Leaves the shown search, as a page does, and shows another. */
  let shown: CachedSession | undefined
  function visit(key: string, loaded = 100, base?: string) {
    if (shown) cache.hide(shown)
    shown = cache.show(key, () => {
      started.push(key)
      return makeSession(key, loaded, base === undefined ? undefined : cache.find(base))
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

  it('stay while a part of their list is shown, which takes no other’s room', () => {
    const { visit, log, cache } = createCache()
    visit('other')
    visit('million', 1_000_000)
    for (const part of ['p1', 'p2', 'p3', 'p4', 'p5']) visit(part, 400_000, 'million')
    expect(log.filter((each) => each.endsWith('ends'))).toEqual(['p1 ends'])
    expect(cache.list().map(({ key }) => key)).toEqual([
      ...['other', 'p2', 'p3', 'p4', 'million', 'p5'],
    ])
  })

  it('are started again when they are another part now', () => {
    const { visit, started, cache } = createCache()
    visit('base')
    visit('part', 10, 'base')
    visit('base')
    const part = cache.find('part')
    if (part) part.isOutdated = () => true
    expect(cache.find('part')).toBeUndefined()
    visit('part', 10, 'base')
    expect(started).toEqual(['base', 'part', 'part'])
    expect(cache.find('part')).toBeDefined()
  })

  it('stay found while they are shown, until they are replaced by what they are now', () => {
    const { visit, cache, started, log } = createCache()
    visit('base')
    visit('part', 10, 'base')
    const part = cache.find('part')
    if (part) part.isOutdated = () => true
    expect(cache.find('part')).toBe(part)
    visit('part', 10, 'base')
    expect(cache.find('part')).not.toBe(part)
    expect(started).toEqual(['base', 'part', 'part'])
    expect(log.at(-1)).toBe('part ends')
  })

  it('can be prepared before they are shown', () => {
    const { visit, started, cache } = createCache()
    visit('base')
    const prepare = (key: string) => {
      cache.prepare(key, () => {
        started.push(`${key} prepared`)
        const base = cache.find('base')
        return base && { ...base, key, base }
      })
    }
    prepare('part')
    prepare('part')
    prepare('base')
    visit('part')
    expect(started).toEqual(['base', 'part prepared'])
    expect(cache.list().map(({ key }) => key)).toEqual(['base', 'part'])
  })

  it('end with their parts', () => {
    const { visit, log, cache } = createCache()
    visit('big', 290_000)
    visit('part', 10, 'big')
    visit('a', 100)
    visit('b', 290_000)
    visit('c', 20_000)
    visit('d', 100)
    expect(cache.list().map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd'])
    expect(log.filter((each) => each.endsWith('ends'))).toEqual(['part ends', 'big ends'])
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
