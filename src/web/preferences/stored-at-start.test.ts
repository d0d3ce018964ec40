import { afterEach, expect, it, vi } from 'vitest'

const id = '0d5c4a0e-5b0c-4a52-9a0f-000000000001'

function store(content: Readonly<Record<string, unknown>>): void {
  const texts = new Map(Object.entries(content).map(([key, value]) => [key, JSON.stringify(value)]))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => texts.set(key, text),
    removeItem: (key: string) => texts.delete(key),
  })
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('reads the rules that are switched off when it is loaded', async () => {
  store({ 'gumshoe.preferences': { rulesOff: [id, 'no id'] } })
  vi.resetModules()
  const { getPreferences } = await import('./preferences.ts')
  expect(getPreferences().rulesOff).toEqual([id])
})
