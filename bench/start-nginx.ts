/** Starts two nginx: the upstream of all proxies, and the peer, a proxy that adds a header. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { gzipLimits } from './gzip-limits.ts'

/** Both running: their ports, and the process id of the peer. */
export type Nginx = { upstreamPort: number; peerPort: number; peerPid: number; stop: () => void }

/** Starts them with pages by the name of `page-<limit>`; `undefined` where nginx is not installed. */
export async function startNginx(
  pages: Readonly<Record<string, string>>,
): Promise<Nginx | undefined> {
  if (spawnSync('nginx', ['-v']).error) return undefined
  const directory = mkdtempSync(join(tmpdir(), 'gumshoe-bench-'))
  for (const [name, text] of Object.entries(pages)) {
    const isGzip = gzipLimits.has(name.replace('page-', ''))
    writeFileSync(join(directory, `${name}.json`), isGzip ? gzipSync(text) : text)
  }
  const [upstreamPort, peerPort] = [await findFreePort(), await findFreePort()]
  const start = (name: string, server: string) => {
    const file = join(directory, `${name}.conf`)
    writeFileSync(file, toConfiguration(join(directory, name), server))
    const error = join(directory, `${name}.log`)
    return spawn('nginx', ['-c', file, '-p', directory, '-e', error], { stdio: 'ignore' })
  }
  const upstream = start('upstream', toUpstreamServer(directory, upstreamPort))
  const peer = start('peer', toPeerServer(upstreamPort, peerPort))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const stop = () => {
    upstream.kill('SIGTERM')
    peer.kill('SIGTERM')
    rmSync(directory, { recursive: true, force: true })
  }
  return { upstreamPort, peerPort, peerPid: peer.pid ?? 0, stop }
}

/** One process for each: the peer uses one core, like the Node proxies that it is compared with. */
function toConfiguration(prefix: string, server: string): string {
  return `
daemon off;
master_process off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${prefix}.pid;
events { worker_connections 1024; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000;
  sendfile on;
  client_body_temp_path ${prefix}-a; proxy_temp_path ${prefix}-b;
  fastcgi_temp_path ${prefix}-c; uwsgi_temp_path ${prefix}-d; scgi_temp_path ${prefix}-e;
  ${server}
}
`
}

function toUpstreamServer(directory: string, port: number): string {
  const coded = [...gzipLimits].map((limit) => `${limit} gzip;`).join(' ')
  // A header without a value is not sent.
  return `
  map $arg_limit $coding { default ""; ${coded} }
  server {
    listen 127.0.0.1:${port};
    add_header Content-Encoding $coding;
    location / { root ${directory}; try_files /page-$arg_limit.json =404; }
  }`
}

function toPeerServer(upstreamPort: number, port: number): string {
  return `
  upstream api { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer bench";
      proxy_buffers 16 64k;
      proxy_buffer_size 64k;
    }
  }`
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
