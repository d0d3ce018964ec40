/**
 * `npm run dev`: the same server with Vite inside, one origin and one port. Pages come from Vite, so
 * they lack the content security policy: hot reloading needs inline scripts. Data do not change.
 */
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const server = createServer({ maxHeaderSize: 24 * 1024, requireHostHeader: false })
const vite = await createVite({
  root,
  appType: 'spa',
  server: { middlewareMode: true, hmr: { server } },
})
const { main } = await vite.ssrLoadModule('/src/proxy/node.ts')
await main(process.env, { server, servePage: vite.middlewares })
// Vite would keep the process running after a refused start.
if (process.exitCode) await vite.close()
