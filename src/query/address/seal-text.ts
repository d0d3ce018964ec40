/**
 * The fingerprint of a result in an address: `seal=2.<question>.<root>.<content root>.<count>.<verdict>.<time>`, and for a
 * result that may still have been incomplete at its end also `.<final until>.<final count>.<final root>`. Links of earlier
 * versions have form 1, without the question.
 */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Verdict } from '../verdict.ts'

/**
 * A short fingerprint of what a search had loaded. Roots are the first 120 bits of Merkle roots in base64url, which
 * is 20 characters.
 */
export type Seal = {
  /** A hash of what was asked, in base64url: 8 characters; absent in form 1. */
  question?: string
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

const question = '[\\w-]{8}'
const root = '[\\w-]{20}'
const count = '0|[1-9]\\d{0,8}'
const instant = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z'
const shape = new RegExp(
  `^(?:1|2\\.(${question}))\\.(${root})\\.(${root})\\.(${count})\\.([cpu])\\.(${instant})(?:\\.(${instant})\\.(${count})\\.(${root}))?$`,
)

/** The text of a fingerprint. */
export function formatSeal(seal: Seal): string {
  const { question, root, contentRoot, count, verdict, at, final } = seal
  return [
    ...(question === undefined ? ['1'] : ['2', question]),
    ...[root, contentRoot, count, verdictLetters[verdict], at],
    ...(final ? [final.until, final.count, final.root] : []),
  ].join('.')
}

type ParsedSeal = { seal: Seal; problem?: never } | { seal?: never; problem: string }

/** Parses the text of a fingerprint; `problem` is a message for the user. */
export function parseSeal(text: string): ParsedSeal {
  const version = /^([1-9]\d{0,3})\./.exec(text)?.[1]
  if (version !== undefined && Number(version) > 2) {
    return {
      problem: `“seal” has form ${version}, which a newer Gumshoe made. This one reads forms 1 and 2, so it cannot compare the result.`,
    }
  }
  const [, question, ...parts] = shape.exec(text) ?? []
  const [root = '', contentRoot = '', count, letter, at = '', until, finalCount, finalRoot] = parts
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
      ...(question !== undefined && { question }),
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
