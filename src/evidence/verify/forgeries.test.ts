/** An analyst asks a proxy of another person, and writes a receipt that says more than its records show. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { ReceiptInput } from '../create-receipt.ts'
import {
  assembleBundle,
  type BundleParts,
  createBundleParts,
  createTestKey,
  type TestKey,
  toBundleFiles,
  writeSums,
} from '../testing/create-bundle.ts'
import { verifyBundle } from './verify-bundle.ts'

let key: TestKey
let parts: BundleParts

beforeAll(async () => {
  key = await createTestKey()
  parts = await createBundleParts(key)
})

async function verify(files: ReadonlyMap<string, Uint8Array>) {
  const { checks, result } = await verifyBundle(toBundleFiles(files), {
    trustedKey: key.fingerprint,
  })
  const failed = checks.filter((check) => check.result === 'fails')
  expect(result === 'fails').toBe(failed.length > 0)
  return { result, checks, failed: failed.map(({ words }) => words) }
}

const findFailures = async (changed: BundleParts) => (await verify(assembleBundle(changed))).failed

type Source = ReceiptInput['sources'][number]

function changeInput(change: Partial<ReceiptInput>): BundleParts {
  return { ...parts, input: { ...parts.input, ...change } }
}

/** Changes what the receipt says of the log with entries, or of the one without. */
function changeSource(hasEntries: boolean, change: (source: Source) => Source): BundleParts {
  return changeInput({
    sources: parts.input.sources.map((source) =>
      (source.file !== null) === hasEntries ? change(source) : source,
    ),
  })
}

function getLedger({ ledger }: Source): NonNullable<Source['ledger']> {
  if (!ledger) throw new Error('The log was not read.')
  return ledger
}

it('is not found in an export that says what its records show', async () => {
  expect(await verify(assembleBundle(parts))).toMatchObject({ result: 'holds', failed: [] })
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
        /^The receipt says that the log “accounts\/fedc.*” was read completely, but no page of it is in the receipt/,
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
        /^The log “accounts.*” was asked with “actor_email=a@example.com”, which is no filter of the question/,
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
