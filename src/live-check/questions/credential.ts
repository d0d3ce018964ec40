/** Questions that are not about one log: the list of accounts, and the limit of requests. */
import { scopeKinds } from '../../catalog/scopes.ts'
import type { Page } from '../../cloudflare/page.ts'
import type { Asker } from '../create-asker.ts'
import type { Answer } from '../question.ts'
import { toRefusalWords, Unanswered } from '../unanswered.ts'

/** What these questions need. */
export type CredentialTools = {
  asker: Asker
  /** The state of the credential, as the proxy reports it. */
  tokenState: string | undefined
  /** Whether allow-lists are set; then the proxy filters the list of accounts. */
  isLimited: boolean
}

/** A question about the credential; `decides` is the name of the switch of the emulator. */
export type CredentialQuestion = {
  title: string
  decides: string
  ask: (tools: CredentialTools) => Promise<Answer>
}

const toText = (page: Page) => JSON.stringify(page.entries)

/** The code with which the list was refused to such tokens in 2024. */
const notSupportedCode = 1001

async function askAccountList({ asker, tokenState, isLimited }: CredentialTools): Promise<Answer> {
  if (tokenState === 'active-user-token' || tokenState === 'key') {
    throw new Unanswered('it concerns only tokens that an account owns, and this is none.')
  }
  if (isLimited) {
    throw new Unanswered('allow-lists are set, so the proxy filters the list of accounts.')
  }
  const askPage = (page: string) =>
    asker.ask(scopeKinds.account.list.path, [
      ['page', page],
      ['per_page', '5'],
    ])
  const first = await askPage('1')
  if (first.refusal) {
    const form = first.refusal.codes.includes(notSupportedCode) ? 'refuses' : undefined
    return { words: `it is refused ${toRefusalWords(first.refusal)}.`, form }
  }
  if (tokenState !== 'active-account-token') {
    throw new Unanswered(
      'it concerns only tokens that an account owns, and the owner of this one is not known.',
    )
  }
  const second = await askPage('2')
  if (second.refusal) {
    return { words: `its second page is refused ${toRefusalWords(second.refusal)}.` }
  }
  return toText(first.page) === toText(second.page)
    ? { words: 'its second page repeats the first one.', form: 'repeats' }
    : { words: 'its second page does not repeat the first one.', form: 'pages' }
}

async function askLimit({ asker }: CredentialTools): Promise<Answer> {
  const { stopped } = asker.state()
  if (stopped?.startsWith('Cloudflare')) {
    return { words: 'requests were refused with 429 during the check.', form: true }
  }
  throw new Unanswered(
    'whether the limit is enforced shows only when it is exceeded, and then all calls of this user are refused for five minutes.',
  )
}

async function askLimitBody(): Promise<Answer> {
  throw new Unanswered('the proxy replaces the body of a 429, so that the check cannot see it.')
}

/** The questions; those about the limit are asked last. */
export const credentialQuestions: readonly CredentialQuestion[] = [
  {
    title: 'The list of accounts for a token of an account',
    decides: 'accountsForAccountToken',
    ask: askAccountList,
  },
  { title: 'The limit of requests', decides: 'enforcesQuota', ask: askLimit },
  { title: 'The body of a 429', decides: 'quotaBody', ask: askLimitBody },
]
