/** A receipt without its files: all that does not need them is checked. */
import { describe, expect, it } from 'vitest'
import type { ReceiptInput } from '../create-receipt.ts'
import { createBlobSource } from '../files/byte-source.ts'
import { assembleBundle, type BundleParts } from '../testing/create-bundle.ts'
import { changePages, getLedger, prepareExport } from '../testing/prepare-export.ts'
import { withTrustedKey } from './answer.ts'
import { checkEvidence } from './check-evidence.ts'

const made = await prepareExport()
const { key, parts, changeInput, changeSource, changeWitness } = made

async function check(changed: BundleParts) {
  const bytes = assembleBundle(changed).get('receipt.json') ?? new Uint8Array()
  const source = createBlobSource('receipt.json', new Blob([Uint8Array.from(bytes)]))
  const answer = withTrustedKey(await checkEvidence([source], 'receipt.json'), key.fingerprint)
  const failed = answer.checks.filter(({ result }) => result === 'fails')
  return { ...answer, failed: failed.map(({ words }) => words) }
}

const findFailures = async (changed: BundleParts) => (await check(changed)).failed

function changePage(index: number, change: Partial<ReceiptInput['pages'][number]>): BundleParts {
  const page = parts.input.pages[index]
  if (!page) throw new Error('no page')
  return changeInput({ pages: parts.input.pages.with(index, { ...page, ...change }) })
}

describe('a receipt alone', () => {
  it('is checked against its records, windows and counts, and says what needs the other files', async () => {
    const { result, words, failed, checks } = await check(parts)
    expect(failed).toEqual([])
    expect(result).toBe('unknown')
    expect(words).toMatch(/^What can be checked holds.*only the receipt was given/)
    const holds = checks.filter((each) => each.result === 'holds').map((each) => each.words)
    expect(holds).toEqual(
      expect.arrayContaining([
        'The receipt names each file that it depends on, once.',
        'The counts of entries in the receipt fit each other.',
        '4 pages match the records of the proxy: request, count of entries and length.',
        'The verdict “complete” follows from the windows of the receipt, and the counts from its pages.',
        'The last page of each complete window is the end of it.',
        'The pages cover the whole time range of the log “user/audit_logs”.',
      ]),
    )
    const [open, ...more] = checks.filter(
      (each) => each.result === 'unknown' && each.topic === 'files',
    )
    expect(more).toEqual([])
    for (const name of ['data files', 'pages.ndjson', 'pages/', 'manifest', 'receipt.tsr'])
      expect(open?.words).toContain(name)
  })

  it('has the counts of entries that its records have', async () => {
    expect(await findFailures(changePage(0, { count: 2 }))).toContainEqual(
      expect.stringMatching(/^Page 1 .* has 2 entries, and record 1 says 3/),
    )
    expect(await findFailures(changePage(0, { bytes: 2 }))).toContainEqual(
      expect.stringMatching(/^Page 1 .* does not have the length that record 1 has/),
    )
    const { counts } = parts.input
    expect(await findFailures(changeInput({ counts: { ...counts, loaded: 9 } }))).toEqual([
      'The receipt says 9 loaded entries, but its pages have 7.',
    ])
    expect(await findFailures(changeInput({ counts: { ...counts, exported: 5 } }))).toEqual([
      'The receipt contradicts itself: 6 entries in the tree, 5 exported.',
    ])
  })

  it('has a record for each page, and a page for each record', async () => {
    expect(await findFailures(changePage(0, { requestId: 'request-9' }))).toContainEqual(
      expect.stringMatching(/^Page 1 .* has no record/),
    )
    const without = changePages(parts, parts.input.pages.toSpliced(2, 1))
    expect(await findFailures(without)).toContainEqual(
      expect.stringMatching(/^Record 3 .* received 4 entries: they may be missing here/),
    )
    const request = parts.input.pages[0]?.request.replace('a@example', 'b@example') ?? ''
    expect(await findFailures(changePage(0, { request }))).toContainEqual(
      expect.stringMatching(/^Page 1 .* was not asked like that: record 1 has the request/),
    )
  })

  it('names the digests of the bodies that its records have', async () => {
    const body = parts.bodies['pages/2.json']?.replace('"errors":[]', '"errors":{}') ?? ''
    expect(
      await findFailures({ ...parts, bodies: { ...parts.bodies, 'pages/2.json': body } }),
    ).toEqual([
      'pages/2.json is not the body that the proxy received: its digest is not that of record 2.',
    ])
  })

  it('has a verdict that follows from its windows', async () => {
    const outcome = (to: 'unknown' | 'continued') =>
      changeSource(true, (source) => {
        const ledger = getLedger(source)
        const windows = ledger.windows.map((window) => ({ ...window, outcome: to }))
        return { ...source, ledger: { ...ledger, windows } }
      })
    expect(await findFailures(outcome('unknown'))).toContainEqual(
      expect.stringMatching(/is marked complete, although window 1 was not read to its end/),
    )
    expect(await findFailures(outcome('continued'))).toEqual([
      expect.stringMatching(
        /^Pages are missing: window 1 .* was not read to its end, and no other window/,
      ),
    ])
    expect(await findFailures(changeInput({ verdict: 'partial' }))).toContain(
      'The receipt claims to be complete, and its verdict is “partial”.',
    )
  })

  it('has all pages up to the end of each window', async () => {
    const { records, heads } = parts.input.witness
    const cut = changePages(parts, parts.input.pages.slice(0, 3))
    const witness = { records: records.slice(0, 3), heads: heads.slice(0, 1) }
    const { 'pages/4.json': _, ...bodies } = parts.bodies
    const input = { ...cut.input, witness: { ...parts.input.witness, ...witness } }
    expect(await findFailures({ ...cut, bodies, input })).toEqual([
      expect.stringMatching(/^Window 1 .* its last page \(page 3\) points to another page\.$/),
    ])
  })

  it('was received after the end of its time range', async () => {
    const early = await made.signAgain(parts, (record) => ({
      ...record,
      at: '2026-11-29T12:00:00.000Z',
    }))
    expect(await findFailures(early)).toContainEqual(
      expect.stringMatching(/^Page 1 .* was received at 2026-11-29T12:00:00.000Z, before the end/),
    )
  })

  it('names each file that it depends on', async () => {
    const [file] = parts.input.data
    if (!file) throw new Error('no data')
    const twice = changeInput({ data: [file, file] })
    expect(await findFailures(twice)).toContain(
      'The receipt lists the data file “account.ndjson” more than once.',
    )
    expect(await findFailures({ ...parts, bodies: {} })).toContain(
      'The receipt has no digest of “pages/2.json”, which it needs.',
    )
  })

  it('without records says so, and is compared with itself', async () => {
    const unsigned = changeWitness({
      heads: [],
      records: [],
      keys: [],
      absentBecause: 'no witness.',
    })
    const { checks, failed } = await check(unsigned)
    // The reader gave a key, which signed nothing.
    expect(failed).toEqual(['The key that you trust signed nothing of this.'])
    const words = checks.map((each) => each.words)
    expect(words).toContain('4 pages match the logs of the receipt.')
    expect(words).toContain('No proxy signed what it received: no witness.')
  })
})
