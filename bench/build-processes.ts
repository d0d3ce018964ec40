/** Builds programs that the benchmark runs in processes of their own. */
import { join } from 'node:path'
import { build } from 'vite'

/** Builds files of `processes/`, and returns the path of each. */
export async function buildProcesses<Name extends string>(
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const outDir = join(process.cwd(), 'dist', 'bench-processes')
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: names.map((name) => `bench/processes/${name}.ts`) },
    },
  })
  const pairs = names.map((name) => [name, join(outDir, `${name}.js`)])
  return Object.fromEntries(pairs) as Record<Name, string>
}
