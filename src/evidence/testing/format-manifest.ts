/** A manifest as the browser writes it, of one log or of a timeline, which says what a receipt says. */
import { createHash } from 'node:crypto'
import type { ReceiptInput } from '../create-receipt.ts'

const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' } as const

/** Formats the manifest of an export whose data files have these bytes. */
export function formatManifest(
  { version, counts, data, sources, ...facts }: ReceiptInput,
  files: ReadonlyMap<string, Uint8Array>,
): string {
  const { madeAt, complete, claim, verdict, mayStillChangeSince, lateEntries } = facts
  const written = data.map(({ name, format, entries }) => {
    const bytes = files.get(name)
    return {
      ...{ name, mediaType: mediaTypes[format], bytes: bytes?.length, entries },
      sha256: bytes && createHash('sha256').update(bytes).digest('hex'),
    }
  })
  const [file] = written
  const [only, ...others] = sources
  const isLog = others.length === 0
  const manifest = {
    ...{ format: 'gumshoe-export-manifest', version: isLog ? 1 : 2 },
    ...{ writtenBy: `Gumshoe ${version}`, chosenAt: madeAt, writtenAt: madeAt },
    ...{ complete, claim, verdict, mayStillChangeSince, lateEntries },
    ...(isLog
      ? { file, written: {} }
      : { files: written.map((each) => ({ ...each, first: null })) }),
    entries: {
      which: complete || verdict !== 'complete' ? 'shown' : 'selected',
      ...{ exported: counts.exported, loaded: counts.loaded, passedLocalFilters: counts.shown },
      ...{ order: 'as on the screen', idsWithTwoContents: counts.conflicting, chosen: '' },
    },
    question: facts.question,
    ...(isLog
      ? { cannotShow: only?.cannotShow, ledger: only?.ledger }
      : { sources, notAsked: facts.notAsked }),
    ...(facts.otherReads && { otherReads: facts.otherReads }),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}
