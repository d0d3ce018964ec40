import { describe, expect, it } from 'vitest'
import { setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { createQuery, type LogQuery, type Source } from '../../../query/log-query.ts'
import type { StoreView } from '../../store/entry-store.ts'
import { type SearchSession, showView } from './search-session.ts'
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
