/** Makes the fingerprint of the result, and keeps the hashes behind it in this browser. */
import { hashQuestion } from '../../../evidence/seal/hash-question.ts'
import { formatSeal, type Seal } from '../../../query/address/seal-text.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { keepSeal } from '../../preferences/kept-seals.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { makeSeal } from './make-seal.ts'

/**
 * The fingerprint, and whether this browser keeps the hashes that tell later which entries differ. `query` is that of the
 * link, with fixed times.
 */
export async function makeKeptSeal(
  session: SearchSession,
  query: LogQuery,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<{ seal: Seal; isKept: boolean }> {
  const { seal: result, entries } = await makeSeal(session, query, { signal, onProgress })
  const seal = { ...result, question: hashQuestion(query, result.verdict) }
  const isKept = await keepSeal(formatSeal(seal), entries, session.now())
  signal.throwIfAborted()
  return { seal, isKept }
}
