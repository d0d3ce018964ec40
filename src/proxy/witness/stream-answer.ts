/** Sends a large answer in parts, so that slow readers do not keep the text of thousands of records in memory. */
import type { WitnessAnswer } from '../../contract/witness.ts'
import type { BodyEnd } from '../http/request-context.ts'

/** The records of one part. */
const recordsAtOnce = 100

/** The answer as JSON, and a promise of how its body ended. */
export function streamAnswer(answer: WitnessAnswer): {
  body: ReadableStream<Uint8Array>
  ended: Promise<BodyEnd>
} {
  const parts = listParts(answer)
  const encoder = new TextEncoder()
  let bytes = 0
  let resolveEnd: (end: BodyEnd) => void = () => undefined
  const ended = new Promise<BodyEnd>((resolve) => {
    resolveEnd = resolve
  })
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = parts.next()
        if (done) {
          resolveEnd({ bytes, end: 'complete' })
          controller.close()
          return
        }
        const part = encoder.encode(value)
        bytes += part.byteLength
        controller.enqueue(part)
      },
      cancel: () => resolveEnd({ bytes, end: 'abandoned' }),
    },
    { highWaterMark: 0 },
  )
  return { body, ended }
}

function* listParts({ records, ...rest }: WitnessAnswer): Generator<string, void> {
  yield `${JSON.stringify(rest).slice(0, -1)},"records":[`
  for (let at = 0; at < records.length; at += recordsAtOnce) {
    const part = records.slice(at, at + recordsAtOnce).map((record) => JSON.stringify(record))
    yield (at === 0 ? '' : ',') + part.join(',')
  }
  yield ']}'
}
