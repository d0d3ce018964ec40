/** Asks a timestamp authority through the proxy, which sends it nothing but a digest. */
import { z } from '../../../cloudflare/schema.ts'
import { timestampPath, witnessPath } from '../../../contract/paths.ts'
import { parseBase64 } from '../../../evidence/encoding/base64.ts'
import { fetchOwn } from '../../api/api-client.ts'
import { ApiFailure } from '../../api/api-failure.ts'

const infoSchema = z.looseObject({ timestamps: z.boolean() })
const answerSchema = z.looseObject({ token: z.string() })

/**
 * The answer of the authority (TimeStampResp, RFC 3161) about a SHA-256 digest; `undefined` where the proxy has no
 * authority. Rejects with an `ApiFailure` where the authority or the proxy fails, or when aborted.
 */
export async function requestTimestamp(
  sha256: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const info = await readInfo(signal)
  if (!info?.timestamps) return undefined
  const { bytes } = await fetchOwn(timestampPath, signal, { method: 'POST', body: { sha256 } })
  const answer = answerSchema.safeParse(parseJson(bytes))
  const token = answer.success ? parseBase64(answer.data.token) : undefined
  if (!token) throw new ApiFailure({ kind: 'not-a-page', problem: { kind: 'not-an-envelope' } })
  return token
}

/** What the proxy says of its witness; `undefined` for a proxy that has none. */
async function readInfo(signal: AbortSignal) {
  try {
    const { bytes } = await fetchOwn(witnessPath, signal)
    return infoSchema.safeParse(parseJson(bytes)).data
  } catch (error) {
    if (
      error instanceof ApiFailure &&
      error.detail.kind === 'refused' &&
      error.detail.status === 404
    )
      return undefined
    throw error
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
