import { defineConfig } from 'vite'

/** The build of `npm run attack`: the command, and the proxy that it attacks in a process of its own. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/attack',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { input: ['attack/run.ts', 'attack/processes/target.ts'] },
  },
})
