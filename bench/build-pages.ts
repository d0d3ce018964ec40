/** Builds pages of the benchmark as the product is built. */
import { join } from 'node:path'
import { build } from 'vite'

/** Builds `names`.html of a folder, and returns the folder of the result. */
export async function buildPages(
  root: string,
  names: readonly string[],
  folder: string,
): Promise<string> {
  const outDir = join(process.cwd(), 'dist', folder)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'esnext',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: names.map((name) => join(root, `${name}.html`)) },
    },
  })
  return outDir
}
