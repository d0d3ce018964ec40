import { describe, expect, it } from 'vitest'
import { setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { createQuery, type LogQuery, type Source } from '../../../query/log-query.ts'
import type { StoreView } from '../../store/entry-store.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { findFirstRequest } from './first-request.ts'
import { type SearchSession, showFirstEntries, showView } from './search-session.ts'
import { listSessionSources } from './session-sources.ts'

const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const v2: Source = { dataset: 'account-audit-logs-v2', scope }
const v1: Source = { dataset: 'account-audit-logs-v1', scope }
const user: Source = { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } }
const query: LogQuery = { ...createQuery('timeline', scope), sources: [v2, v1, user] }

/** A session that has asked these sources, the views that its store was given, and how many entries were noted. */
function createSession(asked: readonly Source[]) {
  const sources = listSessionSources({ ...query, sources: asked })
  if (!sources) throw new Error('Nothing is asked.')
  const views: StoreView[] = []
  const shown: number[] = []
  const session = {
    sources,
    viewKey: '',
    store: {
      setView: async (view: StoreView) => {
        views.push(view)
        return { stored: 9, shown: 9 - (view.hidden?.length ?? 0) }
      },
    },
    search: { noteView: (size: { shown: number }) => shown.push(size.shown) },
  } as unknown as SearchSession
  return { session, views, shown }
}

describe('the view of a session', () => {
  it('hides sources in the store, once for each change', async () => {
    const { session, views, shown } = createSession([v2, v1, user])
    const hiding = setHiddenSources(query, (source) => source === v1)
    showView(session, hiding)
    showView(session, { ...hiding })
    showView(session, query)
    expect(views.map(({ hidden }) => hidden)).toEqual([
      [`accounts/${scope.id}/audit_logs`],
      undefined,
    ])
    await Promise.resolve()
    // The first view was overtaken.
    expect(shown).toEqual([9])
  })

  it('does not name a hidden source that was not asked', () => {
    const { session, views } = createSession([v2, v1])
    showView(
      session,
      setHiddenSources(query, (source) => source !== v2),
    )
    expect(views[0]?.hidden).toEqual([`accounts/${scope.id}/audit_logs`])
  })
})

describe('the entries of the first page', () => {
  const timeRange = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }
  const bytes = () => new Uint8Array(toPageBytes([toEntryText('one', 1)]))

  /** How many entries a session of these filters shows of its first page; `isOther` for the answer to another request. */
  function countShown(
    more: Partial<LogQuery>,
    { viewKey = '{"localFilters":{}}', pages = 0, isOther = false } = {},
  ): number {
    const asked = { ...createQuery(v2.dataset, scope), ...more }
    const first = findFirstRequest({ ...asked, sources: undefined }, timeRange)
    if (!first) throw new Error('Nothing is asked.')
    let shown = 0
    const session = {
      question: { query: asked, timeRange },
      sources: listSessionSources(asked),
      viewKey,
      search: {
        getState: () => ({ pages }),
        noteFirstEntries(entries: readonly unknown[]) {
          shown = entries.length
        },
      },
    } as unknown as SearchSession
    const request = isOther ? { ...first, pairs: first.pairs.slice(1) } : first
    showFirstEntries(session, request, bytes())
    return shown
  }

  it('are shown where the list will begin with them', () => {
    expect(countShown({})).toBe(1)
    expect(countShown({ direction: 'asc' })).toBe(1)
  })

  it('are not shown where it may begin with others', () => {
    expect(countShown({}, { viewKey: '{"localFilters":{"0":[]}}' })).toBe(0)
    expect(countShown({}, { pages: 1 })).toBe(0)
    expect(countShown({}, { isOther: true })).toBe(0)
    expect(countShown({ dataset: 'timeline', sources: [v2] })).toBe(0)
  })
})
