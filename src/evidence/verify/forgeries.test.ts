/** An analyst asks a proxy of another person, and writes a receipt that says more than its records show. */
import { describe, expect, it } from 'vitest'
import type { ReceiptInput } from '../create-receipt.ts'
import { formatHex, parseDigest } from '../encoding/hex.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import { assembleBundle, writeSums } from '../testing/create-bundle.ts'
import { changePages, getLedger, prepareExport } from '../testing/prepare-export.ts'

const { parts, verify, findFailures, changeInput, changeSource, signAgain } = await prepareExport()

it('is not found in an export that says what its records show', async () => {
  expect(await verify(parts)).toMatchObject({ result: 'holds', failed: [] })
})

describe('a log', () => {
  it('is not read by pages of another log', async () => {
    const other = 'accounts/fedcba9876543210fedcba9876543210/logs/audit'
    const changed = changeSource(false, (source) => ({ ...source, in: other }))
    const pages = changed.input.pages.map((page) =>
      page.source === 'user/audit_logs' ? { ...page, source: other } : page,
    )
    const own = parts.input.sources.filter(({ file }) => file === null)
    const sources = [
      ...changed.input.sources,
      ...own.map((source) => ({ ...source, ledger: undefined })),
    ]
    expect(
      await findFailures({
        ...changed,
        input: { ...changed.input, pages, sources } as ReceiptInput,
      }),
    ).toContainEqual(
      expect.stringMatching(
        /^Page 2 .* is called one of the log “accounts\/fedc.*”, and asked another one/,
      ),
    )
  })

  it('is not complete when it was never asked', async () => {
    const other = 'accounts/fedcba9876543210fedcba9876543210/logs/audit'
    const [source] = parts.input.sources
    if (!source) throw new Error('no source')
    const ledger = getLedger(source)
    const invented = {
      ...{ in: other, file: null, exported: 0 },
      ledger: {
        ...ledger,
        asked: [],
        windows: ledger.windows.map((each) => ({ ...each, pages: [] })),
      },
    }
    const words = await findFailures(changeInput({ sources: [...parts.input.sources, invented] }))
    expect(words).toContainEqual(
      expect.stringMatching(
        /^The log “accounts\/fedc.*” is marked complete, but no page of it is in the receipt/,
      ),
    )
    const { ledger: _, ...unread } = invented
    expect(
      await findFailures(changeInput({ sources: [...parts.input.sources, unread] })),
    ).toContainEqual(
      expect.stringMatching(
        /^The verdict is “complete”, although the log “accounts\/fedc.*” was not read/,
      ),
    )
  })
})

describe('the filters of the question', () => {
  it('are in the receipt in a form that can be compared', async () => {
    for (const filters of [
      undefined,
      'none',
      [{ parameter: 'actor_email', mode: 'all', values: [] }],
    ]) {
      const changed = changeSource(true, (source) => ({ ...source, filters }))
      const question = { ...parts.input.question, filters }
      expect(
        await findFailures({ ...changed, input: { ...changed.input, question } }),
      ).toContainEqual(
        expect.stringMatching(/^The receipt does not say with which filters the log “accounts/),
      )
    }
  })

  it('are not fewer than those of an earlier, wider reading', async () => {
    const changed = changeSource(true, (source) => ({
      ...source,
      filters: [],
      ledger: { ...getLedger(source), origin: { readAt: '2026-11-30T11:00:00Z' } },
    }))
    expect(await findFailures(changed)).toEqual([
      expect.stringMatching(
        /^The log “accounts.*” was asked with other filters than the question has, and what it answered does not have all/,
      ),
    ])
    const filters = [
      { parameter: 'actor_email', mode: 'include', values: ['a@example.com'] },
      { parameter: 'action_type', mode: 'include', values: ['delete'] },
    ]
    const narrower = changeSource(true, (source) => ({
      ...source,
      filters,
      ledger: { ...getLedger(source), origin: { readAt: '2026-11-30T11:00:00Z' } },
    }))
    expect(await findFailures(narrower)).toEqual([])
  })
})

describe('a window', () => {
  it('that another one continues is followed by one that was read to its end', async () => {
    const { records, heads } = parts.input.witness
    const cut = changeSource(true, (source) => {
      const ledger = getLedger(source)
      const windows = ledger.windows.map((window) => ({
        ...window,
        outcome: 'continued' as const,
        pages: window.pages.filter(({ requestId }) => requestId !== 'request-4'),
      }))
      return { ...source, ledger: { ...ledger, windows } }
    })
    const { 'pages/4.json': _, ...bodies } = parts.bodies
    const words = await findFailures({
      ...cut,
      bodies,
      leaves: parts.leaves.slice(0, 3),
      input: {
        ...cut.input,
        pages: parts.input.pages.slice(0, 3),
        witness: { ...parts.input.witness, records: records.slice(0, 3), heads: heads.slice(0, 1) },
      },
    })
    expect(words).toContainEqual(
      expect.stringMatching(
        /^Pages are missing: window 1 of the log “accounts.*” was not read to its end, and no other window/,
      ),
    )
  })

  it('has every page between its first and its last', async () => {
    // The page in between was asked without the search, so that it has no record.
    const skipped = await signAgain(parts, (record) => ({
      ...record,
      target: record.target.replace('cursor=c1', 'cursor=c9'),
    }))
    const pages = skipped.input.pages.map((page) => ({
      ...page,
      request: page.request.replace('cursor=c1', 'cursor=c9'),
    }))
    const changed = changePages(skipped, pages)
    expect(await findFailures(changed)).toContainEqual(
      expect.stringMatching(
        /^Page 3 .* was asked with a cursor that no page of window 1 names: pages before it are missing/,
      ),
    )
    const numbered = await signAgain(parts, (record) => ({
      ...record,
      target: record.target.replace('&page=1', '&page=2'),
    }))
    expect(
      await findFailures(
        changePages(
          numbered,
          numbered.input.pages.map((page) => ({
            ...page,
            request: page.request.replace('&page=1', '&page=2'),
          })),
        ),
      ),
    ).toContainEqual(
      expect.stringMatching(/^Page 2 .* is page 2 of window 1, which does not have page 1/),
    )
  })

  it('has pages of one size and one direction', async () => {
    for (const [from, to] of [
      ['limit=1000&cursor=c1', 'limit=10&cursor=c1'],
      [/direction=desc(.*cursor=c1)/, 'direction=asc$1'],
    ] as const) {
      const change = (text: string) => text.replace(from, to)
      const signed = await signAgain(parts, (record) => ({
        ...record,
        target: change(record.target),
      }))
      const pages = signed.input.pages.map((page) => ({ ...page, request: change(page.request) }))
      expect(await findFailures(changePages(signed, pages))).toContainEqual(
        expect.stringMatching(
          /^Page 3 .* was asked in another direction or with another size of pages than the first page of window 1: entries may lie between/,
        ),
      )
    }
  })

  it('does not end with a page that points to another one, even without entries, or that is full', async () => {
    const named = await signAgain(parts, (record) =>
      record.requestId === 'request-4' && record.entries
        ? { ...record, entries: { ...record.entries, next: 'c3' } }
        : record,
    )
    expect(await findFailures(named)).toEqual([
      expect.stringMatching(/^Window 1 .* its last page \(page 4\) points to another page\.$/),
    ])
    const leaf = 'ab'.repeat(32)
    const isFull = ({ requestId }: { requestId: string }) => requestId === 'request-2'
    const toOne = (text: string) => text.replace('per_page=1000', 'per_page=1')
    const signed = await signAgain(parts, (record) =>
      isFull(record)
        ? {
            ...record,
            target: toOne(record.target),
            entries: {
              count: 1,
              root: formatHex(toMerkleRoot([parseDigest(leaf) ?? new Uint8Array()])),
              next: null,
            },
          }
        : record,
    )
    const pages = signed.input.pages.map(({ body, ...page }) =>
      isFull(page)
        ? { ...page, request: toOne(page.request), count: 1 }
        : { ...page, ...(body && { body }) },
    )
    const { 'pages/2.json': _, ...bodies } = parts.bodies
    const full = { ...changePages(signed, pages), bodies, leaves: parts.leaves.with(1, [leaf]) }
    expect(await findFailures(full)).toEqual([
      expect.stringMatching(
        /^Window 1 of the log “user.* its last page \(page 2\) is full, so that more may follow\.$/,
      ),
    ])
  })

  it('has pages of one time range', async () => {
    const narrow = (text: string) =>
      text.replace(/since=[^&]*(.*cursor=c1)/, 'since=2026-11-29T12:00:00.000Z$1')
    const signed = await signAgain(parts, (record) => ({
      ...record,
      target: narrow(record.target),
    }))
    const pages = signed.input.pages.map((page) => ({ ...page, request: narrow(page.request) }))
    expect(await findFailures(changePages(signed, pages))).toContainEqual(
      expect.stringMatching(
        /^Page 3 .* was asked with another time range or other filters than the first page of window 1/,
      ),
    )
  })
})

describe('the question', () => {
  it('has the time range of its logs', async () => {
    const timeRange = { since: '2020-01-01T00:00:00.000Z', before: '2026-11-30T00:00:00.000Z' }
    const question = { ...parts.input.question, timeRange }
    expect(await findFailures(changeInput({ question }))).toEqual([
      expect.stringMatching(
        /^The question has the time range from “2020-01-01T00:00:00.000Z” to “2026-11-30.*”, and the log “accounts.*” was read from/,
      ),
      expect.stringMatching(/and the log “user\/audit_logs” was read from/),
    ])
  })

  it('was asked after its time range had ended, or the receipt says that entries may follow', async () => {
    const early = await signAgain(parts, (record) => ({
      ...record,
      at: '2026-11-29T12:00:00.000Z',
    }))
    expect(await findFailures(early)).toContainEqual(
      expect.stringMatching(
        /^Page 1 .* was received at 2026-11-29T12:00:00.000Z, before the end of its time range/,
      ),
    )
    const mayStillChangeSince = '2026-11-29T12:00:00.000Z'
    expect(
      await findFailures({ ...early, input: { ...early.input, mayStillChangeSince } }),
    ).toEqual([])
    const { checks } = await verify(parts)
    expect(checks.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(
        /^By its clock, the proxy received the answers from .* to .*, and signed them until/,
      ),
    )
  })
})

describe('a file', () => {
  it('that the receipt names has a use', async () => {
    const others = { ...parts.others, 'all-entries.ndjson': '{"id":"e9"}\n' }
    expect(await findFailures({ ...parts, others })).toEqual([
      '“all-entries.ndjson” is no part of an export: the receipt names it, and says nothing of what is in it.',
    ])
  })

  it('of entries is listed once', async () => {
    const [file] = parts.input.data
    if (!file) throw new Error('no data')
    expect(await findFailures(changeInput({ data: [file, file] }))).toContainEqual(
      'The receipt lists the data file “account.ndjson” more than once.',
    )
  })

  it('cannot have a name that leads elsewhere', async () => {
    for (const name of ['./receipt.json', 'witness/../receipt.json', 'Receipt.json']) {
      const files = writeSums(assembleBundle(parts).set(name, new Uint8Array(2)))
      expect((await verify(files)).failed.join()).toContain(name)
    }
  })
})
