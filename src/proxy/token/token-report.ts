/** The result of checking the credential, and its wording: what was found and what to do. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { ValueList } from '../../catalog/parameters.ts'
import { scopeKinds } from '../../catalog/scopes.ts'
import type { ApiReply, AskFailure, NoReply } from '../upstream/ask-api.ts'

/** The state of the credential. A Global API Key cannot be verified by itself. */
export type TokenState =
  | 'active-user-token'
  | 'active-account-token'
  | 'key'
  | 'inactive'
  | 'refused'
  | 'unknown'
  | AskFailure

/** Whether one log can be read; `unknown` when the check failed. */
export type LogState = {
  id: string
  state: 'readable' | 'unreadable' | 'unknown'
  reason?: string
  /** Set when it is unknown because there was no scope or no value to try, which seldom changes. */
  hasNoScope?: true
}

/** The result of a check. */
export type TokenReport = {
  /** The time of the check, as RFC 3339. */
  checkedAt: string
  state: TokenState
  /** The id of an active token, which is no secret; absent for a key. */
  tokenId?: string | undefined
  /** The state as a sentence. */
  words: string
  logs: readonly LogState[]
  /** Whether the proxy’s own quota ended the check early. */
  isInterrupted: boolean
}

const tokenWords: Readonly<Record<TokenState, string>> = {
  'active-user-token':
    'The token is active and belongs to a user. An account’s own token would leave that user’s request limit alone.',
  'active-account-token': 'The token is active and belongs to an account.',
  key: 'A Global API Key cannot be verified by itself, and it can do everything. Prefer a token that may only read.',
  inactive: 'The token is disabled or expired. Give the proxy another one.',
  refused:
    'Cloudflare does not recognize the token. Check that it was copied whole and still exists.',
  unknown: 'Whether the token is valid could not be found out.',
  unreachable:
    'Cloudflare’s API could not be reached, so the token is not checked yet. It will be checked again.',
  'name-unknown':
    'The name of Cloudflare’s API could not be looked up, so the token is not checked yet. Check DNS and network; it will be checked again.',
  untrusted:
    'The certificate shown for Cloudflare’s API is not trusted, so the token was not sent. Check the clock of this computer, and whether the network inspects TLS (NODE_EXTRA_CA_CERTS names its certificate). It will be checked again.',
  'not-asked':
    'The token is not checked yet, because the proxy’s own quota of requests is used up. It will be checked again.',
}

const unreached: ReadonlySet<TokenState> = new Set([
  'unreachable',
  'name-unknown',
  'untrusted',
  'not-asked',
])

/** Whether the check did not reach the API, because of the network or the quota. */
export function isUnreached(state: TokenState): boolean {
  return unreached.has(state)
}

/** The state of the credential as a sentence. */
export function toTokenWords(state: TokenState): string {
  return tokenWords[state]
}

/** Why a log may not be readable, with the permission that it needs. */
export function toLogReason(
  { scopes }: Dataset,
  why:
    | { reply: ApiReply | NoReply }
    | { isRefused: boolean; isOpen: boolean; code: number | undefined },
): string {
  if ('reply' in why) {
    if ('status' in why.reply)
      return `It could not be checked: the API answered ${why.reply.status}.`
    return why.reply.failure === 'not-asked'
      ? 'It is not checked yet: the proxy’s own quota of requests is used up.'
      : 'It could not be checked: the API did not answer.'
  }
  const permissions =
    scopes.length === 1
      ? scopes[0]?.permission
      : scopes.map(({ kind, permission }) => `${permission} (${kind})`).join(', or ')
  if (!why.isRefused) {
    const label = scopes[0] && scopeKinds[scopes[0].kind].label
    return `It could not be checked: no ${label} is known. It needs: ${permissions}. With one, name its id in the address.`
  }
  const code = why.code === undefined ? '' : ` (code ${why.code})`
  const where = why.isOpen ? ' where that was tried' : ''
  return `The credential may not read it${where}${code}. It needs: ${permissions}.`
}

/** Why a log could not be tried: the list from which its required filter gets a value has none, or was not read. */
export function toUnlistedReason(
  { pluralLabel, permission }: ValueList,
  isListed: boolean,
): string {
  return isListed
    ? `It could not be checked: no ${pluralLabel} are listed.`
    : `It could not be checked: the list of ${pluralLabel} could not be read. That list needs: ${permission}. Without it, paste an id.`
}

/** The report as lines for the terminal. `titleOf` returns the title of a dataset id. */
export function formatTokenReport(
  { words, logs }: TokenReport,
  titleOf: (id: string) => string,
): string {
  const lines = logs.map(({ id, state, reason }) => {
    if (state === 'readable') return `  ${titleOf(id)}: can be read.`
    const found = state === 'unreadable' ? 'cannot be read.' : 'unknown.'
    return `  ${titleOf(id)}: ${found}${reason === undefined || reason === words ? '' : ` ${reason}`}`
  })
  return [words, ...lines].join('\n')
}
