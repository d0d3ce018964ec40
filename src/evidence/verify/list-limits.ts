/** What no such evidence can show, however well it fits together. */
import type { Receipt } from '../receipt.ts'
import type { CheckList } from './check.ts'
import type { Signer } from './check-records.ts'
import { toCounted } from './words.ts'

/** Adds the limits that apply to a receipt. */
export function listLimits(receipt: Receipt, signers: readonly Signer[], checks: CheckList): void {
  const limit = (words: string) => checks.add('limits', 'unknown', words)
  const { notAsked } = receipt.predicate
  limit(
    'Whether Cloudflare answered truthfully, and whether its log recorded all that happened: Cloudflare signs no answer. What each log cannot show is in the receipt (cannotShow).',
  )
  if (signers.length > 0)
    limit(
      'Whether the operator of the proxy made the records up: the owner of the key can sign anything. The receipt proves what was received only where another person than the analyst runs the proxy.',
    )
  limit(
    'Whether the right question was asked: other logs, times or filters may have more.' +
      (notAsked.length > 0
        ? ` The receipt names ${toCounted(notAsked.length, 'log')} that ${notAsked.length === 1 ? 'was' : 'were'} not asked.`
        : ''),
  )
  limit(
    'Whether the words of the receipt, such as its claim, and the manifest, README.txt and verify.sh are those that Gumshoe wrote: the browser made them, and nothing signs them.',
  )
}
