import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findLostPath } from '../preferences/find-lost-path.ts'

/** What browsers have stored since version 1, one text for each key, as that version wrote it. */
const storedTexts = {
  'gumshoe.preferences':
    '{"theme":"dark","mode":"demo","lastPath":"/accounts/2bd47c24fec6938a189b6cbac87de631/logs/audit","lastIds":{"account":"2bd47c24fec6938a189b6cbac87de631"},"timeZone":"Europe/Berlin","isWelcomed":true}',
  'gumshoe.view':
    '{"density":"compact","columns":{"account-audit-logs-v2":[{"field":"actor.email","width":240,"isPinned":true},{"field":"action.type"}]},"facets":{"account-audit-logs-v2":["actor.email"]},"hasHistogram":false,"histogramBy":"action.result","hasFacets":true}',
  'gumshoe.saved':
    '[{"name":"Deletions","note":"every Monday","address":"/accounts/2bd47c24fec6938a189b6cbac87de631/logs/audit?range=7d&action_type=delete"},{"name":"Mine","note":"","address":"/user/audit_logs?range=30d"}]',
}

/** A storage of this process, as a browser has it. */
function createStorage(texts: Record<string, string>) {
  const kept = new Map(Object.entries(texts))
  return {
    kept,
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
}

async function openBrowser(texts: Record<string, string>) {
  const storage = createStorage(texts)
  vi.stubGlobal('localStorage', storage)
  vi.resetModules()
  const preferences = await import('../preferences/preferences.ts')
  const view = await import('../preferences/view-preferences.ts')
  const saved = await import('./saved-store.ts')
  const damaged = await import('../preferences/damaged-texts.ts')
  return { storage, preferences, view, saved: saved.createSavedStore(), damaged }
}

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-29T12:00:00Z') }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the stored state of an earlier version', () => {
  it('is read completely, and stays as it is', async () => {
    const { storage, preferences, view, saved, damaged } = await openBrowser(storedTexts)
    expect(preferences.getPreferences()).toEqual(JSON.parse(storedTexts['gumshoe.preferences']))
    expect(view.getViewPreferences()).toEqual(JSON.parse(storedTexts['gumshoe.view']))
    expect(saved.get().queries).toEqual(JSON.parse(storedTexts['gumshoe.saved']))
    expect(Object.fromEntries(storage.kept)).toEqual(storedTexts)
    expect(damaged.listDamagedTexts()).toEqual([])
    expect(damaged.hasNewDamage()).toBe(false)
  })

  it('loses nothing when one preference changes', async () => {
    const { storage, preferences, view } = await openBrowser(storedTexts)
    preferences.setPreferences({ theme: 'light' })
    view.setViewPreferences(() => ({ density: 'roomy' }))
    expect(JSON.parse(storage.kept.get('gumshoe.preferences') ?? '')).toEqual({
      ...JSON.parse(storedTexts['gumshoe.preferences']),
      theme: 'light',
    })
    expect(JSON.parse(storage.kept.get('gumshoe.view') ?? '')).toEqual({
      ...JSON.parse(storedTexts['gumshoe.view']),
      density: 'roomy',
    })
  })
})

describe('a stored text that is not read completely', () => {
  const good = JSON.parse(storedTexts['gumshoe.saved'])[0]
  it.each([
    ['gumshoe.saved', '[{"name":"Del'],
    ['gumshoe.saved', JSON.stringify([good, { ...good, name: 'x', address: 'javascript:1' }])],
    ['gumshoe.saved', JSON.stringify([{ ...good, rule: 'of a newer version' }])],
    ['gumshoe.saved', '{"version":7,"queries":[]}'],
    ['gumshoe.view', '{"density":"tiny"}'],
    ['gumshoe.view', `{"columns":${'['.repeat(3_000)}${']'.repeat(3_000)}}`],
    ['gumshoe.preferences', 'null'],
    ['gumshoe.preferences', '{"theme":"dark","__proto__":{"theme":"light"}}'],
    ['gumshoe.preferences', '{"theme":"dark","newer":1}'],
  ])('%s: is kept as it was, and told once: %.60s', async (key, text) => {
    const { storage, damaged } = await openBrowser({ ...storedTexts, [key]: text })
    const [kept, ...others] = damaged.listDamagedTexts()
    expect(others).toEqual([])
    expect(kept).toMatchObject({ storageKey: key, text })
    expect(damaged.hasNewDamage()).toBe(true)
    vi.advanceTimersByTime(1_000)
    damaged.markDamageTold()
    expect(damaged.hasNewDamage()).toBe(false)
    // The next visit reads what was left without damage, and has the text still.
    const next = await openBrowser(Object.fromEntries(storage.kept))
    expect(next.damaged.listDamagedTexts()).toEqual([kept])
    expect(next.damaged.hasNewDamage()).toBe(false)
    next.damaged.deleteDamagedText(kept?.key ?? '')
    expect(next.damaged.listDamagedTexts()).toEqual([])
  })

  it('is kept when a newer version wrote it, although this one reads all of it', async () => {
    const texts = { ...storedTexts, 'gumshoe.view.version': '2' }
    const { storage, damaged, view } = await openBrowser(texts)
    const kept = { storageKey: 'gumshoe.view', text: storedTexts['gumshoe.view'] }
    expect(damaged.listDamagedTexts()).toMatchObject([kept])
    expect(storage.kept.get('gumshoe.view.version')).toBe('1')
    view.setViewPreferences(() => ({ density: 'roomy' }))
    const next = await openBrowser(Object.fromEntries(storage.kept))
    expect(next.damaged.listDamagedTexts()).toMatchObject([kept])
    expect(next.view.getViewPreferences().density).toBe('roomy')
  })

  it('has its readable part in use', async () => {
    const wrong = { ...good, name: 'x', address: 'javascript:1' }
    const text = JSON.stringify([good, wrong])
    const { saved, storage } = await openBrowser({ 'gumshoe.saved': text })
    expect(saved.get().queries).toEqual([good])
    expect(JSON.parse(storage.kept.get('gumshoe.saved') ?? '')).toEqual([good])
  })

  it('is not replaced by a change where the storage has no room to keep it', async () => {
    const damagedText = '[{"name":"Del'
    const storage = createStorage({ 'gumshoe.saved': damagedText })
    const { kept } = storage
    vi.stubGlobal('localStorage', {
      ...storage,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    vi.resetModules()
    const saved = (await import('./saved-store.ts')).createSavedStore()
    expect(saved.replace({ queries: [good], unreadable: 0 })?.error).toBeInstanceOf(DOMException)
    expect(kept.get('gumshoe.saved')).toBe(damagedText)
  })
})

describe('two tabs', () => {
  it('keep the changes of each other', async () => {
    const { storage, view } = await openBrowser(storedTexts)
    // The other tab changes the density and a query meanwhile.
    const other = { ...JSON.parse(storedTexts['gumshoe.view']), density: 'roomy' }
    storage.kept.set('gumshoe.view', JSON.stringify(other))
    view.setViewPreferences(({ columns }) => ({ columns: { ...columns, x: [] } }))
    expect(JSON.parse(storage.kept.get('gumshoe.view') ?? '')).toMatchObject({ density: 'roomy' })
  })
})

describe('findLostPath', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [{ a: 1 }, { a: 1, b: 2 }, undefined],
    [{ a: { b: [1, 2] } }, { a: { b: [1] } }, 'a.b.1'],
    [{ a: 1 }, {}, 'a'],
    [[], {}, ''],
    [1, 2, ''],
    [{ a: null }, { a: null }, undefined],
    [JSON.parse('{"__proto__":{"a":1}}'), {}, '__proto__'],
  ])('%j read as %j: %s', (given, read, path) => {
    expect(findLostPath(given, read)).toBe(path)
  })
})
