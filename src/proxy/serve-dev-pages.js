/** The process of `npm run dev` that runs Vite: serves pages on a port of its own, which it sends to its parent. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'

const host = '127.0.0.1'
const server = createServer()
await once(server.listen(0, host), 'listening')
const address = server.address()
const port = typeof address === 'object' ? address?.port : undefined
const vite = await createVite({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  appType: 'spa',
  // Pages come through the parent, messages about changed files directly.
  server: { middlewareMode: true, hmr: { server, host, clientPort: port } },
  // Not the pages of the benchmark, whose packages are elsewhere.
  optimizeDeps: { entries: ['index.html'] },
})
server.on('request', vite.middlewares)
process.once('disconnect', () => process.exit())
process.send?.({ port })
