import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { createQuery } from '../../../query/log-query.ts'
import { emptySearchState } from '../../search/engine/search-state.ts'
import { searchCache } from '../../search/session/search-cache.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useSearch } from '../../search/session/use-search.ts'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'

const query = createQuery('account-audit-logs-v2', { kind: 'account', id: '0'.repeat(32) })
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }

let unmount = () => {}
afterEach(async () => {
  unmount()
  await endReactWork()
})

/** A search over a part of a list, which can be followed further. */
function createPart(key: string) {
  let isOutdated = false
  let state = { ...emptySearchState, pages: 1, loaded: 7 }
  const listeners = new Set<() => void>()
  const session = {
    key,
    sources: [],
    isOutdated: () => isOutdated,
    viewKey: '',
    store: { setView: async () => ({ stored: 7, shown: 7 }) },
    search: {
      getState: () => state,
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      suspend() {},
      resume() {},
      noteView() {},
    },
    dispose: vi.fn(),
  } as unknown as SearchSession
  return {
    session,
    followBase() {
      isOutdated = true
      state = { ...state }
      for (const listener of listeners) listener()
    },
  }
}

it('a part of a list that is followed further is replaced, and the page is never without a search', async () => {
  const [first, second] = [createPart('key'), createPart('key')]
  const parts = [first, second]
  const show = searchCache.show
  vi.spyOn(searchCache, 'show').mockImplementation((key) => show(key, () => parts.shift()?.session))
  const hook = renderHook(
    ({ name }: { name: string }) =>
      useSearch(query, { timeRange }, name, () => {}, Date.now, { shown: 'joined' }),
    { name: 'key' },
    (child) => <QueryClientProvider client={new QueryClient()}>{child}</QueryClientProvider>,
  )
  unmount = hook.unmount
  await expect.poll(() => hook.result?.session).toBe(first.session)
  first.followBase()
  expect(searchCache.find('key')).toBe(first.session)
  await expect.poll(() => hook.result?.session).toBe(second.session)
  expect(first.session.dispose).toHaveBeenCalledOnce()
  expect(hook.result?.state.loaded).toBe(7)
})
