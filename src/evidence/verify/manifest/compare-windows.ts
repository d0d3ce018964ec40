/**
 * Compares the windows of a manifest, which have their pages, with those of a receipt, which have the numbers of its pages.
 */
import { readPath } from '../../../catalog/fields.ts'
import type { Receipt, ReceiptWindow } from '../../receipt.ts'
import { type ComparedPart, isTimelineManifest, toList, toPart } from './compared-parts.ts'

type Predicate = Receipt['predicate']

/** Lists the windows of all logs, each with what the receipt has for it. */
export function* compareWindows(manifest: object, { predicate }: Receipt): Generator<ComparedPart> {
  for (const [index, { ledger }] of predicate.sources.entries()) {
    const path = isTimelineManifest(manifest) ? `sources.${index}.ledger` : 'ledger'
    const stated = toList(readPath(manifest, `${path}.windows`))
    const windows = ledger?.windows ?? []
    const [pointer, own] = [toPointer(path), `/predicate/sources/${index}/ledger/windows`]
    yield toPart(`${pointer}/length`, stated.length, `${own}/length`, windows.length)
    for (const [at, window] of windows.entries())
      yield* compareWindow(stated[at], window, predicate.pages, [
        `${pointer}/${at}`,
        `${own}/${at}`,
      ])
  }
}

function* compareWindow(
  stated: unknown,
  window: ReceiptWindow,
  pages: Predicate['pages'],
  [pointer, own]: readonly [string, string],
): Generator<ComparedPart> {
  const { pages: listed, earlier, ...facts } = Object(stated) as Record<string, unknown>
  const { pages: numbers, unlisted, doubts, ...receiptFacts } = window
  yield toPart(pointer, facts, own, receiptFacts)
  const statedPages = toList(listed)
  const statedDoubts = statedPages.flatMap((page) => toList(readPath(page, 'doubts')))
  yield toPart(`${pointer}/pages/doubts`, statedDoubts, `${own}/doubts`, doubts)
  const counted = earlier === undefined ? 0 : readPath(earlier, 'pages')
  const isCount = Number.isSafeInteger(counted) && Number(counted) >= 0
  // Less than none would make room for pages that the receipt does not have.
  if (!isCount) yield toPart(`${pointer}/earlier/pages`, counted, `${own}/unlisted`, unlisted)
  const count = statedPages.length + (isCount ? Number(counted) : 0)
  yield toPart(`${pointer}/pages/length`, count, `${own}/pages/length`, numbers.length + unlisted)
  let at = 0
  for (const number of numbers) {
    const page = pages[number - 1]
    if (!page) continue
    // Pages that are only counted in the receipt may lie between.
    const found = statedPages.findIndex((each, index) => index >= at && isPage(each, page))
    const index = found === -1 ? at : found
    const { requestId, request, count: entries, bytes } = page
    const value = { requestId, request, count: entries, bytes }
    const given = statedPages[index]
    const picked = Object.fromEntries(Object.keys(value).map((key) => [key, readPath(given, key)]))
    yield toPart(`${pointer}/pages/${index}`, picked, `/predicate/pages/${number - 1}`, value)
    at = index + 1
  }
}

function isPage(stated: unknown, { requestId, request }: Predicate['pages'][number]): boolean {
  return readPath(stated, 'requestId') === requestId && readPath(stated, 'request') === request
}

function toPointer(path: string): string {
  return `/${path.replaceAll('.', '/')}/windows`
}
