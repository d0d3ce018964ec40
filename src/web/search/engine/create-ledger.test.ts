import { describe, expect, it } from 'vitest'
import { createLedger, openLedgerWindow } from './create-ledger.ts'
import { getSource, type LedgerEvent, type LedgerPage } from './ledger.ts'

const hours = (since: string, before: string) => ({
  since: `2026-11-01T${since}:00:00.000Z`,
  before: `2026-11-01T${before}:00:00.000Z`,
})
const source = 'a'

function makePage(request: string, count = 10): LedgerPage {
  return {
    at: hours('13', '13').since,
    request,
    count,
    nextCursor: '',
    bytes: 100,
    requestId: '',
    doubts: [],
  }
}

const makeFailure = (request: string) => ({
  at: hours('13', '13').since,
  request,
  reason: 'refused',
})

const makeGap = (reason: string) => ({ ...hours('02', '03'), query: 1, reason })

/** Makes every later change of a value throw. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) freeze(member)
  }
  return value
}

/** A ledger whose every snapshot is frozen as soon as it exists. */
function createFrozenLedger(sources = [source]) {
  const ledger = createLedger(sources)
  freeze(ledger.read())
  return {
    ...ledger,
    record(event: LedgerEvent) {
      ledger.record(freeze(event))
      freeze(ledger.read())
    },
  }
}

function openWindow(ledger: ReturnType<typeof createFrozenLedger>, reason: 'start' | 'follow') {
  return openLedgerWindow(ledger, source, { ...hours('00', '12'), query: 1, reason })
}

describe('a ledger', () => {
  it('has no records at first, and no verdict', () => {
    expect(createLedger(['a', 'b']).read()).toMatchObject({
      verdict: 'unknown',
      sources: [
        { id: 'a', windows: [], gaps: [], totals: { added: 0, repeated: 0, conflicting: 0 } },
        { id: 'b' },
      ],
    })
  })

  it('records windows with their pages, failures and outcomes', () => {
    const ledger = createFrozenLedger()
    const first = openWindow(ledger, 'start')
    const page = makePage('/1')
    const failure = makeFailure('/2')
    ledger.record({ kind: 'page-accepted', source, window: first, page })
    ledger.record({ kind: 'request-failed', source, window: first, failure })
    ledger.record({ kind: 'window-continued', source, window: first })
    const second = openWindow(ledger, 'start')
    ledger.record({ kind: 'window-ended', source, window: second, isProven: true })
    const third = openWindow(ledger, 'start')
    ledger.record({ kind: 'window-ended', source, window: third, isProven: false })
    expect(getSource(ledger.read(), source).windows).toEqual([
      {
        ...hours('00', '12'),
        number: 1,
        query: 1,
        reason: 'start',
        pages: [page],
        retries: [failure],
        outcome: 'continued',
      },
      expect.objectContaining({ number: 2, outcome: 'end' }),
      expect.objectContaining({ number: 3, outcome: 'unknown' }),
    ])
  })

  it('adds up what became of the entries', () => {
    const ledger = createFrozenLedger()
    const event = {
      kind: 'entries-committed',
      source,
      added: 5,
      repeated: 2,
      conflicting: 1,
    } as const
    ledger.record(event)
    ledger.record({ ...event, repeated: 0 })
    const totals = { added: 10, repeated: 2, conflicting: 2 }
    expect(getSource(ledger.read(), source).totals).toEqual(totals)
  })

  it('refuses events of a source or window that it does not have', () => {
    const ledger = createFrozenLedger()
    expect(() => ledger.record({ kind: 'source-ended', source: 'b' })).toThrow('No source b')
    expect(() => ledger.record({ kind: 'window-continued', source, window: 1 })).toThrow(
      'No window 1',
    )
  })
})

describe('a source that is set aside', () => {
  const gap = makeGap('forbidden')

  it('is unknown without a page and partial with one, for the reason of its gap', () => {
    const ledger = createFrozenLedger()
    ledger.record({ kind: 'source-set-aside', source, gap })
    expect(ledger.read()).toMatchObject({ verdict: 'unknown', reason: 'forbidden' })
    ledger.record({ kind: 'gap-closed', source, gap })
    const window = openWindow(ledger, 'start')
    ledger.record({ kind: 'page-accepted', source, window, page: makePage('/1') })
    ledger.record({ kind: 'source-set-aside', source, gap })
    expect(ledger.read()).toMatchObject({ verdict: 'partial', reason: 'forbidden' })
    expect(getSource(ledger.read(), source).gaps).toEqual([gap])
  })

  it('has no gap left when what it missed was read, but keeps its other gaps', () => {
    const ledger = createFrozenLedger()
    const window = openWindow(ledger, 'start')
    ledger.record({ kind: 'page-accepted', source, window, page: makePage('/1') })
    const other = makeGap('no end')
    ledger.record({ kind: 'gap-found', source, gap: other })
    ledger.record({ kind: 'source-set-aside', source, gap })
    ledger.record({ kind: 'gap-closed', source, gap })
    expect(getSource(ledger.read(), source)).toMatchObject({
      verdict: 'partial',
      reason: undefined,
      gaps: [other],
    })
    ledger.record({ kind: 'source-ended', source })
    expect(ledger.read()).toMatchObject({ verdict: 'unknown', reason: 'no end' })
  })

  it('is the weakest of several', () => {
    const ledger = createFrozenLedger(['a', 'b'])
    ledger.record({ kind: 'source-ended', source: 'a' })
    ledger.record({ kind: 'source-set-aside', source: 'b', gap })
    expect(ledger.read()).toMatchObject({ verdict: 'unknown', reason: 'forbidden' })
  })
})

describe('a snapshot', () => {
  it('is the same object while nothing changes', () => {
    const ledger = createFrozenLedger()
    expect(ledger.read()).toBe(ledger.read())
    ledger.record({ kind: 'source-ended', source })
    const ended = ledger.read()
    ledger.record({ kind: 'source-ended', source })
    expect(ledger.read()).toBe(ended)
  })

  it('never changes, whatever is recorded after it', () => {
    const ledger = createFrozenLedger()
    const window = openWindow(ledger, 'follow')
    const page = makePage('/1')
    const events: LedgerEvent[] = [
      { kind: 'page-accepted', source, window, page },
      { kind: 'request-failed', source, window, failure: makeFailure('/2') },
      { kind: 'poll-completed', source, window, ...hours('00', '13') },
      { kind: 'requests-condensed', source, window, pages: [page], failures: 1 },
      { kind: 'window-continued', source, window },
      { kind: 'window-ended', source, window, isProven: false },
      { kind: 'window-opened', source, ...hours('00', '01'), query: 1, reason: 'retry' },
      { kind: 'entries-committed', source, added: 1, repeated: 1, conflicting: 1 },
      { kind: 'gap-found', source, gap: makeGap('no end') },
      { kind: 'source-ended', source },
    ]
    for (const event of events) {
      const before = ledger.read()
      const text = JSON.stringify(before)
      ledger.record(event)
      expect(ledger.read()).not.toBe(before)
      expect(JSON.stringify(before)).toBe(text)
    }
  })

  it('shares what did not change with the snapshot before it', () => {
    const ledger = createFrozenLedger(['a', 'b'])
    openWindow(ledger, 'start')
    const window = openWindow(ledger, 'start')
    const before = ledger.read()
    ledger.record({ kind: 'page-accepted', source, window, page: makePage('/1') })
    const after = ledger.read()
    expect(after.sources[1]).toBe(before.sources[1])
    const [a, b] = [getSource(before, source), getSource(after, source)]
    expect(b.windows[0]).toBe(a.windows[0])
    expect(b.windows[1]).not.toBe(a.windows[1])
    expect([b.gaps, b.totals]).toEqual([a.gaps, a.totals])
    expect(b.gaps).toBe(a.gaps)
  })
})

describe('a verdict', () => {
  it('is partial from the first page on, and complete at an end without gaps', () => {
    const ledger = createFrozenLedger()
    const window = openWindow(ledger, 'start')
    ledger.record({ kind: 'request-failed', source, window, failure: makeFailure('/1') })
    expect(ledger.read().verdict).toBe('unknown')
    ledger.record({ kind: 'page-accepted', source, window, page: makePage('/2') })
    expect(ledger.read().verdict).toBe('partial')
    ledger.record({ kind: 'source-ended', source })
    expect(ledger.read()).toMatchObject({ verdict: 'complete', reason: undefined })
  })

  it('is unknown at an end with gaps, for the reason of the first', () => {
    const ledger = createFrozenLedger()
    ledger.record({ kind: 'gap-found', source, gap: makeGap('no end shown') })
    ledger.record({ kind: 'gap-found', source, gap: makeGap('another') })
    ledger.record({ kind: 'source-ended', source })
    const reason = 'no end shown (and 1 more; see the ledger)'
    expect(ledger.read()).toMatchObject({ verdict: 'unknown', reason })
  })

  it('does not change when the source is followed', () => {
    const ledger = createFrozenLedger()
    ledger.record({ kind: 'source-ended', source })
    const window = openWindow(ledger, 'follow')
    ledger.record({ kind: 'page-accepted', source, window, page: makePage('/1') })
    expect(ledger.read().verdict).toBe('complete')
  })

  it('over several sources is the weakest one', () => {
    const ledger = createFrozenLedger(['a', 'b'])
    ledger.record({ kind: 'source-ended', source: 'a' })
    expect(ledger.read().verdict).toBe('unknown')
    const range = { ...hours('00', '12'), query: 1, reason: 'start' } as const
    const window = openLedgerWindow(ledger, 'b', range)
    ledger.record({ kind: 'page-accepted', source: 'b', window, page: makePage('/1') })
    expect(ledger.read().verdict).toBe('partial')
    ledger.record({ kind: 'source-ended', source: 'b' })
    expect(ledger.read().verdict).toBe('complete')
  })
})

describe('a window of polls', () => {
  it('grows with every poll, and claims what was asked only after the first is complete', () => {
    const ledger = createFrozenLedger()
    const window = openWindow(ledger, 'follow')
    const read = () => getSource(ledger.read(), source).windows[0]
    ledger.record({ kind: 'poll-completed', source, window, ...hours('06', '10') })
    expect(read()).toMatchObject({ ...hours('00', '10'), outcome: 'end' })
    ledger.record({ kind: 'poll-completed', source, window, ...hours('08', '14') })
    expect(read()).toMatchObject(hours('00', '14'))
    ledger.record({ kind: 'poll-completed', source, window, ...hours('08', '12') })
    expect(read()).toMatchObject(hours('00', '14'))
  })

  it('counts condensed requests and lists the others', () => {
    const ledger = createFrozenLedger()
    const window = openWindow(ledger, 'follow')
    const pages = [makePage('/1', 3), makePage('/2'), makePage('/3', 4)]
    for (const page of pages) ledger.record({ kind: 'page-accepted', source, window, page })
    for (const request of ['/4', '/5']) {
      ledger.record({ kind: 'request-failed', source, window, failure: makeFailure(request) })
    }
    const [first, second, third] = pages
    if (!first || !third) throw new Error('no pages')
    ledger.record({
      kind: 'requests-condensed',
      source,
      window,
      pages: [first, third],
      failures: 1,
    })
    expect(getSource(ledger.read(), source).windows[0]).toMatchObject({
      pages: [second],
      retries: [{ request: '/5' }],
      earlier: { pages: 2, entries: 7, bytes: 200, refused: 1 },
    })
    ledger.record({ kind: 'requests-condensed', source, window, pages: [], failures: 1 })
    expect(getSource(ledger.read(), source).windows[0]?.earlier?.refused).toBe(2)
  })
})
