/** Two nginx in one: the stand-in of the API, and the peer that passes on and adds a header. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A running nginx: ports of the stand-in and of the peer. */
export type Nginx = { upstreamPort: number; peerPort: number; stop: () => void }

/** Starts it with pages by the name of `per`; `undefined` where there is no nginx. */
export async function startNginx(
  pages: Readonly<Record<string, string>>,
): Promise<Nginx | undefined> {
  if (spawnSync('nginx', ['-v']).error) return undefined
  const directory = mkdtempSync(join(tmpdir(), 'gumshoe-bench-'))
  for (const [name, text] of Object.entries(pages)) {
    writeFileSync(join(directory, `${name}.json`), text)
  }
  const [upstreamPort, peerPort] = [await findFreePort(), await findFreePort()]
  const file = join(directory, 'nginx.conf')
  writeFileSync(file, toConfiguration(directory, upstreamPort, peerPort))
  const child = spawn('nginx', ['-c', file, '-p', directory, '-e', join(directory, 'error.log')], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const stop = () => {
    child.kill('SIGTERM')
    rmSync(directory, { recursive: true, force: true })
  }
  return { upstreamPort, peerPort, stop }
}

function toConfiguration(directory: string, upstreamPort: number, peerPort: number): string {
  return `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${directory}/pid;
events { worker_connections 1024; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000;
  sendfile on;
  client_body_temp_path ${directory}/a; proxy_temp_path ${directory}/b;
  fastcgi_temp_path ${directory}/c; uwsgi_temp_path ${directory}/d; scgi_temp_path ${directory}/e;
  upstream api { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${upstreamPort};
    location / { root ${directory}; try_files /page-$arg_limit.json =404; }
  }
  server {
    listen 127.0.0.1:${peerPort};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer bench";
      proxy_buffers 16 64k;
      proxy_buffer_size 64k;
    }
  }
}
`
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
