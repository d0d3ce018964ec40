import { beforeAll, describe, expect, it } from 'vitest'
import { formatHex } from '../../../evidence/encoding/hex.ts'
import { createBlobSource, toEvidenceFile } from '../../../evidence/files/byte-source.ts'
import { digestAt } from '../../../evidence/seal/sealed-entries.ts'
import {
  assembleBundle,
  createBundleParts,
  createTestKey,
} from '../../../evidence/testing/create-bundle.ts'
import { hashEntries } from '../../store/pages/hash-entries.ts'
import { listDifferences } from './compare-result.ts'
import { readExport } from './read-export.ts'

const account = 'accounts/0123456789abcdef0123456789abcdef/logs/audit'
const { signal } = new AbortController()
let bundle: Map<string, Uint8Array>

beforeAll(async () => {
  bundle = assembleBundle(await createBundleParts(await createTestKey()))
})

const toFiles = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].map(([name, bytes]) =>
    toEvidenceFile(createBlobSource(name, new Blob([bytes as Uint8Array<ArrayBuffer>]))),
  )
const read = (files = bundle, isWanted = (_: string) => true) =>
  readExport(toFiles(files), isWanted, signal)
const toHash = (text: string, form: 'leaf' | 'content' = 'leaf') => {
  const bytes = new TextEncoder().encode(text)
  const ends = Uint32Array.of(bytes.length)
  return formatHex(
    hashEntries(bytes, Uint32Array.of(0), ends, { form, entries: Uint32Array.of(0) }),
  )
}

describe('an export', () => {
  it('has the entries of its data files, and the hashes of the others', async () => {
    const { entries, hashesOnly, findText } = await read()
    expect(entries.times).toHaveLength(7)
    expect(hashesOnly).toBe(1)
    expect(entries.sourceTexts).toEqual([account])
    expect(new Date(entries.times[0] ?? 0).toISOString()).toBe('2026-11-29T10:00:00.000Z')
    expect(findText?.(3)).toContain('"id":"e3"')
    expect(findText?.(6)).toBeUndefined()
    expect(entries.times[6]).toBeNaN()
    expect(new Set(entries.ids.subarray(0, 6)).size).toBe(6)
    expect(formatHex(digestAt(entries.contents, 0))).toBe(toHash(findText?.(0) ?? '', 'content'))
  })

  it('has the bytes that were received of an entry with line breaks', async () => {
    const { entries } = await read()
    expect(formatHex(digestAt(entries.leaves, 4))).toBe(toHash('{"id":"e4",\r\n "n":1}'))
    expect(formatHex(digestAt(entries.contents, 4))).toBe(toHash('{"n":1,"id":"e4"}', 'content'))
  })

  it('has an entry once that two pages have', async () => {
    const lines = new TextDecoder().decode(bundle.get('pages.ndjson')).trimEnd().split('\n')
    const repeated = lines.map((line, at) => (at === 0 ? lines[2] : line)).join('\n')
    const files = new Map(bundle).set('pages.ndjson', new TextEncoder().encode(`${repeated}\n`))
    expect((await read(files)).entries.times).toHaveLength(7)
  })

  it('is read for the logs that are wanted', async () => {
    const { entries } = await read(bundle, (source) => source !== account)
    expect(entries.times).toHaveLength(0)
  })

  it('tells which entries are gone', async () => {
    const earlier = await read()
    const present = { ...earlier.entries, times: earlier.entries.times.subarray(0, 5) }
    const comparison = { kind: 'different', countThen: 7, countNow: 5, at: '' } as const
    const verdicts = { verdictThen: 'complete', verdictNow: 'complete' } as const
    const seal = { root: '', contentRoot: '', count: 7, verdict: 'complete', at: '' } as const
    const differences = listDifferences(
      {
        comparison: { ...comparison, ...verdicts },
        made: { seal, entries: present, rows: Uint32Array.of(0, 1, 2, 3, 4) },
        isFinished: true,
      },
      seal,
      earlier,
      'desc',
    )
    expect(differences.map(({ kind }) => kind)).toEqual(['gone', 'gone'])
    expect(differences.map(({ thenIndex }) => thenIndex)).toEqual([5, 6])
  })
})

describe('what is no export', () => {
  it.each<[string, (files: Map<string, Uint8Array>) => unknown, string]>([
    ['without a receipt', (files) => files.delete('receipt.json'), 'has no receipt.json'],
    ['without its pages', (files) => files.delete('pages.ndjson'), 'has no pages.ndjson'],
    ['without its data', (files) => files.delete('account.ndjson'), 'has no account.ndjson'],
    [
      'with another receipt',
      (files) => files.set('receipt.json', new TextEncoder().encode('{}')),
      'is no receipt of this kind',
    ],
    [
      'with data that was cut',
      (files) =>
        files.set('account.ndjson', files.get('account.ndjson')?.slice(0, -1) ?? new Uint8Array()),
      'account.ndjson was cut off',
    ],
  ])('%s is refused by name', async (_, change, message) => {
    const files = new Map(bundle)
    change(files)
    await expect(read(files)).rejects.toThrow(message)
  })
})
