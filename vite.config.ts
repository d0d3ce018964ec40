import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { createThirdPartyNotices } from './third-party-notices.ts'

/** Every icon comes in six weights, of which the app draws three. */
const dropIconWeights = (): Plugin => ({
  name: 'drop-icon-weights',
  apply: 'build',
  transform: {
    filter: { id: /@phosphor-icons\/react\/dist\/defs\// },
    handler: (code) => ({
      code: code.replace(/\[\s*"(?:duotone|light|thin)",[\s\S]*?\n {2}\],?/g, ''),
      map: null,
    }),
  },
})

/** What the app does not use of React Router is dropped only where nothing is done to it when it is loaded. */
const dropRouterParts = (): Plugin => ({
  name: 'drop-router-parts',
  apply: 'build',
  transform: {
    filter: { id: /\/react-router\/dist\/[^?]*\.mjs$/ },
    handler: (code) => ({
      code: code
        .replace(/^\w+\.displayName = "\w+";$/gm, '')
        .replace(/^var \w+ = (?=\w+\.(?:createContext|forwardRef|memo)\()/gm, '$&/* @__PURE__ */ '),
      map: null,
    }),
  },
})

/**
 * Few files instead of many, in the order in which they are loaded: each holds all that its sources in src/web
 * import at once and no earlier file holds. `main` asks for the rest; `start` begins the search of the address; `screen`
 * draws the first row; `controls` and `drawer` follow it.
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  main: ['main.tsx'],
  start: ['start/start-app.ts'],
  screen: ['app.tsx'],
  controls: [
    'explorer/share/export-button.tsx',
    'explorer/controls/query-controls.tsx',
    'ui/copy-notice.tsx',
    'ui/tooltip/tooltip-popup.tsx',
    'explorer/result/result-head.tsx',
    'explorer/welcome/starting-points.tsx',
    'explorer/result/status-bar.tsx',
    'explorer/pivot/pivot-menu.tsx',
    'explorer/pivot/all-logs-key.tsx',
    'explorer/panel/side-panel.tsx',
    'table/columns/column-headings.tsx',
  ],
  drawer: ['explorer/entry/drawer-pane.tsx', 'drawer/compare/compare-view.tsx'],
}

/** Parts that are not needed beside every list: each is loaded in a file of its own when it is shown. */
const ownFiles: readonly string[] = [
  'pages/account-id-form.tsx',
  'pages/damage-notice.tsx',
  'explorer/entry/save-entry-proof.ts',
  'explorer/notices/comparison-notice.tsx',
  'explorer/receipt/absence-receipt.tsx',
  'explorer/required/required-filter-pane.tsx',
  'explorer/result/empty-result.tsx',
  'explorer/sources/choose-logs-pane.tsx',
  'pages/not-found-page.tsx',
  'pages/readable-logs.tsx',
  'explorer/overview/overview-layer.tsx',
  'explorer/seal/make-kept-seal.ts',
  'explorer/seal/open-export.ts',
  'explorer/seal/seal-notice.tsx',
  'explorer/share/seal-link-dialog.tsx',
  'explorer/panel/findings-tab.tsx',
  'export/dialog/export-dialog.tsx',
  'export/dialog/receipt-file-dialog.tsx',
  'filters/time/day-calendar.tsx',
  'findings/match-entry.ts',
  'findings/overview/read-loosenings.ts',
  'histogram/bar-chart.tsx',
  'reference/reference-page.tsx',
  'rules/own-rules.ts',
  'rules-page/import/read-rule-zip.ts',
  'rules-page/rules-page.tsx',
  'saved/saved-page.tsx',
  'search/baseline/compare-session.ts',
  'search/screen/coverage-panel.tsx',
  'search/report/ledger-panel.tsx',
  'search/screen/load-progress-bar.tsx',
  'session/session-page.tsx',
  'verify/verify-page.tsx',
]

const sourceFolder = fileURLToPath(new URL('src/web/', import.meta.url))

/** Fails the build where a module that is imported on demand is in neither list, or a listed one is not imported so. */
const checkLazyParts = (): Plugin => ({
  name: 'check-lazy-parts',
  apply: (_, { isSsrBuild, command }) => command === 'build' && !isSsrBuild,
  buildEnd(error) {
    if (error) return
    const imported = new Set<string>()
    for (const id of this.getModuleIds()) {
      for (const target of this.getModuleInfo(id)?.dynamicallyImportedIds ?? []) {
        if (target.startsWith(sourceFolder)) imported.add(target.slice(sourceFolder.length))
      }
    }
    const listed = [...Object.values(groups).flat(), ...ownFiles].filter(
      (part) => part !== 'main.tsx',
    )
    const unlisted = [...imported].filter((part) => !listed.includes(part))
    const stale = listed.filter((part) => !imported.has(part))
    const problems = [
      ...unlisted.map((part) => `${part} is imported on demand: add it to groups or ownFiles.`),
      ...stale.map(
        (part) => `${part} is not imported on demand: remove it from groups or ownFiles.`,
      ),
    ]
    if (problems.length > 0) this.error(`Lazy parts in vite.config.ts:\n${problems.join('\n')}`)
  },
})

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** What modules import, and what that imports, except on demand. */
function listImports(sources: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set(sources.map((source) => sourceFolder + source))
  for (const id of found) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  }
  return found
}

/** One file of all that some modules import at once. Of several groups with a module, that with the highest priority has it. */
function groupImports(name: string, priority: number, sources: readonly string[]) {
  let imports: ReadonlySet<string> | undefined
  return {
    debugName: name,
    priority,
    includeDependenciesRecursively: false,
    name(id: string, modules: Modules) {
      imports ??= listImports(sources, modules)
      return imports.has(id) || id === '\0rolldown/runtime.js' ? name : null
    },
  }
}

/** The search and the screen are imported by the first script; their files are asked for with it. */
const preloadScreen = (): Plugin => ({
  name: 'preload-screen',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const files = new Set<string>()
      const add = (name: string) => {
        const file = bundle[name]
        if (file?.type !== 'chunk' || files.has(name)) return
        files.add(name)
        file.imports.forEach(add)
      }
      for (const file of Object.values(bundle)) {
        const isWanted = file.type === 'chunk' && ['start', 'screen'].includes(file.name)
        if (isWanted) add(file.fileName)
      }
      return [...files]
        .map((name) => `/${name}`)
        .filter((href) => !html.includes(`"${href}"`))
        .map((href) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href },
          injectTo: 'head',
        }))
    },
  },
})

const root = fileURLToPath(new URL('.', import.meta.url))
const appNotices = createThirdPartyNotices(root, 'third-party-notices.txt', ['tailwindcss'])
const serverNotices = createThirdPartyNotices(root, 'third-party-notices.txt')

/**
 * Neither the emulator's HTTP server nor the verifier holds a credential; what is in their bundles is no dependency of
 * the package.
 */
const bundledPackages = [
  ...['@hono/node-server', 'hono', '@zip.js/zip.js'],
  ...['pkijs', 'asn1js', '@peculiar/utils', 'pvtsutils', 'pvutils', 'bytestreamjs'],
  ...['@noble/hashes', 'tslib'],
]

/**
 * Several builds come from this file: the app for browsers (`vite build` → dist/client), the Node server
 * (`vite build --ssr` → dist/server), and other programs for Node. No source maps are published.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    react(),
    tailwindcss(),
    [dropIconWeights(), dropRouterParts()],
    preloadScreen(),
    checkLazyParts(),
    (isSsrBuild ? serverNotices : appNotices).write(),
  ],
  ssr: isSsrBuild ? { noExternal: bundledPackages } : undefined,
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { ssr: 'src/proxy/node.ts', outDir: 'dist/server', target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/client',
        target: 'baseline-widely-available',
        emptyOutDir: true,
        // Inlined assets would need `data:` in the content security policy.
        assetsInlineLimit: 0,
        modulePreload: {
          // Every browser of the target has it.
          polyfill: false,
          // Of the few files nearly all that one imports is there already, and to look for that takes time.
          resolveDependencies: (_, files, { hostType }) =>
            hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
        },
        chunkSizeWarningLimit: 1200,
        rolldownOptions: {
          // A hint to authors of plugins, which shows up where machines are slow.
          checks: { bundlerTimings: false },
          output: {
            codeSplitting: {
              groups: [
                // Read a second time when React makes its first error, with all that is in the same file.
                {
                  name: 'react-dom',
                  priority: 7,
                  test: /node_modules\/(?:react-dom|scheduler)\//,
                  includeDependenciesRecursively: false,
                },
                ...Object.entries(groups).map(([name, sources], position, { length }) =>
                  groupImports(name, length - position, sources),
                ),
              ],
            },
          },
        },
      },
  // Workers are started as modules.
  worker: {
    format: 'es',
    plugins: () => [appNotices.collect()],
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/*.test.ts', 'attack/*.test.ts'],
    // They have commands of their own: `npm run test:workers`, `test:package` and `test:container`.
    exclude: ['src/proxy/worker.test.ts', 'src/package.test.ts', 'src/container.test.ts'],
    environment: 'node',
    // Limits for what hangs. A slow machine, or one with other work, takes ten times as long as usual.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
    // Nearly all files import the catalog, zod and React; to import them anew for each file takes longer than the
    // tests. A test undoes what it changes outside of itself, and what `vi` changed is undone after each.
    isolate: false,
    // By default one core is left over, of two that is half.
    maxWorkers: '100%',
    unstubGlobals: true,
    restoreMocks: true,
  },
}))
