/**
 * Answers whether a token is valid. There is one path for users' tokens and one for account-owned tokens; neither
 * accepts the other kind. Code 10000 means success here, and a refusal everywhere else.
 */
import { answerError, answerJson } from './answers.ts'
import { anybody, type Identity } from './credentials.ts'
import { mixText, toHex } from './data/random.ts'

/** Answers `/user/tokens/verify`, or with an account's id `/accounts/{account_id}/tokens/verify`. */
export function verifyToken(
  { token, isKnown }: Identity,
  { accountId, firstAccountId }: { accountId: string | undefined; firstAccountId: string },
): Response {
  if (token === anybody || token.kind === 'key') {
    return answerError(400, 1001, 'Missing "Authorization" header')
  }
  const fits =
    accountId === undefined
      ? token.kind === 'user'
      : token.kind === 'account' && (token.accountId ?? firstAccountId) === accountId
  if (!isKnown || !fits) return answerError(401, 1000, 'Invalid API Token')
  const { status = 'active' } = token
  const words = status === 'active' ? 'valid and active' : status
  return answerJson({
    result: { id: toHex(mixText(0, token.secret), 1, 32), status },
    success: true,
    errors: [],
    messages: [{ code: 10_000, message: `This API Token is ${words}`, type: null }],
  })
}
