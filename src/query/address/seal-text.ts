/**
 * The fingerprint of a result in an address: `seal=1.<root>.<content root>.<count>.<verdict>.<time>`, and for a result that
 * may still have been incomplete at its end also `.<final until>.<final count>.<final root>`.
 */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Verdict } from '../verdict.ts'

/**
 * A short fingerprint of what a search had loaded. Roots are the first 120 bits of Merkle roots in base64url, which
 * is 20 characters.
 */
export type Seal = {
  /** Over the bytes of the entries. */
  root: string
  /** Over the contents of the entries, which are equal for equal JSON in other bytes. */
  contentRoot: string
  count: number
  verdict: Verdict
  /** When the entries were read, in UTC with whole seconds. */
  at: string
  /**
   * The entries before an instant, of which the log may have had all when they were read; absent where that holds for all.
   * The root is over their contents.
   */
  final?: { until: string; count: number; root: string }
}

const verdictLetters: Readonly<Record<Verdict, string>> = {
  complete: 'c',
  partial: 'p',
  unknown: 'u',
}

const root = '[\\w-]{20}'
const count = '0|[1-9]\\d{0,8}'
const instant = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z'
const shape = new RegExp(
  `^1\\.(${root})\\.(${root})\\.(${count})\\.([cpu])\\.(${instant})(?:\\.(${instant})\\.(${count})\\.(${root}))?$`,
)

/** The text of a fingerprint. */
export function formatSeal({ root, contentRoot, count, verdict, at, final }: Seal): string {
  return [
    ...['1', root, contentRoot, count, verdictLetters[verdict], at],
    ...(final ? [final.until, final.count, final.root] : []),
  ].join('.')
}

type ParsedSeal = { seal: Seal; problem?: never } | { seal?: never; problem: string }

/** Parses the text of a fingerprint; `problem` is a message for the user. */
export function parseSeal(text: string): ParsedSeal {
  const version = /^([1-9]\d{0,3})\./.exec(text)?.[1]
  if (version !== undefined && version !== '1') {
    return {
      problem: `“seal” has form ${version}, which a newer Gumshoe made. This one reads form 1, so it cannot compare the result.`,
    }
  }
  const [, root = '', contentRoot = '', count, letter, at = '', until, finalCount, finalRoot] =
    shape.exec(text) ?? []
  const verdict = (Object.keys(verdictLetters) as Verdict[]).find(
    (each) => verdictLetters[each] === letter,
  )
  const isDated = [at, until ?? at].every((each) => findEpochMs(each) !== undefined)
  const isPart = finalCount === undefined || Number(finalCount) <= Number(count)
  if (!verdict || !isDated || !isPart) {
    return {
      problem:
        '“seal” is no fingerprint of a result: it may have been cut. Copy the whole link again, or remove it.',
    }
  }
  return {
    seal: {
      root,
      contentRoot,
      count: Number(count),
      verdict,
      at,
      ...(until !== undefined && {
        final: { until, count: Number(finalCount), root: finalRoot ?? '' },
      }),
    },
  }
}
