/**
 * Any change is found and named: of the bytes of a file, and of what an export is made of, with digests that fit again.
 * `MUTATIONS=100000 npx vitest run src/evidence/verify/mutations.test.ts --testTimeout=3600000` tries more.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBase64 } from '../encoding/base64.ts'
import { assembleBundle, type BundleParts } from '../testing/create-bundle.ts'
import { prepareExport } from '../testing/prepare-export.ts'

const numRuns = Number(process.env.MUTATIONS ?? 250)

const { parts, verify: verifyParts } = await prepareExport()
const files: ReadonlyMap<string, Uint8Array> = assembleBundle(parts)

async function verify(changed: ReadonlyMap<string, Uint8Array>) {
  const { failed, ...verification } = await verifyParts(changed)
  return { ...verification, failed: failed.join('\n') }
}

describe('bytes', () => {
  it('that are flipped, removed, doubled or exchanged are found, and their file is named', async () => {
    const kind = fc.constantFrom('flip', 'remove', 'double', 'exchange', 'cut')
    await fc.assert(
      fc.asyncProperty(
        kind,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (...by) => {
          const [how, file, at, bits] = by
          const names = [...files.keys()]
          const name = names[file % names.length] ?? ''
          const bytes = [...(files.get(name) ?? [])]
          const index = at % bytes.length
          if (how === 'flip') bytes[index] = (bytes[index] ?? 0) ^ bits
          else if (how === 'remove') bytes.splice(index, 1)
          else if (how === 'double') bytes.splice(index, 0, bytes[index] ?? 0)
          else if (how === 'cut') bytes.splice(index)
          else bytes.splice(index, 2, ...bytes.slice(index, index + 2).reverse())
          const changed = new Map(files).set(name, Uint8Array.from(bytes))
          const isSame = Buffer.from(bytes).equals(files.get(name) ?? new Uint8Array())
          const { result, failed } = await verify(changed)
          expect(result).toBe(isSame ? 'holds' : 'fails')
          if (!isSame && name !== 'SHA256SUMS') expect(failed).toContain(name)
        },
      ),
      { numRuns },
    )
  })
})

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Every text, number, flag and `null` of a value, by its keys. */
function listLeaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, member]) => listLeaves(member, [...path, name]))
}

function change(
  value: unknown,
  [name, ...path]: readonly string[],
  by: (leaf: Json) => Json,
): Json {
  if (name === undefined) return by(value as Json)
  const copy = structuredClone(value) as { [key: string]: Json }
  copy[name] = change(copy[name], path, by)
  return copy
}

/** Another value of the same kind. */
function mutate(leaf: Json, at: number, code: number): Json {
  if (typeof leaf === 'string') {
    const index = at % Math.max(1, leaf.length)
    const character = String.fromCharCode(leaf.charCodeAt(index) ^ (code % 2 === 0 ? 1 : 4))
    return leaf.slice(0, index) + character + leaf.slice(index + 1)
  }
  if (typeof leaf === 'number') return leaf + (code % 2 === 0 ? 1 : -1)
  if (typeof leaf === 'boolean') return !leaf
  return 'ab'.repeat(32)
}

/** The part of a name that a sentence about it has. */
const namesByPart: Readonly<Record<string, RegExp>> = {
  data: /account\.ndjson|[Pp]age \d|entries/,
  leaves: /[Pp]age \d|account\.ndjson|pages\.ndjson/,
  bodies: /pages\/[24]\.json/,
  pages: /[Pp]age \d|pages\/\d/,
  keys: /signature of head|key/,
  heads: /head|batch|[Rr]ecord|key/,
  records: /[Rr]ecord|[Pp]age \d/,
  entries: /entries|tree/,
  data_files: /account\.ndjson|entries|receipt/,
}

describe('parts of an export whose digests fit again', () => {
  it('that are changed are found, and what does not fit is named', async () => {
    const { input } = parts
    const { witness } = input
    const targets: readonly (readonly [string, unknown, (changed: Json) => object])[] = [
      ['data', parts.data, (data) => ({ data })],
      ['leaves', parts.leaves, (leaves) => ({ leaves })],
      ['bodies', parts.bodies, (bodies) => ({ bodies })],
      ['pages', input.pages, (pages) => ({ input: { ...input, pages } })],
      ...(['keys', 'heads', 'records'] as const).map(
        (name) =>
          [
            name,
            witness[name],
            (changed: Json) => ({ input: { ...input, witness: { ...witness, [name]: changed } } }),
          ] as const,
      ),
      ['entries', input.entries, (entries) => ({ input: { ...input, entries } })],
      ['data_files', input.data, (data) => ({ input: { ...input, data } })],
    ]
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), fc.nat(), async (part, leaf, at, code) => {
        const [name, value, toParts] = targets[part % targets.length] ?? raise()
        const paths = listLeaves(value)
        const path = paths[leaf % paths.length] ?? []
        // The browser wrote this time, and nothing signs it.
        fc.pre(!(name === 'pages' && path.at(-1) === 'at'))
        // White space in PEM has no meaning.
        const changed = change(value, path, (each) => mutate(each, at, code))
        fc.pre(!(name === 'keys' && !isOtherKey(changed)))
        let assembled: Map<string, Uint8Array>
        try {
          assembled = assembleBundle({ ...parts, ...toParts(changed) } as BundleParts)
        } catch {
          // What no receipt can say; the attacker has nothing to show.
          return
        }
        const { result, failed, words } = await verify(assembled)
        const where = `${name} ${path.join('.')}`
        expect([where, result]).not.toEqual([where, 'holds'])
        expect([where, failed || words].join(' ')).toMatch(namesByPart[name] ?? raise())
      }),
      { numRuns },
    )
  })

  it('that are dropped, doubled or exchanged are found', async () => {
    const kinds = fc.constantFrom('drop', 'double', 'exchange')
    const lists = fc.constantFrom('lines', 'leaves', 'pages', 'records', 'heads')
    await fc.assert(
      fc.asyncProperty(kinds, lists, fc.nat(), async (how, which, at) => {
        const changeList = <Item>(list: readonly Item[]): Item[] => {
          const index = at % list.length
          const copy = [...list]
          if (how === 'drop') copy.splice(index, 1)
          else if (how === 'double') copy.splice(index, 0, ...list.slice(index, index + 1))
          else copy.splice(index, 2, ...list.slice(index, index + 2).reverse())
          return copy
        }
        const { input } = parts
        const { witness } = input
        const changed: Record<typeof which, () => Partial<BundleParts>> = {
          lines: () => {
            const lines = (parts.data['account.ndjson'] ?? '').split(/(?<=\n)/)
            return { data: { 'account.ndjson': changeList(lines).join('') } }
          },
          leaves: () => ({ leaves: changeList(parts.leaves) }),
          pages: () => ({ input: { ...input, pages: changeList(input.pages) } }),
          records: () => ({
            input: { ...input, witness: { ...witness, records: changeList(witness.records) } },
          }),
          heads: () => ({
            input: { ...input, witness: { ...witness, heads: changeList(witness.heads) } },
          }),
        }
        const other = changed[which]()
        fc.pre(JSON.stringify({ ...parts, ...other }) !== JSON.stringify(parts))
        // Which of two signed batches comes first in the receipt has no meaning.
        fc.pre(!(which === 'heads' && how === 'exchange'))
        const { result } = await verify(assembleBundle({ ...parts, ...other }))
        expect([which, how, at, result]).toEqual([which, how, at, 'fails'])
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    )
  })
})

/** Whether the keys are no longer the same keys. */
function isOtherKey(changed: Json): boolean {
  const toKeys = (keys: unknown) =>
    JSON.stringify(keys, (name, value) =>
      name === 'pem' ? parseBase64(String(value).replaceAll(/-----[^-]+-----|\s/g, '')) : value,
    )
  return toKeys(changed) !== toKeys(parts.input.witness.keys) || !isWhole(changed)
}

function isWhole(keys: Json): boolean {
  return JSON.stringify(keys).includes('-----END PUBLIC KEY-----')
}

function raise(): never {
  throw new Error('The example lacks it.')
}
