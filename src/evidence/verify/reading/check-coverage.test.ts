/** A window that another one continues has to be read up to where that one begins. */
import { describe, expect, it } from 'vitest'
import { formatHex } from '../../encoding/hex.ts'
import { toMerkleRoot } from '../../merkle/create-merkle-root.ts'
import { hashLeaf } from '../../merkle/hash-leaf.ts'
import type { BundleParts } from '../../testing/create-bundle.ts'
import { chainRecords, signBatch } from '../../testing/create-records.ts'
import { changePages, getLedger, prepareExport } from '../../testing/prepare-export.ts'

const { key, parts, verify, changeSource, signAgain } = await prepareExport()

const [firstPage] = parts.input.pages
const range = parts.input.sources[0]?.ledger?.timeRange ?? { since: '', before: '' }
const isContinuation = (id: string) => id === 'request-3' || id === 'request-4'

/** The first page is a window of its own. The second window reads on, with this bound in place of that of the range. */
async function continueAt(
  bound: { since?: string; before?: string; isOldestFirst?: boolean },
  toLast: (last: string) => string | undefined = (last) => last,
): Promise<BundleParts> {
  const split = changeSource(true, (source) => {
    const ledger = getLedger(source)
    const [window] = ledger.windows
    if (!window) throw new Error('no window')
    const [first, ...others] = window.pages
    const windows = [
      { ...window, outcome: 'continued' as const, pages: first ? [first] : [] },
      { ...window, number: 2, reason: 'larger-pages', pages: others },
    ]
    return { ...source, ledger: { ...ledger, windows } }
  })
  const { since = range.since, before = range.before, isOldestFirst = false } = bound
  const toRequest = (text: string, id: string) => {
    if (id === 'request-2') return text
    const turned = isOldestFirst ? text.replace('direction=desc', 'direction=asc') : text
    if (!isContinuation(id) && id !== 'refused') return turned
    return turned
      .replace(range.since, since)
      .replace(range.before, before)
      .replace('&cursor=c1', '')
  }
  const signed = await signAgain(split, (record) => {
    const { last, ...entries } = record.entries ?? { count: 0, root: '' }
    const time = last === undefined ? undefined : toLast(last)
    return {
      ...record,
      target: toRequest(record.target, record.requestId),
      entries: record.entries && { ...entries, ...(time !== undefined && { last: time }) },
    }
  })
  return changePages(
    signed,
    signed.input.pages.map((page) => ({
      ...page,
      request: toRequest(page.request, page.requestId),
    })),
  )
}

const withoutLast = () => undefined
const at = (time: string) => `2026-11-29T${time}Z`

/** The result, and what is said of how far a window was read. */
async function judge(given: BundleParts | Promise<BundleParts>) {
  const { result, checks, failed } = await verify(await given)
  return {
    result,
    failed,
    open: checks.find(({ words }) => words.startsWith('Not checked for 1 window')),
  }
}

const missing = (since: string, before: string) => [
  `Pages are missing: window 1 of the log “${firstPage?.source}” was not read to its end, and no other window of the receipt covers the time from ${since} to ${before}.`,
]

describe('a window that another one continues, newest entries first', () => {
  it.each(['10:00:08.000', '09:59:58.001'])(
    'covers the gap when the next window is asked until %s',
    async (before) => {
      const continued = continueAt({ before: at(before) })
      expect(await judge(continued)).toEqual({ result: 'holds', failed: [], open: undefined })
    },
  )

  it.each([
    ['the very instant of its last entry', '09:59:58.000', '09:59:58.001'],
    ['an earlier instant', '09:30:00.000', '09:59:58.001'],
  ])('does not, when the next window is asked until %s', async (_, before, last) => {
    const { failed } = await judge(continueAt({ before: at(before) }))
    expect(failed).toEqual(missing(at(before), at(last)))
  })
})

describe('a window that another one continues, oldest entries first', () => {
  // The last entry of the first page is the newest one of it.
  const continueFrom = (since: string) =>
    continueAt({ since: at(since), isOldestFirst: true }, () => at('10:00:09'))

  it('covers the gap when the next window is asked from before its last entry', async () => {
    expect(await judge(continueFrom('10:00:08.999'))).toMatchObject({ result: 'holds' })
  })

  it.each(['10:00:09.000', '11:00:00.000'])(
    'does not, when the next window is asked from %s',
    async (since) => {
      const { failed } = await judge(continueFrom(since))
      expect(failed).toEqual(missing(at('10:00:08.999'), at(since)))
    },
  )
})

describe('a record without the time of the last entry', () => {
  it('leaves that to the line of the data', async () => {
    const continued = continueAt({ before: at('09:59:58.001') }, withoutLast)
    expect(await judge(continued)).toEqual({ result: 'holds', failed: [], open: undefined })
    const early = continueAt({ before: at('09:59:58.000') }, withoutLast)
    expect((await judge(early)).failed).toEqual(missing(at('09:59:58.000'), at('09:59:58.001')))
  })

  it('leaves open what hashes at the end of a page hide', async () => {
    const hide = async (before: string) => {
      const continued = await continueAt({ before: at(before) }, withoutLast)
      const lines = (parts.data['account.ndjson'] ?? '').trimEnd().split('\n')
      const leaves = lines.map((line) => hashLeaf(new TextEncoder().encode(line)))
      const [, , hidden = new Uint8Array()] = leaves
      const [, second = [], third = []] = parts.leaves
      const moved = third.map((leaf) => {
        if (typeof leaf === 'string') return leaf
        return 'text' in leaf ? { ...leaf, line: leaf.line - 1 } : ([leaf[0] - 1, leaf[1]] as const)
      })
      const { input } = continued
      return judge({
        ...continued,
        data: {
          'account.ndjson': lines
            .toSpliced(2, 1)
            .map((line) => `${line}\n`)
            .join(''),
        },
        leaves: [[[0, 2], formatHex(hidden)], second, moved, []],
        input: {
          ...input,
          data: [{ name: 'account.ndjson', format: 'ndjson', entries: 5 }],
          sources: input.sources.map((source) =>
            source.file ? { ...source, exported: 5 } : source,
          ),
          counts: { ...input.counts, shown: 5, exported: 5 },
          entries: { count: 5, root: formatHex(toMerkleRoot(leaves.toSpliced(2, 1))) },
        },
      })
    }
    expect(await hide('09:59:59.500')).toMatchObject({ result: 'holds', open: undefined })
    const open = await hide('09:59:58.500')
    expect(open).toMatchObject({ result: 'unknown', failed: [] })
    expect(open.open?.words).toMatch(/The proxy did not sign the time of the last entry/)
  })

  it('leaves it open in a CSV file, where a record with the time does not', async () => {
    const toTable = (of: BundleParts): BundleParts => {
      const lines = (of.data['account.ndjson'] ?? '').split('\n')
      const hash = (text = '') => formatHex(hashLeaf(new TextEncoder().encode(text)))
      return {
        ...of,
        data: { 'account.csv': 'id\n1\n' },
        leaves: of.leaves.map((leaves) =>
          leaves.flatMap((leaf) => {
            if (typeof leaf === 'string') return [leaf]
            if ('text' in leaf) return [hash(leaf.text)]
            return lines.slice(leaf[0], leaf[0] + leaf[1]).map(hash)
          }),
        ),
        input: {
          ...of.input,
          data: [{ name: 'account.csv', format: 'csv', entries: 6 }],
          sources: of.input.sources.map((source) => ({
            ...source,
            file: source.file && 'account.csv',
          })),
        },
      }
    }
    const before = at('09:59:58.000')
    const unsigned = await judge(toTable(await continueAt({ before }, withoutLast)))
    expect(unsigned).toMatchObject({ result: 'unknown', failed: [] })
    expect(unsigned.open).toMatchObject({ topic: 'question', result: 'unknown' })
    const { failed } = await judge(toTable(await continueAt({ before })))
    expect(failed).toEqual(missing(before, at('09:59:58.001')))
  })
})

it('names the pages that are dropped with their batch, of a window before the proxy forgot the search', async () => {
  const continued = await continueAt({ before: at('09:59:55.000') })
  const records = continued.input.witness.records.map(({ record }) => record)
  const [first, second, third, ...others] = records
  if (!first || !second || !third) throw new Error('no records')
  // In the genuine export, the first window has both pages, and the numbers of the records begin again after it.
  const [one, two, three] = chainRecords([
    first,
    second,
    { ...third, target: `${first.target}&cursor=c1` },
  ])
  if (!one || !two || !three) throw new Error('no records')
  const batches = [
    await signBatch([one, two], key),
    await signBatch([three], key),
    await signBatch(
      chainRecords(
        others.map((each) => ({ ...each, target: each.target.replace('&cursor=c2', '') })),
      ),
      key,
    ),
  ]
  const witness = (kept: typeof batches) => ({
    ...continued.input.witness,
    heads: kept.map(({ head, signature }) => ({ head, signature })),
    records: kept.flatMap((batch) => batch.records),
  })
  const pages = continued.input.pages.map((page) => {
    if (page.requestId === 'request-3')
      return { ...page, request: `${firstPage?.request}&cursor=c1` }
    return { ...page, request: page.request.replace('&cursor=c2', '') }
  })
  const moved = changePages(continued, pages)
  const sources = moved.input.sources.map((source) => {
    const { windows, ...ledger } = getLedger(source)
    const [before, after] = windows
    if (!before || !after) return source
    const [third, ...rest] = after.pages
    const own = [
      { ...before, pages: [...before.pages, ...(third ? [third] : [])] },
      { ...after, pages: rest },
    ]
    return { ...source, ledger: { ...ledger, windows: own } }
  })
  const genuine = { ...moved, input: { ...moved.input, sources, witness: witness(batches) } }
  expect(await judge(genuine)).toMatchObject({ result: 'holds', failed: [] })

  const [kept, , last] = batches
  if (!kept || !last) throw new Error('no batches')
  const lines = (parts.data['account.ndjson'] ?? '').split('\n').slice(0, 3)
  const dropped = changePages(
    { ...genuine, input: { ...genuine.input, witness: witness([kept, last]) } },
    pages
      .filter(({ requestId }) => requestId !== 'request-3')
      .map((page) => ({ ...page, ...(page.body === 'pages/4.json' && { body: 'pages/3.json' }) })),
  )
  const forged: BundleParts = {
    ...dropped,
    data: { 'account.ndjson': lines.map((line) => `${line}\n`).join('') },
    leaves: parts.leaves.toSpliced(2, 1),
    bodies: {
      'pages/2.json': parts.bodies['pages/2.json'] ?? '',
      'pages/3.json': parts.bodies['pages/4.json'] ?? '',
    },
    input: {
      ...dropped.input,
      sources: dropped.input.sources.map((source) => ({
        ...source,
        exported: source.file === null ? 0 : 3,
      })),
      counts: { loaded: 3, shown: 3, exported: 3, conflicting: 0 },
      data: [{ name: 'account.ndjson', format: 'ndjson', entries: 3 }],
      entries: {
        count: 3,
        root: formatHex(
          toMerkleRoot(lines.map((line) => hashLeaf(new TextEncoder().encode(line)))),
        ),
      },
    },
  }
  expect((await judge(forged)).failed).toEqual(missing(at('09:59:55.000'), at('09:59:58.001')))
})
