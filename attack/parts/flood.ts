/** Many clients at once, then an API that is away for a while: no errors, and service again afterwards. */
import { type AttackPart, createFindings } from '../attack-part.ts'
import { judgeTarget } from '../judge-target.ts'
import { exchange, parseAnswers } from '../raw-client.ts'
import { startRecordingUpstream } from '../recording-upstream.ts'
import { runInParallel } from '../run-in-parallel.ts'
import { toJsonAnswer, toLogRequest, toPage } from '../sample-request.ts'
import { startTarget } from '../start-target.ts'

const clients = 200
/** At this speed, the 15 s for which the proxy does not ask a failing API are 150 ms. */
const clockSpeed = 100
const outageShare = 0.2
const recoveryShare = 0.3

/** A flood of clients. */
export const floodPart: AttackPart = {
  name: 'flood',
  share: 0.15,
  async run({ random, durationMs }) {
    const findings = createFindings()
    const page = toPage(
      Array.from({ length: 25 }, () => ({
        id: random.bytes(16).toString('hex'),
        noise: random.bytes(300).toString('base64'),
      })),
    )
    let isAway = false
    const upstream = await startRecordingUpstream(() =>
      isAway
        ? { pieces: [], closes: true }
        : {
            pieces: [toJsonAnswer(page)],
            closes: false,
          },
    )
    const target = await startTarget({ env: {}, apiOrigin: upstream.origin, clockSpeed })
    const timesMs: number[] = []
    const ask = async (turn: number) => {
      const startedMs = performance.now()
      const text = toLogRequest(turn, target.ownLines)
      const reply = await exchange({ port: target.port, pieces: [text], idleMs: 20_000 })
      timesMs.push(performance.now() - startedMs)
      const [answer] = parseAnswers(reply)
      return answer?.isWhole ? answer.status : 0
    }
    const isBusy = (status: number) => status === 429
    const asked = await runInParallel(
      { durationMs: durationMs * (1 - outageShare - recoveryShare), clients },
      async (turn) => {
        const status = await ask(turn)
        if (status !== 200 && !isBusy(status))
          findings.add(`A client of ${clients} got no answer`, `status ${status}`)
      },
    )
    isAway = true
    await runInParallel({ durationMs: durationMs * outageShare, clients: 8 }, async (turn) => {
      const status = await ask(1e6 + turn)
      if (status === 200 || status === 0)
        findings.add('An answer without an API', `status ${status}`)
    })
    isAway = false
    let isBack = false
    await runInParallel({ durationMs: durationMs * recoveryShare, clients: 1 }, async (turn) => {
      if ((await ask(2e6 + turn)) === 200) isBack = true
    })
    if (!isBack) findings.add('The proxy did not recover after the API was back')
    const stats = await judgeTarget(target, findings)
    target.stop()
    upstream.stop()
    timesMs.sort((a, b) => a - b)
    const quantile = (share: number) => Math.round(timesMs[Math.floor(timesMs.length * share)] ?? 0)
    return {
      figures: {
        clients,
        answers: asked,
        'p50 (ms)': quantile(0.5),
        'p99 (ms)': quantile(0.99),
        'memory (MB)': Math.round((stats?.rssBytes ?? 0) / 2 ** 20),
      },
      findings: findings.list(),
    }
  },
}
