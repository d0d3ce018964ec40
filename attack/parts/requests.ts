/** Mutated requests over raw sockets: nothing off the route table may reach the API, and no secret may come back. */
import { type AttackPart, createFindings } from '../attack-part.ts'
import { findRequestProblems } from '../judge-request.ts'
import { judgeTarget } from '../judge-target.ts'
import { mutateRequest } from '../mutate-request.ts'
import { exchange, parseAnswers } from '../raw-client.ts'
import { startRecordingUpstream } from '../recording-upstream.ts'
import { runInParallel } from '../run-in-parallel.ts'
import { toJsonAnswer, toPage } from '../sample-request.ts'
import { startTarget, token } from '../start-target.ts'

const answer = toJsonAnswer(toPage([]))

/** Mutated requests. */
export const requestsPart: AttackPart = {
  name: 'requests',
  share: 0.3,
  async run({ random, durationMs }) {
    const findings = createFindings()
    let reached = 0
    const upstream = await startRecordingUpstream((request) => {
      reached++
      const expected = { host: new URL(upstream.origin).host, authorization: `Bearer ${token}` }
      for (const problem of findRequestProblems(request, expected)) {
        findings.add(
          problem,
          [request.requestLine, ...request.headers.map((each) => each.join(': '))].join('\n'),
        )
      }
      return { pieces: [answer], closes: false }
    })
    const target = await startTarget({ env: {}, apiOrigin: upstream.origin })
    const statuses = new Map<number, number>()
    const sent = await runInParallel({ durationMs, clients: 16 }, async () => {
      const pieces = mutateRequest(target.ownLines, random)
      const reply = await exchange({ port: target.port, pieces, idleMs: 300 })
      const leak = target.findToken(reply.bytes)
      if (leak)
        findings.add(
          `The token is in an answer (${leak})`,
          Buffer.concat(pieces).toString('latin1'),
        )
      for (const { status } of parseAnswers(reply)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 500)
          findings.add('An answer says 500', Buffer.concat(pieces).toString('latin1'))
      }
    })
    await judgeTarget(target, findings)
    if (reached === 0) findings.add('No request reached the API, so the attack tested nothing')
    target.stop()
    upstream.stop()
    const counts = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
    return {
      figures: {
        'requests sent': sent,
        'reached the API': reached,
        'answers by status': counts.join(', '),
      },
      findings: findings.list(),
    }
  },
}
