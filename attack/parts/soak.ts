/** Fifty clients for a long time, with faults of the API: memory must not grow. Runs only when it is named. */
import { type AttackPart, createFindings } from '../attack-part.ts'
import { judgeTarget } from '../judge-target.ts'
import { exchange, parseAnswers } from '../raw-client.ts'
import { startRecordingUpstream, type WrittenAnswer } from '../recording-upstream.ts'
import { runInParallel } from '../run-in-parallel.ts'
import { toJsonAnswer, toLogRequest, toPage } from '../sample-request.ts'
import { startTarget } from '../start-target.ts'

const clients = 50
const faultShare = 0.01
/** Memory of the last third of the time over that of the second third, as medians. */
const maxGrowth = 1.15

/** A long run. */
export const soakPart: AttackPart = {
  name: 'soak',
  share: 0,
  async run({ random, durationMs }) {
    const findings = createFindings()
    const page = toPage(
      Array.from({ length: 100 }, () => ({ id: random.bytes(16).toString('hex') })),
    )
    const faults: readonly (() => WrittenAnswer)[] = [
      () => ({ pieces: [], closes: true }),
      () => ({ pieces: [toJsonAnswer('', '502 Bad Gateway')], closes: false }),
      () => ({ pieces: [toJsonAnswer(page).slice(0, 300)], closes: true }),
    ]
    const upstream = await startRecordingUpstream(() =>
      random.chance(faultShare)
        ? random.pick(faults)()
        : { pieces: [toJsonAnswer(page)], closes: false },
    )
    const target = await startTarget({ env: {}, apiOrigin: upstream.origin })
    const memoryMb: number[] = []
    const watch = setInterval(async () => {
      memoryMb.push((await target.stats()).rssBytes / 2 ** 20)
    }, durationMs / 60)
    let whole = 0
    const asked = await runInParallel({ durationMs, clients }, async (turn) => {
      const text = toLogRequest(turn, target.ownLines)
      const [answer] = parseAnswers(
        await exchange({ port: target.port, pieces: [text], idleMs: 20_000 }),
      )
      if (answer?.status === 200 && answer.isWhole) {
        whole++
        if (answer.body.length !== page.length) findings.add('A cut page passed as whole')
      }
    })
    clearInterval(watch)
    const third = Math.floor(memoryMb.length / 3)
    const middleMb = toMedian(memoryMb.slice(third, 2 * third))
    const lastMb = toMedian(memoryMb.slice(2 * third))
    if (lastMb > middleMb * maxGrowth) {
      findings.add('Memory grew', `${Math.round(middleMb)} to ${Math.round(lastMb)} MB`)
    }
    await judgeTarget(target, findings)
    target.stop()
    upstream.stop()
    return {
      figures: {
        clients,
        asked,
        'whole answers': whole,
        'memory in the second third (MB)': Math.round(middleMb),
        'memory in the last third (MB)': Math.round(lastMb),
      },
      findings: findings.list(),
    }
  },
}

function toMedian(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
