/** Forged sign-ins while the keys cannot be fetched: few fetches, and service for all others. */
import { createServer } from 'node:http'
import { type AttackPart, createFindings } from '../attack-part.ts'
import { judgeTarget } from '../judge-target.ts'
import { listenOnLoopback } from '../listen-on-loopback.ts'
import type { Random } from '../random.ts'
import { exchange, parseAnswers } from '../raw-client.ts'
import { runInParallel } from '../run-in-parallel.ts'
import { accountId } from '../sample-request.ts'
import { startTarget } from '../start-target.ts'

/** One fetch every five seconds, and two more for the edges. */
const maxFetches = (durationMs: number) => Math.ceil(durationMs / 5_000) + 2

/** An outage of the keys. */
export const keysPart: AttackPart = {
  name: 'keys',
  share: 0.1,
  async run({ random, durationMs }) {
    const findings = createFindings()
    let fetches = 0
    // In the first half of the time fetches fail at once, in the second they hang.
    const hangsFromMs = performance.now() + durationMs / 2
    const keys = createServer((_, response) => {
      fetches++
      if (performance.now() < hangsFromMs) response.writeHead(500).end()
    })
    const keysPort = await listenOnLoopback(keys)
    const target = await startTarget({
      env: {
        ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
        ACCESS_AUD: 'a'.repeat(64),
        PUBLIC_ORIGIN: 'http://localhost',
      },
      apiOrigin: `http://127.0.0.1:${keysPort}`,
      keysUrl: `http://127.0.0.1:${keysPort}/certs`,
    })
    const statuses = new Map<number, number>()
    let unhealthy = 0
    const sent = await runInParallel({ durationMs, clients: 16 }, async (turn) => {
      const isHealth = turn % 20 === 0
      const lines = [
        `GET ${isHealth ? '/healthz' : `/client/v4/accounts/${accountId}/logs/audit`} HTTP/1.1`,
        'Host: localhost',
        'x-gumshoe: 1',
        'Connection: close',
        ...(isHealth ? [] : [`Cf-Access-Jwt-Assertion: ${forgeAssertion(random)}`]),
      ]
      const reply = await exchange({
        port: target.port,
        pieces: [`${lines.join('\r\n')}\r\n\r\n`],
        idleMs: 8_000,
      })
      const status = parseAnswers(reply)[0]?.status ?? 0
      if (isHealth && status !== 200) unhealthy++
      if (!isHealth) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (!isHealth && status === 200) findings.add('A forged sign-in was let in')
    })
    if (fetches > maxFetches(durationMs)) {
      findings.add(
        'Forged sign-ins made the proxy fetch keys again and again',
        `${fetches} fetches`,
      )
    }
    if (unhealthy > 0)
      findings.add('/healthz was not served during an outage of the keys', `${unhealthy}`)
    await judgeTarget(target, findings)
    target.stop()
    keys.closeAllConnections()
    keys.close()
    const counts = [...statuses].map(([status, count]) => `${status}: ${count}`)
    return {
      figures: {
        'forged sign-ins': sent,
        'fetches of keys': fetches,
        'answers by status': counts.join(', '),
      },
      findings: findings.list(),
    }
  },
}

function forgeAssertion(random: Random): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const kid = random.bytes(8).toString('hex')
  const payload = {
    iss: 'https://team.cloudflareaccess.com',
    aud: ['a'.repeat(64)],
    exp: 2_000_000_000,
  }
  const signature = random.bytes(256).toString('base64url')
  return `${encode({ alg: 'RS256', kid })}.${encode(payload)}.${signature}`
}
