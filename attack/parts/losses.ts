/** A full disk under the log, a clock that jumps, and a proxy that is killed: nothing cut may pass as whole. */
import { closeSync, openSync } from 'node:fs'
import { type AttackPart, createFindings, type Findings } from '../attack-part.ts'
import { judgeTarget } from '../judge-target.ts'
import { exchange, parseAnswers, type RawAnswer } from '../raw-client.ts'
import { startRecordingUpstream } from '../recording-upstream.ts'
import { toJsonAnswer, toLogRequest, toPage } from '../sample-request.ts'
import { startTarget, type Target } from '../start-target.ts'

const pageBytes = 30_000_000
const hoursMs = 3_600_000

/** Losses. */
export const lossesPart: AttackPart = {
  name: 'losses',
  share: 0.05,
  async run() {
    const findings = createFindings()
    const page = toPage(['x'.repeat(pageBytes)])
    const small = toPage([])
    const upstream = await startRecordingUpstream(({ requestLine }) => {
      const body = requestLine.includes('id=large') ? page : small
      return {
        pieces: [toJsonAnswer(body)],
        closes: false,
      }
    })
    const logged = await attackFullDisk(upstream.origin, findings)
    const jumps = await attackClock(upstream.origin, findings)
    const received = await attackByKill(upstream.origin, findings)
    upstream.stop()
    return {
      figures: {
        'answers while the disk under the log was full': logged,
        'answers after jumps of the clock': jumps,
        'bytes before the kill': received,
      },
      findings: findings.list(),
    }
  },
}

/** Every write to this device fails as on a full disk. */
async function attackFullDisk(apiOrigin: string, findings: Findings): Promise<number> {
  const full = openSync('/dev/full', 'w')
  const target = await startTarget({ env: {}, apiOrigin, writesLog: true }, full)
  closeSync(full)
  const served = await askSome(target, findings, 'while the disk under its log was full')
  await judgeTarget(target, findings)
  target.stop()
  return served
}

async function attackClock(apiOrigin: string, findings: Findings): Promise<number> {
  const target = await startTarget({ env: {}, apiOrigin })
  let served = 0
  for (const hours of [5, -48, 24, -1, 30]) {
    await target.jumpClock(hours * hoursMs)
    served += await askSome(target, findings, `after its clock jumped by ${hours} h`)
  }
  await judgeTarget(target, findings)
  target.stop()
  return served
}

/** Kills the proxy in the middle of a download, as the system does when it has no memory left. */
async function attackByKill(apiOrigin: string, findings: Findings): Promise<number> {
  const target = await startTarget({ env: {}, apiOrigin })
  const answer = await ask(target, 'large', target.stop)
  const received = answer?.body.length ?? 0
  if (received === 0) findings.add('No download was in progress when the proxy was killed')
  if (received < pageBytes && answer?.isWhole) {
    findings.add('A download passed as whole although the proxy was killed', `${received} bytes`)
  }
  return received
}

async function askSome(target: Target, findings: Findings, when: string): Promise<number> {
  let served = 0
  for (let turn = 0; turn < 10; turn++) {
    const answer = await ask(target, `${turn}${Math.random()}`)
    if (answer?.status === 200 && answer.isWhole) served++
    else findings.add(`The proxy did not answer ${when}`, `status ${answer?.status}`)
  }
  return served
}

async function ask(
  target: Target,
  id: string,
  onBegin: () => void = () => undefined,
): Promise<RawAnswer | undefined> {
  const text = toLogRequest(id, target.ownLines)
  return parseAnswers(
    await exchange({ port: target.port, pieces: [text], idleMs: 5_000, onBegin }),
  )[0]
}
