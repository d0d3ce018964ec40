/** Makes the receipt of an export from the facts that were fixed at its start and the files that were written. */
import { formatInstant } from '../../../cloudflare/instant.ts'
import { createReceipt, type ReceiptSourceInput } from '../../../evidence/create-receipt.ts'
import type { Receipt, ReceiptPage } from '../../../evidence/receipt.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { toClaim } from '../claim.ts'
import type {
  ExportedLog,
  ExportSource,
  ReceivedEvidence,
  SearchFacts,
  SearchRecord,
} from '../export-source.ts'
import { countByLog, type ExportChoice } from '../plan-files.ts'
import type { EndedFile, PlannedFile } from '../write-files.ts'
import type { TreeFacts } from '../writer/entry-tree.ts'

/** What a receipt states, and what it is made of. */
export type ReceiptFacts = {
  source: Pick<ExportSource, 'logs' | 'version' | 'now'>
  choice: Pick<ExportChoice, 'which' | 'kind'>
  facts: SearchFacts
  record: SearchRecord
  evidence: ReceivedEvidence
  planned: readonly PlannedFile[]
  ended: readonly EndedFile[]
  tree: TreeFacts
  /** The digests of the files that were written so far. */
  digests: ReadonlyMap<string, string>
}

/** The file of the body of a page, which counts from 1. */
export function toBodyName(number: number): string {
  return `pages/${number}.json`
}

/** What was received for the answer: without the pages of logs that are no part of it. */
export function pickEvidence(evidence: ReceivedEvidence, record: SearchRecord): ReceivedEvidence {
  const others = ('otherReads' in record && record.otherReads) || []
  const pages = evidence.pages.filter(({ source }) => !others.some(({ in: id }) => id === source))
  return { ...evidence, pages }
}

/** The receipt; its evidence is that which `pickEvidence` gives. */
export function toReceipt(input: ReceiptFacts): Receipt {
  const { source, choice, facts, record, evidence, ended, tree, digests } = input
  const claim = toClaim(facts, choice.which, tree.count)
  return createReceipt({
    madeAt: formatInstant(source.now()),
    version: source.version,
    claim: claim.words,
    complete: claim.isComplete,
    verdict: facts.verdict,
    mayStillChangeSince: facts.mayStillChangeSince ?? null,
    lateEntries: facts.late ?? null,
    question: record.question,
    sources: listSources(input),
    notAsked: 'notAsked' in record ? record.notAsked : [],
    ...('otherReads' in record && record.otherReads && { otherReads: record.otherReads }),
    counts: {
      ...{ loaded: facts.loaded, shown: facts.shown },
      ...{ exported: tree.count, conflicting: facts.conflicting },
    },
    data: ended.map(({ name, entries }) => ({ name, entries, format: choice.kind })),
    entries: tree,
    pages: listPages(evidence, source.logs),
    witness: evidence.witness,
    files: [...digests].map(([name, sha256]) => ({ name, sha256 })),
  })
}

/** The name of a log in a receipt: its path, also where the search has no other log. */
function toPath({ dataset, scope }: ExportedLog): string {
  return formatSource({ dataset: dataset.id, scope })
}

function listPages(
  { pages }: ReceivedEvidence,
  logs: ExportSource['logs'],
): readonly ReceiptPage[] {
  const paths = new Map(logs.map((log) => [log.id, toPath(log)]))
  return pages.map(({ source, body, leaves: _, ...page }, index) => ({
    ...page,
    source: paths.get(source) ?? source,
    ...(body !== undefined && { body: toBodyName(index + 1) }),
  }))
}

function listSources({ source: { logs }, record, planned, ended, tree }: ReceiptFacts) {
  const [firstFile] = ended
  const [firstLog] = logs
  if (!('sources' in record)) {
    const { question: _, ...log } = record
    const file = firstFile?.name ?? null
    const { dataset, scope, scopeName = null } = firstLog
    const own = { log: dataset.title, scope, scopeName }
    return [{ in: toPath(firstLog), file, exported: tree.count, ...own, ...log }]
  }
  const counts = countByLog(logs.length, planned)
  return record.sources.map((each, index): ReceiptSourceInput => {
    const own = planned.find(({ logIndex }) => logIndex === index)
    const isShared = planned.every(({ logIndex }) => logIndex === undefined)
    const file = (isShared ? firstFile?.name : own?.name) ?? null
    return { ...each, file, exported: counts[index] ?? 0 }
  })
}
