/**
 * Holds the vocabulary: names of files and exports use the words that the design defines, and none of the words
 * that once had several meanings. Exported type names are unique in the web, so that a name says which type it is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'

type SourceFile = { path: string; text: string }

/** Each retired word, and the words that replaced it. */
const retiredWords: Readonly<Record<string, string>> = {
  ...retire('position, path, scope, slot or context', 'place', 'places'),
  ...retire('poll or style', 'look', 'looks'),
  ...retire('segment, block, range or run', 'stretch', 'stretches'),
  ...retire('stream', 'strand', 'strands'),
  ...retire('archive or cache', 'shelf', 'shelves'),
  ...retire('task or worker', 'labor', 'laborer'),
  ...retire('backoff', 'hold'),
  ...retire('deferred', 'later'),
  ...retire('preload', 'spare'),
  ...retire('prefetched', 'ahead'),
  ...retire('auxiliary endpoint', 'companion', 'companions'),
  ...retire('fault', 'mood', 'moods'),
  ...retire('retry policy', 'manners'),
  ...retire('authenticator', 'doorkeeper'),
  ...retire('abort', 'ending'),
  ...retire('throttled', 'calmly'),
  ...retire('batch', 'portion'),
  ...retire('resolve', 'settle', 'settled'),
  ...retire('tick', 'tend'),
  ...retire('restore', 'mend'),
  ...retire('filter, link or direction', 'way', 'ways', 'lead', 'leads'),
  ...retire('next focus', 'heir'),
  ...retire('duplicate', 'twin', 'twins'),
  ...retire('encode, lower or collapse', 'fold'),
  ...retire('max or min', 'most', 'longest', 'least', 'shortest', 'fewest'),
  ...retire('visible', 'sight'),
  ...retire('the role, such as user or caller', 'whoever', 'somebody', 'nobody'),
}

function retire(remedy: string, ...words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, remedy]))
}

/** `findNextRow`, `find-next-row` → find, next, row. */
function splitName(name: string): string[] {
  const words = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []
  return words.map((word) => word.toLowerCase())
}

function listExports(text: string): string[] {
  const declared =
    /^export (?:default )?(?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|type|interface)\s+(\w+)/gm
  return [...text.matchAll(declared)].map((match) => match[1] ?? '')
}

function glossaryProblems({ path, text }: SourceFile): string[] {
  const fileName = basename(path).split('.')[0] ?? ''
  return [fileName, ...listExports(text)].flatMap((name) => {
    const word = splitName(name).find((each) => Object.hasOwn(retiredWords, each))
    return word ? [`${path}: ${name} says "${word}"; write ${retiredWords[word]}.`] : []
  })
}

/** Exported type names that two files of the web declare. */
function sharedTypeProblems(files: readonly SourceFile[]): string[] {
  const owners = new Map<string, string>()
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:type|interface) (\w+)/gm)].flatMap(([, name = '']) => {
      const owner = owners.get(name)
      owners.set(name, path)
      return owner
        ? [`type ${name} is declared in ${owner} and ${path}; give each a name of its own.`]
        : []
    }),
  )
}

const root = new URL('..', import.meta.url)
const files: SourceFile[] = ['src', 'e2e', 'bench'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.[jt]sx?$/.test(path) && !path.includes('/node_modules/'))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') })),
)

it('finds the sources', () => {
  expect(files.length).toBeGreaterThan(500)
})

it('no file and no export is named by a retired word', () => {
  expect(files.flatMap(glossaryProblems)).toEqual([])
})

it('no two exported types of the web have one name', () => {
  const web = files.filter(({ path }) => path.startsWith('src/web/'))
  expect(sharedTypeProblems(web)).toEqual([])
})

it.each([
  ['src/web/a/later.tsx', '', 'write deferred'],
  ['src/web/a/b.ts', 'export type CellPlace = string', 'write position'],
  ['src/web/a/b.ts', 'export async function takeLook() {}', 'write poll'],
  ['src/web/a/b.ts', 'export const longestValue = 80', 'write max or min'],
])('the glossary refuses %s with “%s”', (path, text, remedy) => {
  expect(glossaryProblems({ path, text }).join()).toContain(remedy)
})

it.each([
  ['src/web/a/replace-layout.ts', 'export const placeholder = 1'],
  ['src/web/a/b.ts', 'const place = 1\nexport const isLookup = 2'],
])('the glossary accepts %s with “%s”', (path, text) => {
  expect(glossaryProblems({ path, text })).toEqual([])
})

it('a type name of two files is refused', () => {
  const text = 'export type Verdict = string'
  expect(sharedTypeProblems([{ path: 'src/web/a.ts', text }])).toEqual([])
  expect(
    sharedTypeProblems([
      { path: 'src/web/a.ts', text },
      { path: 'src/web/b.ts', text },
    ]),
  ).toEqual([
    'type Verdict is declared in src/web/a.ts and src/web/b.ts; give each a name of its own.',
  ])
})
