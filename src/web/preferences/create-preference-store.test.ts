import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPreferenceStore } from './create-preference-store.ts'

type Taste = { size: string; hasBars: boolean }

const read = (stored: unknown): Taste => ({ size: 'small', hasBars: true, ...(stored ?? {}) })
const create = () => createPreferenceStore<Taste>('taste', read)

/** A storage of this process. */
function stubStorage(change: Partial<Pick<Storage, 'getItem' | 'setItem'>> = {}) {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    ...change,
  })
  return kept
}

const refuse = () => {
  throw new DOMException('no', 'SecurityError')
}

afterEach(() => void vi.unstubAllGlobals())

describe('a preference', () => {
  it.each([
    ['may not be touched', () => vi.stubGlobal('localStorage', undefined)],
    ['may not be read or written', () => stubStorage({ getItem: refuse, setItem: refuse })],
    ['may not be written', () => stubStorage({ setItem: refuse })],
    ['is full', () => stubStorage({ setItem: refuse }).set('taste', '{"size":"large"}')],
    ['holds something else', () => stubStorage({ setItem: refuse }).set('taste', '{')],
  ])('outlives the next change in a page whose storage %s', (_, stub) => {
    stub()
    const store = create()
    store.set(() => ({ hasBars: false }))
    store.set(() => ({ size: 'huge' }))
    expect(store.get()).toEqual({ size: 'huge', hasBars: false })
  })

  it('of another tab is kept', () => {
    const kept = stubStorage()
    const store = create()
    store.set(() => ({ hasBars: false }))
    kept.set('taste', '{"size":"large","hasBars":false}')
    store.set(() => ({ hasBars: true }))
    expect(store.get()).toEqual({ size: 'large', hasBars: true })
    expect(kept.get('taste')).toBe('{"size":"large","hasBars":true}')
  })

  it('that changes is told to everybody who listens', () => {
    stubStorage()
    const store = create()
    const listener = vi.fn()
    const stop = store.subscribe(listener)
    store.set(() => ({ size: 'large' }))
    stop()
    store.set(() => ({ size: 'small' }))
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('that is replaced is stored whole, or stays as it was', () => {
    const kept = stubStorage()
    const store = createPreferenceStore<Taste>('taste', read, { write: ({ size }) => ({ size }) })
    expect(store.replace({ size: 'large', hasBars: false })).toBeUndefined()
    expect(kept.get('taste')).toBe('{"size":"large"}')
    expect(store.get()).toEqual({ size: 'large', hasBars: false })
    stubStorage({ setItem: refuse })
    expect(store.replace({ size: 'huge', hasBars: true })?.error).toBeInstanceOf(DOMException)
    expect(store.get()).toEqual({ size: 'large', hasBars: false })
  })

  it('follows what other tabs store, where that is wanted', () => {
    const kept = stubStorage()
    const tabs = new EventTarget()
    vi.stubGlobal('window', tabs)
    const store = createPreferenceStore<Taste>('taste', read, { followsTabs: true })
    const listener = vi.fn()
    const stop = store.subscribe(listener)
    kept.set('taste', '{"size":"large"}')
    tabs.dispatchEvent(Object.assign(new Event('storage'), { key: 'other' }))
    expect(store.get().size).toBe('small')
    tabs.dispatchEvent(Object.assign(new Event('storage'), { key: 'taste' }))
    expect(store.get().size).toBe('large')
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
  })
})
