/** An attacker changes an export and makes all digests fit again: what the proxy signed still tells. */
import { describe, expect, it } from 'vitest'
import { toSha256 } from '../../query/identity/sha-256.ts'
import type { ReceiptInput } from '../create-receipt.ts'
import { formatHex } from '../encoding/hex.ts'
import { toMerkleRoot } from '../merkle/create-merkle-root.ts'
import { hashLeaf } from '../merkle/hash-leaf.ts'
import {
  assembleBundle,
  type BundleParts,
  createBundleParts,
  createTestKey,
  toBundleFiles,
  writeSums,
} from '../testing/create-bundle.ts'
import { chainRecords, signBatch } from '../testing/create-records.ts'
import { changePages, prepareExport } from '../testing/prepare-export.ts'
import { verifyBundle } from './verify-bundle.ts'

const { key, parts, verify, changeInput, changeWitness, findFailures } = await prepareExport()

/** Other lines, with counts and root that fit them. */
function changeLines(change: (lines: readonly string[]) => readonly string[]): BundleParts {
  const lines = change((parts.data['account.ndjson'] ?? '').trimEnd().split('\n'))
  const leaves = lines.map((line) => hashLeaf(new TextEncoder().encode(line)))
  const count = lines.length
  const { sources, counts } = parts.input
  return {
    ...changeInput({
      data: [{ name: 'account.ndjson', format: 'ndjson', entries: count }],
      entries: { count, root: formatHex(toMerkleRoot(leaves)) },
      counts: { ...counts, exported: count, shown: count, loaded: count + 1 },
      sources: sources.map((source) => (source.file ? { ...source, exported: count } : source)),
    }),
    data: { 'account.ndjson': lines.map((line) => `${line}\n`).join('') },
  }
}

describe('entries', () => {
  it('that were changed are found in their page', async () => {
    const changed = changeLines((lines) =>
      lines.map((line) => line.replace('"id":"e1"', '"id":"e9"')),
    )
    expect(await findFailures(changed)).toEqual([
      expect.stringMatching(
        /^An entry of lines 1 to 3 was changed, .*: Page 1 \(“\/accounts\/.*”\) does not have the entries that the proxy received in record 1\.$/,
      ),
    ])
  })

  it('that were left out, added, or moved are found', async () => {
    const [dropped] = await findFailures(changeLines((lines) => lines.slice(1)))
    expect(dropped).toMatch(
      /^An entry of .*: Page 1 .* does not have the entries that the proxy received/,
    )
    const added = await findFailures(
      changeLines((lines) => [...lines, '{"id":"e9"}', '{"id":"e8"}']),
    )
    expect(added).toContain('“account.ndjson”: lines 7 to 8 came in no page of the receipt.')
    const moved = await findFailures(
      changeLines(([a = '', b = '', ...others]) => [b, a, ...others]),
    )
    expect(moved).toEqual([expect.stringMatching(/An entry of lines 1 to 3 was changed, added/)])
  })

  it('that came again may be hashes of a line', async () => {
    const [first = ''] = (parts.data['account.ndjson'] ?? '').split('\n')
    const leaves = parts.leaves.with(0, [
      formatHex(hashLeaf(new TextEncoder().encode(first))),
      [1, 2],
    ])
    const { checks } = await verifyBundle(toBundleFiles(assembleBundle({ ...parts, leaves })))
    expect(checks.map(({ words }) => words)).toContainEqual(
      expect.stringMatching(/^The content of 1 entry of the pages/),
    )
  })

  it('that came with line breaks are compared with their line', async () => {
    const text = '{"id":"e4",\n "n":2}'
    const leaves = parts.leaves.with(2, [[3, 1], { line: 4, text }, [5, 1]])
    expect(await findFailures({ ...parts, leaves })).toContainEqual(
      expect.stringContaining('has a text that is not line 5 of the data file'),
    )
  })

  it('that are left out and are in a page as hashes are said, unless they were said before', async () => {
    const changed = changeLines((lines) => lines.slice(0, -1))
    const leaves = changed.leaves.with(2, [
      ...(changed.leaves[2]?.slice(0, 2) ?? []),
      formatHex(hashLeaf(new TextEncoder().encode(parts.data['account.ndjson']?.split('\n')[5]))),
      changed.leaves[2]?.[3] ?? [0, 0],
    ])
    const { result, words } = await verify({ ...changed, leaves })
    expect(result).toBe('unknown')
    expect(words).toContain('The pages have 2 entries that the data files do not have')
  })
})

describe('pages', () => {
  it('that were left out are missing beside their record', async () => {
    const pages = parts.input.pages.toSpliced(2, 1).map((page, index) => ({
      ...page,
      ...(page.body && { body: `pages/${index + 1}.json` }),
    }))
    const changed = changeInput({ pages })
    const bodies = {
      'pages/2.json': parts.bodies['pages/2.json'] ?? '',
      'pages/3.json': parts.bodies['pages/4.json'] ?? '',
    }
    const words = await findFailures({ ...changed, leaves: parts.leaves.toSpliced(2, 1), bodies })
    expect(words).toContainEqual(
      expect.stringMatching(
        /^Record 3 \(“.*cursor=c1”\) has no page in the receipt, although the proxy received 4 entries/,
      ),
    )
    expect(words).toContain('“account.ndjson”: lines 4 to 6 came in no page of the receipt.')
    expect(words).toContainEqual(
      expect.stringMatching(/^Window 1 of the log .* had 1 more page, which is not in the receipt/),
    )
  })

  it('that were made up have no record', async () => {
    const [page] = parts.input.pages
    if (!page) throw new Error('no page')
    const pages = [...parts.input.pages, { ...page, requestId: 'request-9' }]
    const words = await findFailures({
      ...changeInput({ pages }),
      leaves: [...parts.leaves, [[0, 3]]],
    })
    expect(words).toContainEqual(
      expect.stringMatching(/^Page 5 .* has no record: the proxy did not sign that it received it/),
    )
    const twice = { ...changeInput({ pages: [...parts.input.pages, page] }) }
    expect(await findFailures({ ...twice, leaves: [...parts.leaves, [[0, 3]]] })).toContainEqual(
      expect.stringMatching(/^Page 5 .* has the record of another page/),
    )
  })

  it('without entries have the body that was received', async () => {
    const body = parts.bodies['pages/2.json']?.replace('"errors":[]', '"errors":{}') ?? ''
    const words = await findFailures({
      ...parts,
      bodies: { ...parts.bodies, 'pages/2.json': body },
    })
    expect(words).toEqual([
      'pages/2.json is not the body that the proxy received: its digest is not that of record 2.',
    ])
    const full = '{"success":true,"result":[1]}'
    expect(
      await findFailures({ ...parts, bodies: { ...parts.bodies, 'pages/2.json': full } }),
    ).toContain('pages/2.json is not the body of a page without entries, as the receipt says.')
  })

  it('have the request, the count and the length that was signed', async () => {
    const change = (page: Partial<ReceiptInput['pages'][number]>) => {
      const [first] = parts.input.pages
      if (!first) throw new Error('no page')
      return findFailures(changeInput({ pages: parts.input.pages.with(0, { ...first, ...page }) }))
    }
    const request = parts.input.pages[0]?.request.replace('a@example', 'b@example') ?? ''
    expect(await change({ request })).toContainEqual(
      expect.stringMatching(/^Page 1 .* was not asked like that: record 1 has the request/),
    )
    expect(await change({ count: 2 })).toContainEqual(
      expect.stringMatching(/^Page 1 .* has 2 entries, and record 1 says 3/),
    )
    expect(await change({ bytes: 2 })).toContainEqual(
      expect.stringMatching(/^Page 1 .* does not have the length that record 1 has/),
    )
    expect(await change({ requestId: 'refused' })).toContainEqual(
      expect.stringMatching(/^Page 1 .* is no page: record 4 has the status 429/),
    )
  })
})

describe('records', () => {
  it('that were changed are not those that were signed', async () => {
    const { records } = parts.input.witness
    const second = records[1]
    if (!second) throw new Error('no record')
    const record = { ...second.record, at: '2026-11-30T12:00:00.000Z' }
    const words = await findFailures(
      changeWitness({ records: records.with(1, { ...second, record }) }),
    )
    expect(words).toContainEqual(expect.stringMatching(/^Record 2 is not the one that was signed/))
    expect(words).toContainEqual(expect.stringMatching(/^Record 3 does not name the digest/))
  })

  it('cannot be left out at the end, in between, or in another order', async () => {
    const { records, heads } = parts.input.witness
    const last = await findFailures(changeWitness({ records: records.slice(0, -1) }))
    expect(last).toContain('The batch of records 4 to 5 has 1 of 2 records.')
    expect(last).toContainEqual(expect.stringMatching(/^Page 4 .* has no record/))
    const middle = await findFailures(changeWitness({ records: records.toSpliced(3, 1) }))
    expect(middle).toContainEqual(expect.stringMatching(/^The chain has record 5 where record 4/))
    const first = await findFailures(changeWitness({ records: records.slice(1) }))
    expect(first).toContainEqual(expect.stringMatching(/^The chain has record 2 where record 1/))
    const turned = await findFailures(changeWitness({ records: records.toReversed() }))
    expect(turned).toContainEqual(expect.stringMatching(/^The chain has record 5 where record 1/))
    const headless = await findFailures(changeWitness({ heads: heads.slice(0, 1) }))
    expect(headless).toContain('Record 4 is in no batch that the proxy signed.')
  })

  it('that are left out with a whole batch and its pages leave a page that points to another one', async () => {
    const { records, heads } = parts.input.witness
    const witness = {
      ...parts.input.witness,
      records: records.slice(0, 3),
      heads: heads.slice(0, 1),
    }
    const input = changeInput({ witness, pages: parts.input.pages.slice(0, 3) })
    const { 'pages/4.json': _, ...bodies } = parts.bodies
    const sources = input.input.sources.map((source) => ({
      ...source,
      ledger: source.ledger && {
        ...source.ledger,
        windows: source.ledger.windows.map((window) => ({
          ...window,
          pages: window.pages.filter(({ requestId }) => requestId !== 'request-4'),
        })),
      },
    }))
    const cut = { ...input, input: { ...input.input, sources } }
    expect(await findFailures({ ...cut, leaves: parts.leaves.slice(0, 3), bodies })).toEqual([
      expect.stringMatching(
        /^Window 1 of the log “accounts.*” is marked complete, but its last page \(page 3\) points to another page\.$/,
      ),
    ])
  })

  it('that the proxy dropped are said, and more are not accepted', async () => {
    const { records, heads } = parts.input.witness
    const cut = { records: records.slice(3), heads: heads.slice(1) }
    const words = await findFailures(changeWitness({ ...cut, dropped: 3 }))
    expect(words).not.toContainEqual(expect.stringContaining('The chain has record'))
    expect(await findFailures(changeWitness({ ...cut, dropped: 2 }))).toContainEqual(
      expect.stringMatching(/^The chain has record 4 where record 1/),
    )
  })
})

describe('what is said to be missing', () => {
  const findOpen = async (changed: BundleParts) => {
    const { checks, result } = await verify(changed)
    expect(result).toBe('unknown')
    return checks.filter((check) => check.result === 'unknown').map(({ words }) => words)
  }

  it('leaves open pages without a record', async () => {
    const { records, heads } = parts.input.witness
    const cut = { records: records.slice(3), heads: heads.slice(1), dropped: 3 }
    const open = await findOpen(
      changeWitness({ ...cut, missingBecause: 'The proxy was restarted.' }),
    )
    expect(open).toContainEqual(
      expect.stringMatching(/^Page 1 .* has no record of the proxy: The proxy was restarted\.$/),
    )
    expect(open).toContainEqual(expect.stringMatching(/^The proxy had dropped 3 records/))
  })

  it('leaves open pages that were only counted, but no others', async () => {
    const count = (unlisted: number) => {
      const pages = parts.input.pages.slice(0, 2)
      const sources = parts.input.sources.map((source) => ({
        ...source,
        ledger: source.ledger && {
          ...source.ledger,
          windows: source.ledger.windows
            .map((window) => ({
              ...window,
              pages: window.pages.filter(({ requestId }) => /-[12]$/.test(requestId)),
            }))
            .concat(
              source.file
                ? {
                    ...{
                      number: 2,
                      query: 1,
                      reason: 'follow',
                      outcome: 'end' as const,
                      retries: [],
                    },
                    ...source.ledger.timeRange,
                    pages: [],
                    earlier: { pages: unlisted },
                  }
                : [],
            ),
        },
      }))
      const lines = changeLines((all) => all.slice(0, 3))
      const input = {
        ...lines.input,
        pages,
        sources: sources.map((source) => (source.file ? { ...source, exported: 3 } : source)),
        counts: { ...parts.input.counts, loaded: 3, shown: 3, exported: 3 },
        complete: false,
      }
      const bodies = { 'pages/2.json': parts.bodies['pages/2.json'] ?? '' }
      return { ...lines, input, leaves: parts.leaves.slice(0, 2), bodies }
    }
    const partial = (changed: BundleParts): BundleParts => ({
      ...changed,
      input: {
        ...changed.input,
        verdict: 'partial',
        sources: changed.input.sources.map((source) => ({
          ...source,
          ledger: source.ledger && { ...source.ledger, verdict: 'partial' },
        })),
      },
    })
    expect(await findOpen(partial(count(2)))).toContainEqual(
      expect.stringMatching(
        /^Record 3 .* has no page in the receipt, .* counts 2 pages that it does not list/,
      ),
    )
    expect(await findFailures(partial(count(0)))).toEqual([
      expect.stringMatching(
        /^Record 3 .* although the proxy received 4 entries: they may be missing/,
      ),
    ])
  })

  it('leaves open an answer that the proxy did not see whole', async () => {
    const records = parts.input.witness.records.map(({ record }) => record)
    const unseen = { sha256: null, bytes: null, entries: null }
    const [first, ...others] = chainRecords(
      records.map((record, index) => (index === 0 ? { ...record, ...unseen } : record)),
    )
    if (!first) throw new Error('no record')
    const batch = await signBatch([first, ...others], key)
    const { head, signature } = batch
    const open = await findOpen(
      changeWitness({ records: batch.records, heads: [{ head, signature }] }),
    )
    expect(open).toContainEqual(expect.stringMatching(/^Page 1 .* has a record without a digest/))
  })
})

describe('an answer without a list', () => {
  it('is a page without entries when its body is here', async () => {
    const body = '{"success":true,"result":null}'
    const bytes = new TextEncoder().encode(body)
    const records = parts.input.witness.records.map(({ record }) => record)
    const batch = await signBatch(
      chainRecords(
        records.map((record) =>
          record.requestId === 'request-2'
            ? { ...record, sha256: formatHex(toSha256(bytes)), bytes: bytes.length, entries: null }
            : record,
        ),
      ),
      key,
    )
    const { head, signature } = batch
    const changed = changeWitness({ records: batch.records, heads: [{ head, signature }] })
    const pages = changed.input.pages.map((page, index) =>
      index === 1 ? { ...page, bytes: bytes.length } : page,
    )
    const bodies = { ...parts.bodies, 'pages/2.json': body }
    expect(await findFailures({ ...changePages(changed, pages), bodies })).toEqual([])
  })
})

describe('keys and signatures', () => {
  it('of another key are found, whether it is the one that is trusted or not', async () => {
    const other = await createTestKey()
    const forged = await createBundleParts(other)
    expect(await findFailures(forged)).toEqual([
      'Another key than the one that you trust signed this.',
    ])
    const { privateKey: _, ...publicKey } = other
    expect(await findFailures(changeWitness({ keys: [publicKey] }))).toContainEqual(
      expect.stringContaining(`its key ${key.fingerprint} is not here`),
    )
    const disguised = { ...publicKey, fingerprint: key.fingerprint }
    expect(await findFailures(changeWitness({ keys: [disguised] }))).toContainEqual(
      expect.stringContaining('key 1 has another fingerprint than the receipt says'),
    )
  })

  it('that were exchanged do not hold', async () => {
    const [first, second] = parts.input.witness.heads
    if (!first || !second) throw new Error('no heads')
    const heads = [
      { ...first, signature: second.signature },
      { ...second, signature: first.signature },
    ]
    expect(await findFailures(changeWitness({ heads }))).toEqual([
      'The signature of head 1, over records 1 to 3, is not that of its key: the head or the signature was changed.',
      'The signature of head 2, over records 4 to 5, is not that of its key: the head or the signature was changed.',
      'The key that you trust signed nothing of this.',
    ])
  })

  it('that no person vouches for leave the result open', async () => {
    const files = toBundleFiles(assembleBundle(parts))
    const { result, words } = await verifyBundle(files)
    expect(result).toBe('unknown')
    expect(words).toContain('Whose key signed this.')
    const unsigned = changeWitness({
      heads: [],
      records: [],
      keys: [],
      absentBecause: 'no witness.',
    })
    const without = await verifyBundle(toBundleFiles(assembleBundle(unsigned)))
    expect(without.result).toBe('unknown')
    expect(without.words).toContain('no proxy signed what it received')
    expect(without.checks).toContainEqual(
      expect.objectContaining({ words: 'No proxy signed what it received: no witness.' }),
    )
  })

  it('that are ephemeral leave the result open', async () => {
    const ephemeral = await createTestKey(true)
    const files = toBundleFiles(assembleBundle(await createBundleParts(ephemeral)))
    const { result, words } = await verifyBundle(files, { trustedKey: ephemeral.fingerprint })
    expect(result).toBe('unknown')
    expect(words).toContain('(ephemeral)')
  })
})

describe('the question', () => {
  const sourceWith = (change: object) =>
    changeInput({
      sources: parts.input.sources.map((source) =>
        source.file ? { ...source, ...change } : source,
      ),
    })

  it('has the filters of the requests', async () => {
    const filters = [{ parameter: 'actor_email', mode: 'include', values: ['b@example.com'] }]
    expect(await findFailures(sourceWith({ filters }))).toEqual([
      expect.stringMatching(
        /^The log “accounts.*” was asked with other filters than the question has/,
      ),
    ])
    const many = Array.from({ length: 100 }, (_, index) => `v${index}`)
    const products = ['actor_email', 'actor_ip_address'].map((parameter) => {
      return { parameter, mode: 'include', values: many }
    })
    const v1 = changeInput({
      sources: parts.input.sources.map((source) => ({
        ...source,
        ...(source.in === 'user/audit_logs' && {
          filters: ['actor.email', 'actor.ip'].map((parameter) => {
            return { parameter, mode: 'include', values: many }
          }),
        }),
      })),
    })
    expect(await findFailures(v1)).toContain(
      'The log “user/audit_logs” cannot be asked with the filters of the question.',
    )
    expect(await findFailures(sourceWith({ filters: products }))).toHaveLength(1)
    const ledger = { ...parts.input.sources[0]?.ledger, asked: [] }
    expect(await findFailures(sourceWith({ ledger }))).toContainEqual(
      expect.stringMatching(/^Record 1 asked .*, with other filters than the receipt says/),
    )
  })

  it('has the logs and the time range of the requests', async () => {
    const sources = parts.input.sources.filter(({ file }) => file)
    expect(await findFailures(changeInput({ sources }))).toContain(
      `Record 2 asked “${parts.input.witness.records[1]?.record.target}”, which is no log of the receipt.`,
    )
    const own = parts.input.sources[0]?.ledger
    const asked = own?.asked as readonly string[]
    const narrow = { since: '2026-11-29T12:00:00.000Z', before: '2026-11-30T00:00:00.000Z' }
    const ledger = {
      ...own,
      timeRange: narrow,
      asked: asked.map((each) => each.replace('11-29T00', '11-29T12')),
    }
    expect(await findFailures(sourceWith({ ledger }))).toContainEqual(
      expect.stringMatching(/^Record 1 asked .*, outside of the time range of the receipt/),
    )
  })

  it('was asked for the whole time range, or the log is not complete', async () => {
    const own = parts.input.sources[0]?.ledger
    const wide = { since: '2026-11-28T00:00:00.000Z', before: '2026-11-30T00:00:00.000Z' }
    expect(await findFailures(sourceWith({ ledger: { ...own, timeRange: wide } }))).toContainEqual(
      expect.stringMatching(
        /is marked complete, but the receipt has no request for the time from 2026-11-28T00:00:00\.000Z to 2026-11-29T00:00:00\.000Z\.$/,
      ),
    )
  })

  it('has a verdict that follows from the windows', async () => {
    const own = parts.input.sources[0]?.ledger
    const windows = own?.windows.map((window) => ({ ...window, outcome: 'unknown' }))
    expect(await findFailures(sourceWith({ ledger: { ...own, windows } }))).toContainEqual(
      expect.stringMatching(/is marked complete, although window 1 was not read to its end/),
    )
    const gaps = [{ since: '2026-11-29T01:00:00Z', before: '2026-11-29T02:00:00Z' }]
    expect(await findFailures(sourceWith({ ledger: { ...own, gaps } }))).toContainEqual(
      expect.stringMatching(/is marked complete, although it has a gap from/),
    )
    expect(
      await findFailures(sourceWith({ ledger: { ...own, verdict: 'partial' } })),
    ).toContainEqual(expect.stringMatching(/^The verdict is “complete”, although that of the log/))
    expect(await findFailures(changeInput({ verdict: 'partial' }))).toContain(
      'The receipt claims to be complete, and its verdict is “partial”.',
    )
    const counts = { ...parts.input.counts, loaded: 9 }
    expect(await findFailures(changeInput({ counts }))).toContain(
      'The receipt says 9 loaded entries, but its pages have 7.',
    )
  })
})

describe('files', () => {
  it('that are missing, added or named twice are found', async () => {
    const files = assembleBundle(parts)
    for (const name of files.keys()) {
      const without = new Map(files)
      without.delete(name)
      expect((await findFailures(without)).join('\n')).toContain(name)
    }
    const added = new Map(files).set('extra.txt', new Uint8Array(1))
    expect(await findFailures(added)).toContain('SHA256SUMS does not list “extra.txt”.')
    expect(await findFailures(writeSums(added))).toEqual([
      'The receipt does not name “extra.txt”: it was added to the export.',
    ])
    const twice = [...toBundleFiles(files), ...toBundleFiles(files).slice(0, 1)]
    expect((await verifyBundle(twice)).words).toContain('Two files are called “account.ndjson”')
  })

  it('of another export do not fit, with the digests of this one or their own', async () => {
    const other = assembleBundle({
      ...(await createBundleParts(key)),
      others: { 'manifest.json': '{}', 'README.txt': '' },
    })
    const files = assembleBundle(parts)
    for (const name of ['receipt.json', 'manifest.json', 'witness/head-1.sig', 'SHA256SUMS']) {
      const mixed = new Map(files).set(name, other.get(name) ?? new Uint8Array())
      expect(await findFailures(mixed)).not.toEqual([])
      if (name !== 'SHA256SUMS') expect(await findFailures(writeSums(mixed))).not.toEqual([])
    }
  })

  it('that cannot be read are named, and a receipt that is none ends the verification', async () => {
    const files = toBundleFiles(assembleBundle(parts)).map((file) =>
      file.name !== 'account.ndjson'
        ? file
        : {
            ...file,
            open: () =>
              new ReadableStream<Uint8Array>({
                start: (controller) => controller.error(new Error('The disk is gone.')),
              }),
          },
    )
    expect((await verifyBundle(files)).words).toContain(
      'account.ndjson cannot be read. The disk is gone.',
    )
    const broken = assembleBundle(parts).set('receipt.json', new TextEncoder().encode('{"a":1}'))
    const { result, words, receipt } = await verifyBundle(toBundleFiles(broken))
    expect(result).toBe('fails')
    expect(words).toContain('receipt.json is no receipt of this kind: /_type does not fit.')
    expect(receipt).toBeUndefined()
  })

  it('that are no receipts end the verification, whatever they have', async () => {
    const text = new TextDecoder().decode(assembleBundle(parts).get('receipt.json'))
    for (const [from, to] of [
      ['"claim":"Complete', '"claim":"\\ud800'],
      ['"loaded":7', '"loaded":1e400'],
      ['"notAsked":[]', `"notAsked":[${'['.repeat(5000)}${']'.repeat(5000)}]`],
    ] as const) {
      const changed = text.replace(from, to)
      expect(changed).not.toBe(text)
      const files = assembleBundle(parts).set('receipt.json', new TextEncoder().encode(changed))
      const { result, receipt, words } = await verifyBundle(toBundleFiles(files))
      expect([result, receipt]).toEqual(['fails', undefined])
      expect(words).toContain('receipt.json has no canonical form')
    }
  })

  it('are no longer read after a cancellation', async () => {
    const controller = new AbortController()
    const reason = new Error('canceled')
    const files = toBundleFiles(assembleBundle(parts))
    const progress: number[] = []
    const verification = verifyBundle(files, {
      signal: controller.signal,
      onProgress: (bytes) => {
        progress.push(bytes)
        if (progress.length === 3) controller.abort(reason)
      },
    })
    await expect(verification).rejects.toBe(reason)
    expect(progress).toEqual([97, 194, 291])
  })
})
