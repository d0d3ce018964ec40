/**
 * Keeps the house in order: which folder may import which, which packages each may use, no cycles, no
 * clock or dice where results have to be reproducible, small and well-named files.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasets } from './catalog/index.ts'

type SourceFile = { path: string; text: string }

/** For each folder: the folders of ours and the packages that it may import. */
const table: Record<string, { folders: string[]; packages: string[] }> = {
  cloudflare: { folders: [], packages: ['zod'] },
  catalog: { folders: ['cloudflare'], packages: [] },
  query: { folders: ['catalog', 'cloudflare'], packages: ['ipaddr.js'] },
  detection: {
    folders: ['query', 'catalog', 'cloudflare'],
    packages: ['yaml', 're2js', 'ipaddr.js'],
  },
  contract: { folders: ['cloudflare'], packages: [] },
  evidence: {
    folders: ['contract', 'query', 'catalog', 'cloudflare'],
    packages: ['canonicalize', 'pkijs', '@zip.js/zip.js'],
  },
  proxy: {
    folders: ['evidence', 'contract', 'query', 'catalog', 'cloudflare'],
    packages: ['jose', 'ipaddr.js'],
  },
  emulator: { folders: ['query', 'catalog', 'cloudflare'], packages: ['hono'] },
  reference: { folders: ['detection', 'catalog'], packages: [] },
  // It compares the API with the switches of the emulator, and asks the proxy as a client does.
  'live-check': {
    folders: ['emulator', 'contract', 'query', 'catalog', 'cloudflare'],
    packages: [],
  },
  // It runs where there is no server, and asks none.
  verifier: { folders: ['evidence', 'query'], packages: [] },
  web: {
    folders: ['detection', 'evidence', 'contract', 'query', 'catalog', 'cloudflare'],
    packages: [
      ...['react', 'react-dom', 'react-router', '@cloudflare/kumo', '@phosphor-icons/react'],
      ...['@tanstack/react-query', '@tanstack/react-table', '@tanstack/react-virtual'],
      ...['comlink', 'client-zip', 'idb', 'uplot'],
    ],
  },
  e2e: {
    folders: ['emulator', 'detection', 'evidence', 'contract', 'query', 'catalog', 'cloudflare'],
    packages: ['@playwright/test', '@axe-core/playwright', 'puppeteer-core', 'yauzl'],
  },
  // Parts of the web are measured in a page of the benchmark's own.
  bench: {
    folders: ['web', 'emulator', 'detection', 'evidence', 'query', 'catalog', 'cloudflare'],
    packages: ['node', '@playwright/test', 'vite', 'react', 'react-dom'],
  },
  attack: { folders: ['contract', 'catalog'], packages: ['node', 'vite'] },
}

const inProxy = (name: string) => `src/proxy/${name}`
const inNodeEdge = (name: string) => inProxy(`node-edge/${name}`)

/** Where the programs start: here proxy and emulator meet, and here Node is known. */
const starts = [
  ...['node.ts', 'node-files.ts'].map(inProxy),
  ...[
    'log-writer.ts',
    'gzip-header.ts',
    'gzip-reader.ts',
    'hash-on-node.ts',
    'limit-connections.ts',
    'node-authority.ts',
    'node-http.ts',
    'node-upstream.ts',
    'read-request.ts',
    'send-response.ts',
    'to-web-stream.ts',
  ].map(inNodeEdge),
  ...['worker.ts', 'start.js', 'gumshoe.js', 'ignore-debug-signal.js'].map(inProxy),
  ...['check-health.js', 'create-witness-key.js'].map(inProxy),
  ...['build.js', 'dev.js', 'serve-dev-pages.js'].map(inProxy),
  'src/emulator/node.ts',
  'src/live-check/node.ts',
  ...['node.ts', 'list-sources.ts'].map((name) => `src/verifier/${name}`),
]
/** What meets there, and in tests; browser tests know of the proxy only how it starts. */
const meeting = ['proxy', 'emulator', 'live-check', 'e2e', 'bench', 'attack']
const startPackages = ['node', 'vite', '@hono/node-server']
const testPackages = [
  ...['node', 'vitest', 'fast-check', 'cloudflare', 'miniflare', 'yauzl', 'ajv', 'ajv-formats'],
  // What an export writes is read.
  'client-zip',
]

/** Tests of the whole, beside the folders. */
const isOfTheWhole = (path: string) => /^src\/[\w-]+\.test\.ts$/.test(path)
/** Tests, what only tests use (in a folder `testing`), and the browser tests. */
const isTest = (path: string) =>
  /\.test\.tsx?$|\/testing\//.test(path) || /^(e2e|bench|attack)\//.test(path)
const folderOf = (path: string) => path.split('/')[path.startsWith('src/') ? 1 : 0] ?? ''
const withoutComments = (text: string) => text.replace(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** What a file imports, statically or not, types and workers included. */
function findImports(text: string): string[] {
  const forms = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\bnew URL\(\s*['"](\.[^'"]+\.[jt]sx?)['"],\s*import\.meta\.url/g,
  ]
  const code = withoutComments(text)
  return forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] ?? ''))
}

function findTargets({ path, text }: SourceFile): string[] {
  return (
    findImports(text)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')))
      // What was built is no source; the launcher finds it there. The version stands in package.json.
      .filter((target) => !target.startsWith('dist/') && target !== 'package.json')
  )
}

function folderProblems(file: SourceFile): string[] {
  const { path } = file
  const folder = folderOf(path)
  const allowed = table[folder]?.folders
  if (!allowed) {
    if (isOfTheWhole(path)) return []
    return [`${path} is in no known folder; move it into one of ${Object.keys(table).join(', ')}.`]
  }
  return findTargets(file).flatMap((target) => {
    const other = folderOf(target)
    if (other === folder) return folder === 'web' ? layerProblems(path, target) : []
    const isMeeting =
      (starts.includes(path) || isTest(path)) &&
      [folder, other].every((each) => meeting.includes(each)) &&
      (!['e2e', 'bench', 'attack'].includes(folder) || other !== 'proxy' || target === starts[0])
    // Only the emulator knows which entries there are, and only its faults try a search as the API does.
    const isTrial = isTest(path) && ['web', 'detection'].includes(folder) && other === 'emulator'
    if (allowed.includes(other) || isMeeting || isTrial) return []
    const remedy = `${folder} may import ${allowed.join(', ') || 'nothing of ours'}`
    return [`${path} imports ${target}; ${remedy}: move what both need there, or pass it in.`]
  })
}

/**
 * The layers of web, lowest first; a file imports its own layer and those below. Folders that are not named are
 * features. `start` holds what main.tsx loads before the app; the app is the files at the top.
 */
const webLayers = [
  ['ui', 'styles', 'workers'],
  ['first-load'],
  ['preferences', 'api', 'store', 'rules'],
  ['features'],
  ['explorer'],
  ['pages'],
  ['app'],
  ['start'],
  ['main'],
]
const featureRank = webLayers.findIndex(([name]) => name === 'features')
const dataRank = featureRank - 1

function layerOf(path: string): string {
  const [folder, file] = path.split('/').slice(2)
  if (folder === undefined) return 'app'
  if (file !== undefined) return folder
  return folder.startsWith('main.') ? 'main' : 'app'
}

function rankOf(layer: string): number {
  const rank = webLayers.findIndex((names) => names.includes(layer))
  return rank === -1 ? featureRank : rank
}

function layerProblems(path: string, target: string): string[] {
  const [from, to] = [layerOf(path), layerOf(target)]
  const [own, other] = [rankOf(from), rankOf(to)]
  if (from === to || own > other || (own === dataRank && other === dataRank)) return []
  return own === featureRank && other === featureRank
    ? [`${path} imports ${target}; features do not know each other: let explorer join them.`]
    : [`${path} imports ${target}, which stands above it; turn the import round, or pass it in.`]
}

function packageProblems({ path, text }: SourceFile): string[] {
  // The peers have packages of their own, installed beside the product's.
  if (path.startsWith('bench/peers/')) return []
  const allowed = [
    ...(table[folderOf(path)]?.packages ?? []),
    ...(starts.includes(path) ? startPackages : []),
    ...(isTest(path) ? testPackages : []),
  ]
  return findImports(text)
    .filter((name) => !name.startsWith('.'))
    .filter((name) => !allowed.some((each) => `${name}/`.replace(':', '/').startsWith(`${each}/`)))
    .map((name) =>
      name.startsWith('node:')
        ? `${path} imports ${name}; only ${starts.join(', ')} and tests know Node: pass in what is needed.`
        : `${path} imports ${name}; ${folderOf(path)} may use ${allowed.join(', ') || 'no package'}: use one of these, or extend the table with a reason in docs/decisions.`,
    )
}

function contentProblems({ path, text }: SourceFile): string[] {
  if (isTest(path)) return []
  const code = withoutComments(text)
  const problems: string[] = []
  const impure = /\b(Date\.now|Math\.random|performance\.now|crypto\.random\w+)\b|\bnew Date\(\s*\)/
  const found = impure.exec(code)?.[0]
  const isPure = ['cloudflare', 'catalog', 'contract', 'query', 'detection', 'emulator'].includes(
    folderOf(path),
  )
  if (found && isPure && !starts.includes(path)) {
    problems.push(`${path} uses ${found}; take now or a seed as an argument.`)
  }
  if (!starts.includes(path) && /\b(process\.(env|argv|exit|std\w+)|Buffer\.\w)/.test(code)) {
    problems.push(`${path} uses a global of Node; read it in ${starts[0]} and pass it in.`)
  }
  const pointers = 'src/query/json-pointer.ts'
  if (path !== pointers && code.includes('~1')) {
    problems.push(`${path} escapes or reads a JSON Pointer; use ${pointers}.`)
  }
  const asksHost = /\b(fetch|Request|EventSource|WebSocket|sendBeacon)\(\s*['"`](\w+:)?\/\//
  if (folderOf(path) === 'web' && asksHost.test(code)) {
    problems.push(
      `${path} asks a fixed host; ask a path of the own origin, the proxy does the rest.`,
    )
  }
  return problems
}

/** Undotted paths are refused where no other word looks like them; `zone_id` is a variable of API paths as well. */
const isUnmistakable = (path: string) =>
  path.includes('.') || (/[A-Z_]/.test(path) && path !== 'zone_id')

/** The paths of all declared fields, and the JSON Pointers to those that are dotted. */
const fieldPaths = new Set(
  datasets
    .flatMap(({ fields }) => fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths]))
    .filter(isUnmistakable)
    .flatMap((path) => [path, `/${path.replaceAll('.', '/')}`]),
)

/** Folders whose subject is the declaration of fields, and the entries themselves. */
const fieldPathFolders = ['src/catalog/', 'src/emulator/data/']

/** Files that write the text of a field path, with the reason. */
const fieldPathExceptions: Record<string, string> = {
  'src/emulator/csv.ts': 'The columns of the CSV form of v1: each one is a field.',
  'src/emulator/list-auxiliary.ts': 'Parameters of /zones that happen to be called like fields.',
  'src/query/starters/scim-starters.ts': 'Questions to one dataset: its wire names are its fields.',
  'src/query/starters/second-questions.ts': 'Questions to one dataset, and to another one.',
  'src/query/starters/people-starters.ts':
    'Questions to one dataset: its wire names and its fields.',
  'src/query/starters/starters.ts': 'Questions to one dataset: its wire names and its fields.',
  'src/query/starters/story-steps.ts': 'Questions to one dataset: its wire names and its fields.',
}

function findFieldPaths(text: string): string[] {
  const literals = withoutComments(text).matchAll(/(['"`])([\w./]+)\1/g)
  return [...literals].map((match) => match[2] ?? '').filter((literal) => fieldPaths.has(literal))
}

/** Only the catalog knows in which field a log has a value; other code reads it by its role. */
function fieldPathProblems({ path, text }: SourceFile): string[] {
  const isExempt =
    !path.startsWith('src/') ||
    isTest(path) ||
    fieldPathFolders.some((folder) => path.startsWith(folder)) ||
    Object.hasOwn(fieldPathExceptions, path)
  if (isExempt) return []
  return findFieldPaths(text).map(
    (literal) =>
      `${path} names the field ${literal}; read it by its role (catalog/roles.ts), or let the dataset declare what it is for.`,
  )
}

/**
 * The files through which a request reaches the API, and who may import them: a path of `src/proxy`, or a folder. A
 * client's request comes through the endpoint table, whose only importer gets nothing but the table.
 */
const waysUpstream: Record<string, readonly string[]> = {
  'create-endpoints.ts': ['app.ts'],
  'relay/forward.ts': ['create-endpoints.ts'],
  'relay/answer-limited-list.ts': ['relay/forward.ts'],
  'upstream/call-upstream.ts': ['relay/', 'upstream/'],
  'upstream/ask-api.ts': ['token/'],
  'upstream/fetch-upstream.ts': ['node.ts', 'worker.ts'],
  'node-edge/node-upstream.ts': ['node.ts'],
  // Not the API, but the other way out of the proxy.
  'timestamp/answer-timestamp.ts': ['create-endpoints.ts'],
  'node-edge/node-authority.ts': ['node.ts'],
}

/** The folders and files whose code may call the function that sends a request to the API. */
const upstreamCallers = ['upstream/call-upstream.ts', 'upstream/ask-api.ts']

/** Files in which the name stands for a runtime's `fetch`, not for the API: they create that function. */
const fetchCallers = ['upstream/fetch-upstream.ts']

/** Nothing reaches the API except through the endpoint table, and the proxy's own check of its credential. */
function upstreamProblems(file: SourceFile): string[] {
  const { path, text } = file
  if (!path.startsWith('src/proxy/') || isTest(path)) return []
  const own = path.slice('src/proxy/'.length)
  const mayImport = (importers: readonly string[]) =>
    importers.some((each) => own === each || (each.endsWith('/') && own.startsWith(each)))
  const imports = findTargets(file).flatMap((target) => {
    const importers = waysUpstream[target.replace(/^src\/proxy\//, '')]
    if (!importers || mayImport(importers)) return []
    return [
      `${path} imports ${target}, a way to the API for ${importers.join(', ')} only; add an endpoint to src/proxy/create-endpoints.ts.`,
    ]
  })
  const code = withoutComments(text)
  const isCaller = [...upstreamCallers, ...fetchCallers].includes(own)
  const calls =
    !isCaller && /\bupstream\s*(\?\.\s*)?\(|\bupstream\s*\.\s*(call|apply|bind)\b/.test(code)
      ? [`${path} calls upstream; only ${upstreamCallers.join(' and ')} may: add an endpoint.`]
      : []
  const answers =
    own === 'app.ts' &&
    /\bendpoints\s*(\[|\.(at|find|map|filter)\b)|(?<!\bendpoint)\.answer\(/.test(code)
      ? [`${path} picks an endpoint by hand; findEndpoint alone selects one, after all checks.`]
      : []
  return [...imports, ...calls, ...answers]
}

function shapeProblems({ path, text }: SourceFile): string[] {
  const problems: string[] = []
  const lines = text.trimEnd().split('\n').length
  if (lines > 300 && !isTest(path)) {
    problems.push(
      `${path} has ${lines} lines; split it by what it is responsible for (at most 300).`,
    )
  }
  for (const name of path.split('/')) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name)) {
      problems.push(`${path}: ${name} is not kebab-case; write it in lower case with hyphens.`)
    }
    if (/^(utils?|helpers?|types?|constants?|common|misc)(\.|$)/.test(name)) {
      problems.push(`${path}: ${name} says nothing; name the file after its main export.`)
    }
  }
  return problems
}

/** A unit test waits as long as a slow machine needs: the limit of `expect.poll` is in vite.config.ts. */
function unitTestProblems({ path, text }: SourceFile): string[] {
  const isHasty = /\bvi\.wait(?:For|Until)\((?![\s\S]{0,400}?\btimeout:)/.test(
    withoutComments(text),
  )
  return isHasty
    ? [`${path} waits for one second at most; use expect.poll, or give a timeout.`]
    : []
}

/** A browser test waits for a condition, and fails the first time. */
function browserTestProblems({ path, text }: SourceFile): string[] {
  if (!/^(e2e\/|playwright\.[\w.]*config\.ts$)/.test(path)) return []
  const code = withoutComments(text)
  const problems: string[] = []
  if (/\bwaitForTimeout\b/.test(code)) {
    problems.push(`${path} sleeps; wait for a condition, or move the page's clock.`)
  }
  if (/\bretries\s*:(?!\s*0\b)/.test(code)) {
    problems.push(`${path} retries tests; a test that fails once is wrong, or the product is.`)
  }
  return problems
}

function cycleProblems(files: readonly SourceFile[]): string[] {
  const graph = new Map(files.map((file) => [file.path, findTargets(file)]))
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] => {
    if (trail.includes(path)) {
      const cycle = [...trail.slice(trail.indexOf(path)), path].join(' → ')
      return [`${cycle} is a cycle; move what both need into a file of its own.`]
    }
    if (done.has(path)) return []
    const problems = (graph.get(path) ?? []).flatMap((target) => visit(target, [...trail, path]))
    done.add(path)
    return problems
  }
  return files.flatMap(({ path }) => visit(path, []))
}

/** Folders with so many source files that a listing no longer explains them. Tests do not count. */
function crowdedFolderProblems(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>()
  for (const { path } of files) {
    if (!/^src\/.*\.[jt]sx?$/.test(path) || isTest(path)) continue
    const folder = posix.dirname(path)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > maxFilesPerFolder)
    .map(
      ([folder, count]) =>
        `${folder} has ${count} source files; move some into sub-folders by what they do (at most ${maxFilesPerFolder}).`,
    )
}

const maxFilesPerFolder = 20

/** Every folder of src that has sub-folders. */
function listParentFolders(files: readonly SourceFile[]): readonly string[] {
  const parents = files
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .flatMap(({ path }) => {
      const folders = path.split('/').slice(0, -2)
      return folders.map((_, index) => folders.slice(0, index + 1).join('/'))
    })
  return [...new Set(parents)].filter((folder) => folder !== 'src').sort()
}

/** Folders whose own files count as one more sub-folder: they may not import one that imports them. */
const strictFolders = ['src/proxy']

/** The sub-folder of `folder` that a file lies in. A file directly in it is a node of its own, or `.` where strict. */
function findSubFolder(path: string, folder: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined
  const [first = '', ...others] = path.slice(folder.length + 1).split('/')
  return others.length === 0 && strictFolders.includes(folder) ? '.' : first
}

/** Cycles between the sub-folders of a folder. Tests may join what the product keeps apart. */
function folderCycleProblems(files: readonly SourceFile[], folder: string): string[] {
  const examples = new Map<string, Map<string, string>>()
  for (const file of files.filter(({ path }) => !isTest(path))) {
    const from = findSubFolder(file.path, folder)
    if (from === undefined) continue
    const targets = examples.get(from) ?? new Map<string, string>()
    examples.set(from, targets)
    for (const target of findTargets(file)) {
      const to = findSubFolder(target, folder)
      if (to !== undefined && to !== from) targets.set(to, `${file.path} imports ${target}`)
    }
  }
  const done = new Set<string>()
  const visit = (name: string, trail: readonly string[]): string[] => {
    if (trail.includes(name)) {
      const cycle = [...trail.slice(trail.indexOf(name)), name]
      const reasons = cycle.slice(1).map((to, at) => examples.get(cycle[at] ?? '')?.get(to))
      return [
        `${folder}: ${cycle.join(' → ')} is a cycle of folders (${reasons.join('; ')}); move what both need into a folder below them, or pass it in.`,
      ]
    }
    if (done.has(name)) return []
    const problems = [...(examples.get(name)?.keys() ?? [])].flatMap((to) =>
      visit(to, [...trail, name]),
    )
    done.add(name)
    return problems
  }
  return [...examples.keys()].flatMap((name) => visit(name, []))
}

const root = new URL('..', import.meta.url)
const files: SourceFile[] = ['src', 'e2e', 'bench', 'attack'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.([jt]sx?|css)$/.test(path) && !path.includes('/node_modules/'))
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') })),
)

const playwrightConfig = 'playwright.config.ts'
const playwrightConfigs = [playwrightConfig, 'playwright.browsers.config.ts']

describe('the sources', () => {
  it('are found', () => {
    const folders = new Set(files.map(({ path }) => folderOf(path)))
    expect([...folders]).toEqual(expect.arrayContaining(['cloudflare', 'catalog', 'query', 'web']))
  })

  it.each([
    ['import only the folders they may', folderProblems],
    ['import only the packages they may', packageProblems],
    ['use no clock, dice, global of Node, foreign host or pointer by hand', contentProblems],
    ['name no field of a dataset outside of the catalog', fieldPathProblems],
    ['are small and well named', shapeProblems],
    ['reach the API through the endpoint table alone', upstreamProblems],
    ['wait in unit tests as long as a slow machine needs', unitTestProblems],
    ['wait in browser tests for conditions, and retry none', browserTestProblems],
  ])('%s', (_, check) => {
    expect(files.filter(({ path }) => !isOfTheWhole(path)).flatMap(check)).toEqual([])
  })

  it.each([...Object.keys(waysUpstream), ...upstreamCallers, ...fetchCallers])(
    'have the file src/proxy/%s, which a rule names',
    (path) => {
      expect(files.map((file) => file.path)).toContain(`src/proxy/${path}`)
    },
  )

  it('lie in folders of at most 20 source files', () => {
    expect(crowdedFolderProblems(files)).toEqual([])
  })

  it.each(Object.keys(fieldPathExceptions))('name a field in %s, an exception', (path) => {
    const text = files.find((file) => file.path === path)?.text ?? ''
    expect(findFieldPaths(text)).not.toEqual([])
  })

  it('import each other without cycles', () => {
    expect(cycleProblems(files)).toEqual([])
  })

  it.each(listParentFolders(files))('have no cycle between the sub-folders of %s', (folder) => {
    expect(folderCycleProblems(files, folder)).toEqual([])
  })

  it.each(playwrightConfigs)('are run by a configuration that retries no test: %s', (path) => {
    const text = readFileSync(new URL(path, root), 'utf8')
    expect(browserTestProblems({ path, text })).toEqual([])
  })
})

describe('the checks', () => {
  type Check = (file: SourceFile) => string[]

  it.each<[string, Check, string, string, string]>([
    [
      'query that knows the proxy',
      folderProblems,
      'src/query/a.ts',
      "import { a } from '../proxy/app.ts'",
      'query may import catalog, cloudflare',
    ],
    [
      'the wire that knows the catalog',
      folderProblems,
      'src/cloudflare/a.ts',
      "export * from '../catalog/index.ts'",
      'nothing of ours',
    ],
    [
      'a proxy that knows the emulator',
      folderProblems,
      'src/proxy/app.ts',
      "import type {\n  A,\n} from '../emulator/app.ts'",
      'pass it in',
    ],
    [
      'a web that loads the proxy late',
      folderProblems,
      'src/web/app.tsx',
      "await import('../proxy/app.ts')",
      'web may import',
    ],
    [
      'a web with a worker elsewhere',
      folderProblems,
      'src/web/app.tsx',
      "new Worker(new URL('../emulator/app.ts', import.meta.url))",
      'web may import',
    ],
    [
      'a web that knows the emulator',
      folderProblems,
      'src/web/a.ts',
      "import '../emulator/app.ts'",
      'web may import',
    ],
    [
      'a web test with the proxy',
      folderProblems,
      'src/web/a.test.ts',
      "import '../proxy/app.ts'",
      'web may import',
    ],
    [
      'an e2e that knows the web',
      folderProblems,
      'e2e/a.spec.ts',
      "import '../src/web/app.tsx'",
      'e2e may import',
    ],
    [
      'an e2e that knows the inside of the proxy',
      folderProblems,
      'e2e/a.spec.ts',
      "import '../src/proxy/app.ts'",
      'e2e may import',
    ],
    [
      'a contract that knows the proxy',
      folderProblems,
      'src/contract/a.ts',
      "import { a } from '../proxy/app.ts'",
      'contract may import cloudflare',
    ],
    [
      'a contract that knows the query',
      folderProblems,
      'src/contract/a.ts',
      "import type { A } from '../query/a.ts'",
      'contract may import cloudflare',
    ],
    ['a folder of no rule', folderProblems, 'src/lib/a.ts', '', 'in no known folder'],
    [
      'a feature that knows another',
      folderProblems,
      'src/web/table/a.tsx',
      "import { a } from '../drawer/a.tsx'",
      'let explorer join them',
    ],
    [
      'a feature that knows the explorer',
      folderProblems,
      'src/web/table/a.tsx',
      "import '../explorer/a.tsx'",
      'stands above it',
    ],
    [
      'a part of ui that knows the store',
      folderProblems,
      'src/web/ui/a.tsx',
      "import '../store/a.ts'",
      'stands above it',
    ],
    [
      'a part of ui that knows the first load',
      folderProblems,
      'src/web/ui/a.tsx',
      "import '../first-load/a.ts'",
      'stands above it',
    ],
    [
      'an app that knows how it is started',
      folderProblems,
      'src/web/app.tsx',
      "import './start/a.ts'",
      'stands above it',
    ],
    [
      'a store that knows a feature',
      folderProblems,
      'src/web/store/a.ts',
      "import '../table/a.ts'",
      'stands above it',
    ],
    [
      'Node in the proxy',
      packageProblems,
      'src/proxy/app.ts',
      "import { a } from 'node:fs'",
      'tests know Node',
    ],
    [
      'hono in the web',
      packageProblems,
      'src/web/app.tsx',
      "import { Hono } from 'hono'",
      'web may use react',
    ],
    [
      'a package of a similar name',
      packageProblems,
      'src/web/app.tsx',
      "import a from 'react-dom-x'",
      'extend the table',
    ],
    [
      'zod outside of the wire',
      packageProblems,
      'src/catalog/a.ts',
      "import 'zod/mini'",
      'catalog may use no package',
    ],
    ['a clock', contentProblems, 'src/query/a.ts', 'const a = Date.now()', 'take now'],
    ['a hidden clock', contentProblems, 'src/emulator/a.ts', 'const a = new Date()', 'take now'],
    [
      'dice',
      contentProblems,
      'src/emulator/a.ts',
      'const a = Math.random()',
      'a seed as an argument',
    ],
    [
      'an environment',
      contentProblems,
      'src/proxy/app.ts',
      'const a = process.env.A',
      'global of Node',
    ],
    [
      'a foreign host',
      contentProblems,
      'src/web/api/a.ts',
      "fetch('https://example.com')",
      'own origin',
    ],
    [
      'a host without scheme',
      contentProblems,
      'src/web/api/a.ts',
      'fetch(`//example.com`)',
      'own origin',
    ],
    [
      'a JSON Pointer by hand',
      contentProblems,
      'src/web/drawer/a.ts',
      "key.replaceAll('/', '~1')",
      'use src/query/json-pointer.ts',
    ],
    [
      'a field by its dotted path',
      fieldPathProblems,
      'src/web/drawer/a.ts',
      "const isActor = path === 'actor.email'",
      'read it by its role',
    ],
    [
      'a field by its JSON Pointer',
      fieldPathProblems,
      'src/query/a.ts',
      'const pointer = "/actor/email"',
      'names the field /actor/email',
    ],
    [
      'a field that no other word looks like, and another path of one',
      fieldPathProblems,
      'src/emulator/a.ts',
      "readPath(entry, 'changed_by') ?? readPath(entry, `old_value`)",
      'names the field old_value',
    ],
    [
      'a dispatcher that forwards a request by itself',
      upstreamProblems,
      'src/proxy/app.ts',
      "import { forwardData } from './relay/forward.ts'",
      'add an endpoint to src/proxy/create-endpoints.ts',
    ],
    [
      'a page that asks the API',
      upstreamProblems,
      'src/proxy/pages.ts',
      "import { callUpstream } from './upstream/call-upstream.ts'",
      'add an endpoint',
    ],
    [
      'an edge that asks the API late',
      upstreamProblems,
      'src/proxy/node-edge/node-http.ts',
      "const { askApi } = await import('../upstream/ask-api.ts')",
      'add an endpoint',
    ],
    [
      'a start that forwards a request',
      upstreamProblems,
      'src/proxy/worker.ts',
      "import { forwardData } from './relay/forward.ts'",
      'add an endpoint',
    ],
    [
      'a dispatcher with the function that sends requests',
      upstreamProblems,
      'src/proxy/app.ts',
      "if (path === '/x') return tools.upstream({ target: '/x' })",
      'calls upstream',
    ],
    [
      'a dispatcher that picks an endpoint',
      upstreamProblems,
      'src/proxy/app.ts',
      "if (path === '/x') return endpoints[0].answer(request, record)",
      'picks an endpoint by hand',
    ],
    ['301 lines', shapeProblems, 'src/query/a.ts', '\n'.repeat(300).concat('a'), 'at most 300'],
    ['a file called utils', shapeProblems, 'src/query/utils.ts', '', 'main export'],
    ['a folder called helpers', shapeProblems, 'src/web/helpers/a.ts', '', 'main export'],
    ['camel case', shapeProblems, 'src/web/entryTable.tsx', '', 'kebab-case'],
    [
      'a unit test with the limit of Vitest',
      unitTestProblems,
      'src/web/a.test.ts',
      'await vi.waitFor(() => expect(a).toBe(1))',
      'use expect.poll',
    ],
    [
      'a sleep in a browser test',
      browserTestProblems,
      'e2e/a.spec.ts',
      'await page.waitForTimeout(500)',
      'wait for a condition',
    ],
    [
      'a retry of all browser tests',
      browserTestProblems,
      playwrightConfig,
      'retries: 1,',
      'a test that fails once',
    ],
    [
      'a retry on one machine only',
      browserTestProblems,
      playwrightConfig,
      'retries: process.env.CI ? 2 : 0,',
      'a test that fails once',
    ],
    [
      'a retry of one file',
      browserTestProblems,
      'e2e/a.spec.ts',
      'test.describe.configure({ retries: 2 })',
      'a test that fails once',
    ],
  ])('refuse %s, and say what to do', (_, check, path, text, remedy) => {
    expect(check({ path, text }).join()).toContain(remedy)
  })

  it.each<[string, Check, string, string]>([
    [
      'what the table allows',
      folderProblems,
      'src/query/a.ts',
      "import { a } from '../catalog/index.ts'",
    ],
    [
      'a proxy that keeps to the contract',
      folderProblems,
      'src/proxy/a.ts',
      "import { a } from '../contract/a.ts'",
    ],
    [
      'a web that keeps to the contract',
      folderProblems,
      'src/web/api/a.ts',
      "import { a } from '../../contract/a.ts'",
    ],
    [
      'the start that joins proxy and emulator',
      folderProblems,
      'src/proxy/node.ts',
      "import '../emulator/app.ts'",
    ],
    [
      'the emulator alone, with a clock',
      contentProblems,
      'src/emulator/node.ts',
      'const a = Date.now()',
    ],
    ['a start that draws the app', folderProblems, 'src/web/start/a.ts', "import '../app.tsx'"],
    [
      'a benchmark that measures a part of the web',
      folderProblems,
      'bench/pages/a.ts',
      "import '../../src/web/store/a.ts'",
    ],
    [
      'a browser test that starts the proxy',
      folderProblems,
      'e2e/fixtures.ts',
      "import '../src/proxy/node.ts'",
    ],
    [
      'a test that joins them',
      folderProblems,
      'src/proxy/app.test.ts',
      "import '../emulator/app.ts'",
    ],
    [
      'a test of the web that asks the emulator',
      folderProblems,
      'src/web/a.test.ts',
      "import '../emulator/app.ts'",
    ],
    [
      'explorer that joins features',
      folderProblems,
      'src/web/explorer/a.tsx',
      "import '../table/a.tsx'",
    ],
    [
      'Node where the program starts',
      packageProblems,
      'src/proxy/node.ts',
      "import { a } from 'node:fs'",
    ],
    [
      'a part of a package',
      packageProblems,
      'src/web/a.tsx',
      "import { a } from 'react-dom/client'",
    ],
    [
      'a comment about a clock',
      contentProblems,
      'src/query/a.ts',
      '/** No Date.now here. */\n// nor Math.random',
    ],
    ['a date of a given instant', contentProblems, 'src/query/a.ts', 'const a = new Date(0)'],
    [
      'a path of the own origin',
      contentProblems,
      'src/web/api/a.ts',
      "fetch('/client/v4/accounts')",
    ],
    [
      'a word that is a field among other things, and a longer text',
      fieldPathProblems,
      'src/web/a.ts',
      "const a = ['id', 'when', 'zone_id', 'actor_email', 'the actor.email of it']",
    ],
    [
      'the declaration of a field',
      fieldPathProblems,
      'src/catalog/entries/a.ts',
      "inFields('actor.email')",
    ],
    [
      'the relay that calls the API',
      upstreamProblems,
      'src/proxy/relay/forward.ts',
      "import { callUpstream } from '../upstream/call-upstream.ts'",
    ],
    [
      'the table that forwards, and the app that has the table',
      upstreamProblems,
      'src/proxy/create-endpoints.ts',
      "import { forwardData } from './relay/forward.ts'",
    ],
    ['300 lines', shapeProblems, 'src/query/a.ts', '\n'.repeat(299).concat('a\n')],
    [
      'a unit test with a limit of its own',
      unitTestProblems,
      'src/web/a.test.ts',
      'await vi.waitFor(() => expect(a).toBe(1), { timeout: 60_000 })',
    ],
    ['no retry', browserTestProblems, playwrightConfig, 'retries: 0,'],
    ['a long test', shapeProblems, 'src/query/a.test.ts', '\n'.repeat(999).concat('a')],
  ])('accept %s', (_, check, path, text) => {
    expect(check({ path, text })).toEqual([])
  })

  it('refuse a folder of 21 source files, and count no tests', () => {
    const list = (name: (index: number) => string) =>
      Array.from({ length: 21 }, (_, index) => ({ path: `src/query/${name(index)}`, text: '' }))
    expect(crowdedFolderProblems(list((index) => `a${index}.ts`))).toEqual([
      'src/query has 21 source files; move some into sub-folders by what they do (at most 20).',
    ])
    expect(crowdedFolderProblems(list((index) => `a${index}.test.ts`))).toEqual([])
    expect(crowdedFolderProblems(list((index) => `part-${index % 2}/a${index}.ts`))).toEqual([])
  })

  it('find a cycle, through files beside it', () => {
    const cycle = [
      { path: 'src/query/z.ts', text: "import './a.ts'" },
      { path: 'src/query/a.ts', text: "import './b.ts'" },
      { path: 'src/query/b.ts', text: "import { a } from './c.ts'\nexport { x } from './y.ts'" },
      { path: 'src/query/c.ts', text: "import type { A } from './a.ts'" },
    ]
    expect(cycleProblems(cycle)).toEqual([
      'src/query/a.ts → src/query/b.ts → src/query/c.ts → src/query/a.ts is a cycle; move what both need into a file of its own.',
    ])
    expect(cycleProblems(cycle.slice(0, 3))).toEqual([])
  })

  it.each([
    [
      'two folders, types included',
      [
        { path: 'src/proxy/a/one.ts', text: "import type { A } from '../b/two.ts'" },
        { path: 'src/proxy/b/three.ts', text: "import { B } from '../a/four.ts'" },
      ],
      'src/proxy: a → b → a is a cycle of folders (src/proxy/a/one.ts imports src/proxy/b/two.ts; src/proxy/b/three.ts imports src/proxy/a/four.ts); move',
    ],
    [
      'three folders, one file deep below',
      [
        { path: 'src/proxy/a/one.ts', text: "import '../b/two.ts'" },
        { path: 'src/proxy/b/deep/two.ts', text: "import '../../c/three.ts'" },
        { path: 'src/proxy/c/four.ts', text: "import '../a/five.ts'" },
      ],
      'a → b → c → a is a cycle',
    ],
    [
      'a folder and the files directly above it',
      [
        { path: 'src/proxy/app.ts', text: "import './a/one.ts'" },
        { path: 'src/proxy/a/two.ts', text: "import '../context.ts'" },
      ],
      '. → a → . is a cycle',
    ],
  ])('refuse a cycle of folders: %s', (_, sources, message) => {
    const problems = folderCycleProblems(sources, 'src/proxy')
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(message)
  })

  it('accept folders in one direction, other folders, and tests that join them', () => {
    const sources = [
      { path: 'src/proxy/app.ts', text: "import './a/one.ts'\nimport './b/two.ts'" },
      { path: 'src/proxy/a/one.ts', text: "import '../b/two.ts'\nimport '../../query/a.ts'" },
      { path: 'src/proxy/b/two.test.ts', text: "import '../a/one.ts'" },
      { path: 'src/proxy/testing/all.ts', text: "import '../app.ts'" },
      { path: 'src/query/a.ts', text: "import './b/two.ts'" },
      { path: 'src/query/b/two.ts', text: "import '../a.ts'" },
    ]
    expect(folderCycleProblems(sources, 'src/proxy')).toEqual([])
  })
})
