/** Hostile answers of the API: nothing cut may pass as whole, and no header and no secret may pass at all. */
import { type AttackPart, createFindings } from '../attack-part.ts'
import { createHostileAnswer, type HostileAnswer } from '../hostile-answer.ts'
import { findAnswerProblems } from '../judge-answer.ts'
import { judgeTarget } from '../judge-target.ts'
import { exchange, parseAnswers, type RawAnswer } from '../raw-client.ts'
import { startRecordingUpstream } from '../recording-upstream.ts'
import { runInParallel } from '../run-in-parallel.ts'
import { toLogRequest } from '../sample-request.ts'
import { startTarget, token } from '../start-target.ts'

const maxGrowthMb = 200

/** The id of the request, by which client, log and API speak of the same one. */
const findTurn = (requestLine: string) => Number(/[?&]id=(\d+)/.exec(requestLine)?.[1])

/** Hostile answers. */
export const answersPart: AttackPart = {
  name: 'answers',
  share: 0.3,
  async run({ random, durationMs }) {
    const findings = createFindings()
    const sent = new Map<number, HostileAnswer>()
    const upstream = await startRecordingUpstream(({ requestLine }) => {
      const answer = createHostileAnswer(token, random)
      sent.set(findTurn(requestLine), answer)
      return answer
    })
    const target = await startTarget({
      env: {},
      apiOrigin: upstream.origin,
      deadlines: { headersMs: 500, idleMs: 300, totalMs: 2_000 },
      // Failures make it wait for 15 s, which are 30 ms at this speed.
      clockSpeed: 500,
    })
    const before = await target.stats()
    /** The ids of requests of which the client got a cut answer. */
    const cut: string[] = []
    const asked = await runInParallel({ durationMs, clients: 12 }, async (turn) => {
      const coding = random.chance(0.5) ? 'Accept-Encoding: gzip\r\n' : ''
      const pieces = [toLogRequest(turn, target.ownLines + coding)]
      const reply = await exchange({ port: target.port, pieces, idleMs: 10_000 })
      const answer = sent.get(turn)
      const answers = parseAnswers(reply)
      const leak = target.findToken(reply.bytes)
      if (leak) findings.add(`The token is in an answer (${leak})`, answer?.pieces.join(''))
      if (reply.end === 'idle') findings.add('An answer did not end', answer?.what)
      if (!answer) return
      for (const problem of findAnswerProblems(answers, answer)) findings.add(problem, answer.what)
      const [first] = answers
      if (first && first.status === 200 && !first.isWhole) cut.push(findRequestId(first))
      sent.delete(turn)
    })
    const stats = await judgeTarget(target, findings)
    for (const id of cut) {
      const end = stats?.ends[id]
      if (end === 'complete') findings.add('The log says complete of an answer that was cut')
    }
    const growthMb = ((stats?.rssBytes ?? before.rssBytes) - before.rssBytes) / 2 ** 20
    if (growthMb > maxGrowthMb) findings.add('Memory grew', `${Math.round(growthMb)} MB`)
    target.stop()
    upstream.stop()
    return {
      figures: {
        answers: asked,
        'broken off': cut.length,
        'memory growth (MB)': Math.round(growthMb),
      },
      findings: findings.list(),
    }
  },
}

function findRequestId({ headers }: RawAnswer): string {
  return headers.find(([name]) => name === 'x-request-id')?.[1] ?? ''
}
