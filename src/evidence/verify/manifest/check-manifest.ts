/**
 * Checks that the manifest says what the receipt says. Both are written by the browser; the receipt is compared with the
 * records of the proxy, and people read the manifest.
 */
import { isTooDeep, maxJsonDepth } from '../../canonical-json.ts'
import { findManifestName, type Receipt } from '../../receipt.ts'
import type { CheckList, Problem } from '../check.ts'
import type { ReadBundle } from '../read-bundle.ts'
import type { BundleFile } from '../read-file.ts'
import { toQuoted } from '../words.ts'
import { compareValues, type Difference } from './compare-values.ts'
import { compareWindows } from './compare-windows.ts'
import { type ComparedPart, listComparedParts } from './compared-parts.ts'

/** More differences are not looked for: a hostile manifest may have millions. */
const maxDifferences = 100

/** Compares the manifest of a bundle that was read with its receipt; nothing where there is none, see `checkFiles`. */
export function checkManifest(
  { receipt, small }: Pick<ReadBundle, 'receipt' | 'small'>,
  files: ReadonlyMap<string, BundleFile>,
  checks: CheckList,
): void {
  const name = findManifestName(receipt)
  const content = name === undefined ? undefined : small.get(name)
  if (name === undefined || !content) return
  checks.report(
    'receipt',
    [...listManifestProblems(content, name, receipt, files)],
    'The manifest says the same as the receipt: claim, verdict, question, range, logs, windows, counts, files and version.',
  )
}

function* listManifestProblems(
  content: Uint8Array,
  name: string,
  receipt: Receipt,
  files: ReadonlyMap<string, BundleFile>,
): Generator<Problem> {
  const text = decode(content)
  const manifest = text === undefined ? undefined : parse(text)
  if (typeof manifest !== 'object' || manifest === null) {
    yield `The manifest ${toQuoted(name)} is not JSON in UTF-8.`
    return
  }
  // To format it would exhaust the stack, and its indentation alone much memory.
  if (isTooDeep(manifest)) {
    yield `The manifest ${toQuoted(name)} has values inside of ${maxJsonDepth} others. Gumshoe writes no such manifest. Ask for a new export.`
    return
  }
  // JSON may have a key twice, and programs differ in which one they read.
  if (`${format(manifest, 2)}\n` !== text)
    yield `The manifest ${toQuoted(name)} is not in the form that Gumshoe writes. It may contain a key twice, so programs may read different values. Ask for a new export.`
  let left = maxDifferences
  for (const difference of listDifferences(manifest, receipt, files)) {
    yield toProblem(difference, name)
    if (--left === 0) return
  }
}

/** A difference of a part. */
type PartDifference = Difference & { readonly part: ComparedPart }

function* listDifferences(
  manifest: object,
  receipt: Receipt,
  files: ReadonlyMap<string, BundleFile>,
): Generator<PartDifference> {
  for (const part of listComparedParts(manifest, receipt, files)) yield* compare(part)
  for (const part of compareWindows(manifest, receipt)) yield* compare(part)
}

function* compare(part: ComparedPart): Generator<PartDifference> {
  for (const difference of compareValues(part.stated, part.receipt.value))
    yield { ...difference, part }
}

function toProblem({ part, pointer, a, b }: PartDifference, name: string): Problem {
  const at = part.pointer + pointer
  return {
    // Values may be secret. Those of details are masked where they are shown, and words are not.
    words: `The manifest ${toQuoted(name)} and the receipt differ at ${toQuoted(at)}.`,
    details: [
      [`${at} in the manifest`, toShown(a)],
      [`${part.receipt.pointer}${pointer} in receipt.json`, toShown(b)],
    ],
  }
}

/** A value of JSON, which an attacker may have written, for a detail. */
function toShown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = format(value)
  return text === undefined ? 'a value that is too long to be shown' : toQuoted(text)
}

/** JSON text; `undefined` where it is longer than a text can be, as that of many numbers in a short form. */
function format(value: unknown, space?: number): string | undefined {
  try {
    return JSON.stringify(value, null, space)
  } catch {
    return undefined
  }
}

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
