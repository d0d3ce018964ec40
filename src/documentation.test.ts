/** Documents name files and folders that exist, so that a reader who follows a path finds something. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Examples of names, and names of packages that look like files. */
const notFiles = ['NNNN-short-name.md', 'ipaddr.js']

type Document = { path: string; text: string }

function listPaths(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.replaceAll('\\', '/')}`,
  )
}

function readDocument(path: string): Document {
  return { path, text: readFileSync(`${root}/${path}`, 'utf8') }
}

/** Whether a path, in which `*` stands for a part of a name, is that of a file or folder. */
function exists(path: string, paths: ReadonlySet<string>): boolean {
  if (!path.includes('*')) return paths.has(path)
  const source = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')
  const pattern = new RegExp(`^${source}$`)
  return [...paths].some((name) => pattern.test(name))
}

/** The code spans of a document that look like a path: below a folder of the project, or the name of a file. */
function listNamedPaths({ text }: Document): string[] {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  return spans.filter(
    (span) =>
      !notFiles.includes(span) &&
      (/^(src|e2e|bench|docs|public)\/[\w./*-]+$/.test(span) ||
        /^[\w./*-]+\.(tsx?|jsx?|jsonc?|md|css)$/.test(span)),
  )
}

/** The targets of links to files, from the root of the project. */
function listLinkedPaths({ path, text }: Document): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:|…/.test(target))
    .map((target) => posix.join(posix.dirname(path), target))
}

/**
 * The paths in a document that do not exist. They may be below the root or, in docs/security.md, below src/proxy;
 * a name without a folder may be anywhere.
 */
function findMissingPaths(document: Document, paths: ReadonlySet<string>): string[] {
  const bases = document.path === 'docs/security.md' ? ['', 'src/proxy/'] : ['']
  const names = new Set([...paths].map((path) => posix.basename(path)))
  const named = listNamedPaths(document).filter(
    (path) =>
      // Files below dist exist after a build only.
      !path.startsWith('dist/') &&
      !bases.some((base) => exists(`${base}${path}`, paths)) &&
      !(!path.includes('/') && exists(path, names)),
  )
  const linked = listLinkedPaths(document).filter((path) => !exists(path, paths))
  return [...named, ...linked].map((path) => `${document.path} names ${path}`)
}

const rootFiles = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
const paths = new Set([
  ...rootFiles,
  ...['src', 'e2e', 'bench', 'docs', 'public'].flatMap((folder) => [folder, ...listPaths(folder)]),
])
const documents = [...paths].filter(
  (path) => path.endsWith('.md') && !path.includes('node_modules'),
)

describe('documents', () => {
  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/security.md']))
    expect(documents.flatMap((path) => listNamedPaths(readDocument(path))).length).toBeGreaterThan(
      80,
    )
  })

  it.each(documents)('%s names files that exist', (path) => {
    expect(findMissingPaths(readDocument(path), paths)).toEqual([])
  })
})

describe('the check', () => {
  const known = new Set([
    'src',
    'src/a',
    'src/a/b.ts',
    'src/proxy/guard/c.ts',
    'docs/d.md',
    'package.json',
  ])
  const check = (text: string, path = 'docs/security.md') => findMissingPaths({ path, text }, known)

  it('finds a file, a folder, a pattern, a name and a link without a target', () => {
    expect(check('`src/a/x.ts` `src/x` `src/a/x*.ts` `x.ts` `guard/x.ts` [x](x.md#y)')).toEqual([
      'docs/security.md names src/a/x.ts',
      'docs/security.md names src/x',
      'docs/security.md names src/a/x*.ts',
      'docs/security.md names x.ts',
      'docs/security.md names guard/x.ts',
      'docs/security.md names docs/x.md',
    ])
  })

  it('accepts those with one, and code that is no path', () => {
    const text =
      '`src/a` `src/a/*.ts` `b.ts` `guard/c.ts` `package.json` [d](d.md) `a.b` `/src/x.ts?`'
    expect(check(text)).toEqual([])
    expect(check('`guard/c.ts`', 'README.md')).toEqual(['README.md names guard/c.ts'])
  })
})
