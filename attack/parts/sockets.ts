/** Slow sockets from one address: another client has to be served all the while. */
import { connect, type Socket } from 'node:net'
import { type AttackPart, createFindings } from '../attack-part.ts'
import { judgeTarget } from '../judge-target.ts'
import { exchange, parseAnswers } from '../raw-client.ts'
import { startRecordingUpstream } from '../recording-upstream.ts'
import { toJsonAnswer, toLogRequest, toPage } from '../sample-request.ts'
import { startTarget, type Target } from '../start-target.ts'

const slowSockets = 700
const attacker = '127.0.0.2'
/** A request that is answered more slowly than this is as good as not answered. */
const maxMs = 5_000
const pauseMs = 100

/** Slow sockets. */
export const socketsPart: AttackPart = {
  name: 'sockets',
  share: 0.15,
  async run({ durationMs }) {
    const findings = createFindings()
    const upstream = await startRecordingUpstream(() => ({
      pieces: [toJsonAnswer(toPage([]))],
      closes: false,
    }))
    const target = await startTarget({ env: {}, apiOrigin: upstream.origin })
    const slow = holdSlowSockets(target.port)
    const health = `GET /healthz HTTP/1.1\r\nHost: localhost:${target.port}\r\nConnection: close\r\n\r\n`
    let asked = 0
    let served = 0
    let slowestMs = 0
    const endMs = performance.now() + durationMs
    while (performance.now() < endMs) {
      const data = toLogRequest(asked, target.ownLines)
      for (const [what, text] of [
        ['/healthz', health],
        ['a signed-in client', data],
      ] as const) {
        const { status, ms } = await ask(target, text)
        asked++
        if (status === 200) served++
        else
          findings.add(
            `${what} was not served while ${slowSockets} slow sockets were open`,
            `status ${status}`,
          )
        slowestMs = Math.max(slowestMs, ms)
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    const opened = slow.stop()
    await judgeTarget(target, findings)
    target.stop()
    upstream.stop()
    return {
      figures: { 'slow sockets': opened, asked, served, 'slowest (ms)': Math.round(slowestMs) },
      findings: findings.list(),
    }
  },
}

async function ask(target: Target, text: string): Promise<{ status: number; ms: number }> {
  const startedMs = performance.now()
  const reply = await exchange({ port: target.port, pieces: [text], idleMs: maxMs })
  return { status: parseAnswers(reply)[0]?.status ?? 0, ms: performance.now() - startedMs }
}

/** Opens sockets that send a header now and then; each that is closed is replaced. `stop` returns how many there were. */
function holdSlowSockets(port: number): { stop: () => number } {
  const sockets = new Set<Socket>()
  let isStopped = false
  let opened = 0
  const open = () => {
    opened++
    const socket = connect({ port, host: '127.0.0.1', localAddress: attacker })
    sockets.add(socket)
    socket.write('GET /healthz HTTP/1.1\r\n')
    socket.on('error', () => undefined)
    socket.on('data', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      // At once would take the processor from the proxy: an attacker has machines of his own.
      if (!isStopped) setTimeout(() => !isStopped && open(), 200)
    })
  }
  for (let turn = 0; turn < slowSockets; turn++) open()
  const drip = setInterval(() => {
    for (const socket of sockets) socket.write('a: b\r\n')
  }, 1_000)
  return {
    stop() {
      isStopped = true
      clearInterval(drip)
      for (const socket of sockets) socket.destroy()
      return opened
    },
  }
}
