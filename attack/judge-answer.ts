/** Judges what a client got of an answer of the API. */
import { gunzipSync } from 'node:zlib'
import { ownErrors } from '../src/contract/own-errors.ts'
import { foreignHeaders, type HostileAnswer } from './hostile-answer.ts'
import type { RawAnswer } from './raw-client.ts'

/** The code of the proxy's error for a mistake in its own code. */
const internalError = String(ownErrors.internal.code)
const foreignLines = new Set<string>(foreignHeaders.map((line) => line.toLowerCase()))

/** What is wrong with the answers that a client got for one request; `sent` is the API's answer. */
export function findAnswerProblems(
  answers: readonly RawAnswer[],
  sent: Pick<HostileAnswer, 'whole'>,
): string[] {
  const problems: string[] = []
  const [answer, second] = answers
  if (second) problems.push('A client got two answers for one request')
  if (!answer) return problems
  if (answer.status > 599) problems.push('An answer has a status that HTTP does not define')
  if (answer.body.includes(internalError)) problems.push('The proxy made an error of its own')
  for (const [name, value] of answer.headers) {
    if (foreignLines.has(`${name}: ${value.toLowerCase()}`)) {
      problems.push(`A header of the API reached a client: ${name}`)
    }
  }
  if (answer.status === 200 && answer.isWhole) {
    const { whole } = sent
    const body = decode(answer)
    if (whole === undefined)
      problems.push('An answer that was cut or cannot be read passed as whole')
    else if (whole !== 'any' && !body?.equals(whole)) problems.push('A body was changed on its way')
  }
  return problems
}

/** The body as a client reads it; `undefined` if it cannot. */
function decode({ headers, body }: RawAnswer): Buffer | undefined {
  const coding = headers.find(([name]) => name === 'content-encoding')?.[1]
  if (coding === undefined) return body
  try {
    return coding === 'gzip' ? gunzipSync(body) : undefined
  } catch {
    return undefined
  }
}
