/** The manifest has to say what the receipt says: any other value is named, with both. */
import { describe, expect, it } from 'vitest'
import { assembleBundle, type BundleParts } from '../../testing/create-bundle.ts'
import { getLedger, prepareExport } from '../../testing/prepare-export.ts'
import type { Check } from '../check.ts'

const { parts: timeline, verify } = await prepareExport()

/** The same export, but for the log without entries. */
const log: BundleParts = {
  ...timeline,
  input: {
    ...timeline.input,
    sources: timeline.input.sources
      .slice(0, 1)
      .map((source) => ({ ...source, cannotShow: { statements: [], text: ['Reads.'] } })),
  },
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const readManifest = (parts: BundleParts): Json =>
  JSON.parse(new TextDecoder().decode(assembleBundle(parts).get('manifest.json')))

/** What is said of an export with this manifest instead, whose digests fit. */
async function check(parts: BundleParts, text: string): Promise<readonly Check[]> {
  const others = { ...parts.others, 'manifest.json': text }
  const { checks } = await verify({ ...parts, others })
  return checks.filter(
    ({ result, words }) => result === 'fails' && words.startsWith('The manifest'),
  )
}

const compare = async (parts: BundleParts, text: string) =>
  (await check(parts, text)).map(({ words }) => words)

const differsAt = (pointer: string) =>
  `The manifest “manifest.json” and the receipt differ at “${pointer}”.`

const format = (manifest: Json) => `${JSON.stringify(manifest, null, 2)}\n`

/** Every text, number, flag, `null` and empty list or object, by its keys. */
function listLeaves(value: Json, path: readonly string[] = []): (readonly string[])[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (entries.length === 0) return [path]
  return entries.flatMap(([name, member]) => listLeaves(member, [...path, name]))
}

function change(value: Json, [name, ...path]: readonly string[], to: (leaf: Json) => Json): Json {
  if (name === undefined) return to(value)
  const copy = structuredClone(value) as { [key: string]: Json }
  copy[name] = change(copy[name] ?? null, path, to)
  return copy
}

function mutate(leaf: Json): Json {
  if (typeof leaf === 'string') return `${leaf}x`
  if (typeof leaf === 'number') return leaf + 1
  return typeof leaf === 'boolean' ? !leaf : 'other'
}

/** What a manifest alone has, or what its pages have beside those of the receipt. */
const alone =
  /^\/(chosenAt|writtenAt|written|files\/\d+\/first|entries\/(order|chosen))$|\/pages\/\d+\/(at|source|body|doubts)$/

describe.each([
  ['of one log', log],
  ['of a timeline', timeline],
])('a manifest %s', (_, parts) => {
  const manifest = readManifest(parts)

  it('says the same as the receipt', async () => {
    expect(await compare(parts, format(manifest))).toEqual([])
  })

  it('is found when any of its members is another one, and both values are named', async () => {
    const paths = listLeaves(manifest).filter((path) => !alone.test(`/${path.join('/')}`))
    expect(paths.length).toBeGreaterThan(40)
    for (const path of paths) {
      const changes: Json[] = []
      const changed = change(manifest, path, (leaf) => {
        const other = mutate(leaf)
        changes.push(other, leaf)
        return other
      })
      const checks = await check(parts, format(changed))
      const pointer = `/${path.join('/')}`
      // Another version is another form, in which other members are missing.
      if (pointer === '/version') expect(checks).not.toEqual([])
      else {
        const values = changes.map((value) => `“${JSON.stringify(value)}”`)
        const isNamed = ({ words, details }: Check) =>
          words === differsAt(pointer) && details.every(([, value], at) => value === values[at])
        const isFormat = pointer === '/format'
        const found = [pointer, checks.length, isFormat || checks.some(isNamed)]
        expect(found).toEqual([pointer, 1, true])
      }
    }
  })

  it('is found when a member is missing, or added to what is compared', async () => {
    const members = Object.keys(Object(manifest)).filter((name) => !alone.test(`/${name}`))
    for (const name of members) {
      const { [name]: _, ...others } = manifest as { [key: string]: Json }
      // Its value is null in the receipt.
      expect([name, await compare(parts, format(others))]).not.toEqual([name, []])
    }
    const added = change(manifest, ['question'], (question) => ({ ...Object(question), note: 'x' }))
    // Values of the evidence may be secret: only the details have them, which are masked where they are shown.
    expect(await check(parts, format(added))).toMatchObject([
      {
        words: differsAt('/question/note'),
        details: [
          ['/question/note in the manifest', '“"x"”'],
          ['/predicate/question/note in receipt.json', 'nothing'],
        ],
      },
    ])
  })

  it('is found when it has a key twice, or is no JSON', async () => {
    const twice = format(manifest).replace(
      '"complete": true,',
      '"complete": false,\n  "complete": true,',
    )
    expect(await compare(parts, twice)).toEqual([
      'The manifest “manifest.json” is not in the form that Gumshoe writes. It may contain a key twice, so programs may read different values. Ask for a new export.',
    ])
    expect(await compare(parts, '{')).toEqual([
      'The manifest “manifest.json” is not JSON in UTF-8.',
    ])
  })

  it('is refused when it is too deep to be formatted', async () => {
    const nest = (levels: number) => `{"x":${'['.repeat(levels)}${']'.repeat(levels)}}`
    for (const levels of [100, 20_000]) {
      expect(await compare(parts, nest(levels))).toEqual([
        'The manifest “manifest.json” has values inside of 100 others. Gumshoe writes no such manifest. Ask for a new export.',
      ])
    }
    expect(await compare(parts, nest(99))).not.toContainEqual(expect.stringContaining('inside of'))
  })
})

it('cannot call pages earlier than they are to hide that it has others', async () => {
  const manifest = readManifest(log)
  const invent = (window: Json) => {
    const { pages, ...facts } = Object(window)
    return { ...facts, pages: [...pages, ...pages.slice(0, 2)] }
  }
  const path = ['ledger', 'windows', '0']
  const { length } = getLedger(log.input.sources[0] ?? Object({})).windows[0]?.pages ?? []
  for (const pages of [-2, '0', null, 0.5, {}]) {
    const changed = change(manifest, path, (window) => ({ ...invent(window), earlier: { pages } }))
    const checks = await check(log, format(changed))
    expect(checks).toMatchObject([
      { words: differsAt('/ledger/windows/0/earlier/pages') },
      { words: differsAt('/ledger/windows/0/pages/length') },
    ])
    expect(checks[1]?.details.map(([, value]) => value)).toEqual([`“${length + 2}”`, `“${length}”`])
  }
  const counted = change(manifest, path, (window) => ({ ...Object(window), earlier: { pages: 0 } }))
  expect(await compare(log, format(counted))).toEqual([])
})

it('cannot leave out logs by the form of one log', async () => {
  const because = 'It does not have this filter.'
  const asked = { in: 'user/audit_logs', because, asked: [] }
  const timeRange = { since: '2026-11-29T00:00:00.000Z', before: '2026-11-30T00:00:00.000Z' }
  const facts = {
    notAsked: [{ in: 'a', because }],
    otherReads: [{ ...asked, timeRange }],
  }
  const changed = { ...log, input: { ...log.input, ...facts } }
  expect(await compare(changed, format(readManifest(log)))).toEqual([
    differsAt('/otherReads'),
    differsAt('/notAsked/0'),
  ])
  const told = { ...Object(readManifest(log)), notAsked: [{ in: 'a', because }] }
  expect(await compare(log, format(told))).toEqual([differsAt('/notAsked/0')])
})

it('is compared whatever its name, and has to be the only one', async () => {
  const others = { ...timeline.others, 'other.manifest.json': '{}\n' }
  expect((await verify({ ...timeline, others })).failed).toEqual([
    'The receipt names 2 manifests; it must name exactly one.',
  ])
})

it('has a limit of differences, however hostile it is', async () => {
  const manifest = readManifest(timeline)
  const hostile = change(manifest, ['notAsked'], () => Array.from({ length: 200_000 }, () => 1))
  const text = format(hostile)
  const start = process.cpuUsage()
  const words = await compare(timeline, text)
  const { user, system } = process.cpuUsage(start)
  expect((user + system) / 1_000).toBeLessThan(3_000)
  expect(words).toHaveLength(20)
})
