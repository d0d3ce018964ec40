/** Starts the proxies that are compared, each as one process, with the same upstream. */
import { type ChildProcess, fork } from 'node:child_process'
import { askProcess } from './ask-process.ts'
import { buildProcesses } from './build-processes.ts'
import { startNginx } from './start-nginx.ts'

/** A proxy that listens, and its process. */
export type Contender = { port: number; pid: number }

/** All that was started. */
export type Proxies = {
  own: Contender
  barePipe: Contender
  /** `undefined` where nginx is not installed; the upstream is a Node server then. */
  nginx: Contender | undefined
  /** The process of the product's proxy, which answers to `memory`. */
  ownProcess: ChildProcess
  /** The process that sends requests. */
  load: ChildProcess
  /** What every request has to contain to pass the product's proxy. */
  headers: Readonly<Record<string, string>>
  stop: () => void
}

/** Starts all of them with pages by the name of `page-<limit>`. */
export async function startProxies(pages: Readonly<Record<string, string>>): Promise<Proxies> {
  const files = await buildProcesses(['load', 'proxy', 'bare-pipe', 'upstream'])
  const nginx = await startNginx(pages)
  const children: ChildProcess[] = []
  const start = (file: string, args: string[], execArgv: string[] = []) => {
    const child = fork(file, args, { execArgv })
    children.push(child)
    return child
  }
  const stop = () => {
    for (const child of children) child.kill()
    nginx?.stop()
  }
  try {
    const upstreamPort =
      nginx?.upstreamPort ?? (await startUpstream(start(files.upstream, []), pages))
    const upstream = `http://127.0.0.1:${upstreamPort}`
    // `npm start` sets the same option.
    const own = start(files.proxy, [upstream], ['--initial-old-space-size=128'])
    const barePipe = start(files['bare-pipe'], [upstream])
    const [{ port, key }, bare] = await Promise.all([
      askProcess<{ port: number; key: string }>(own),
      askProcess<{ port: number }>(barePipe),
    ])
    return {
      own: { port, pid: own.pid ?? 0 },
      barePipe: { port: bare.port, pid: barePipe.pid ?? 0 },
      nginx: nginx && { port: nginx.peerPort, pid: nginx.peerPid },
      ownProcess: own,
      load: start(files.load, []),
      headers: {
        'x-gumshoe': '1',
        'sec-fetch-site': 'same-origin',
        authorization: `Bearer ${key}`,
      },
      stop,
    }
  } catch (error) {
    stop()
    throw error
  }
}

async function startUpstream(
  child: ChildProcess,
  pages: Readonly<Record<string, string>>,
): Promise<number> {
  const { port } = await askProcess<{ port: number }>(child, pages)
  return port
}
