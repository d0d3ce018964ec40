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

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** What modules import, and what that imports, but for what is imported only when it is wanted. */
function listImports(sources: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set(
    sources.map((source) => fileURLToPath(new URL(`src/web/${source}`, import.meta.url))),
  )
  for (const id of found) {
    for (const each of modules.getModuleInfo(id)?.importedIds ?? []) found.add(each)
  }
  return found
}

/**
 * A file of all that some modules need at once. What the modules of several groups need is in the file of the
 * group with the higher priority.
 */
function groupImports(name: string, priority: number, sources: readonly string[]) {
  let imports: ReadonlySet<string> | undefined
  return {
    ...{ debugName: name, priority, includeDependenciesRecursively: false },
    name(id: string, modules: Modules) {
      imports ??= listImports(sources, modules)
      return imports.has(id) || id === '\0rolldown/runtime.js' ? name : null
    },
  }
}

/** The search and the screen are imported by the script that asks first; their files are asked for with it. */
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
        const isWanted = file.type === 'chunk' && ['ask', 'start', 'screen'].includes(file.name)
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

const notices = createThirdPartyNotices(
  fileURLToPath(new URL('.', import.meta.url)),
  'third-party-notices.txt',
)

/**
 * Two builds come from this file: the app for browsers (`vite build` → dist/client) and the Node
 * server (`vite build --ssr` → dist/server). No source maps are published.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    react(),
    tailwindcss(),
    dropIconWeights(),
    preloadScreen(),
    !isSsrBuild && notices.write(),
  ],
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
              // Few files instead of many: what asks for the first page, what runs the search, what draws its first row, and
              // what follows it.
              groups: [
                // Read a second time when React makes its first error, with all that is in the same file.
                {
                  name: 'react-dom',
                  priority: 7,
                  test: /node_modules\/(?:react-dom|scheduler)\//,
                  includeDependenciesRecursively: false,
                },
                groupImports('main', 6, ['main.tsx']),
                groupImports('ask', 5, ['start/start-app.ts']),
                groupImports('start', 4, ['start/start-first-search.ts']),
                groupImports('screen', 3, ['app.tsx']),
                groupImports('controls', 2, [
                  'explorer/export-button.tsx',
                  'explorer/query-controls.tsx',
                  'explorer/result-head.tsx',
                  'explorer/starting-points.tsx',
                  'explorer/status-bar.tsx',
                  'explorer/pivot-menu.tsx',
                  'facets/facets-panel.tsx',
                  'table/column-headings.tsx',
                ]),
                groupImports('drawer', 1, ['explorer/drawer-pane.tsx', 'drawer/compare-view.tsx']),
              ],
            },
          },
        },
      },
  // Workers are started as modules, and start workers of their own.
  worker: {
    format: 'es',
    plugins: () => [notices.collect()],
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // It needs workerd: `npm run test:workers`.
    exclude: ['src/proxy/worker.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
}))
