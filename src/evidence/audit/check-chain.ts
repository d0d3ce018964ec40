/** Checks one chain: which of its lines were changed, dropped, added or moved. */
import type { AuditChainFinding, AuditProblem } from './audit-finding.ts'
import { checkHeads, type HeadsFinding } from './check-heads.ts'
import { findMoved } from './find-moved.ts'
import type { ChainLine, OtherLine } from './read-chain-line.ts'

/** The lines of a chain in the order of the log, and the lines of the log that belong to no chain. */
export type ChainEvidence = {
  readonly lines: readonly ChainLine[]
  readonly others: readonly OtherLine[]
}

/** What a chain shows; `explained` has the positions of lines of no chain that were lines of this one. */
export type ChainCheck = {
  readonly chain: AuditChainFinding
  readonly problems: readonly AuditProblem[]
  readonly explained: readonly number[]
}

/** Checks a chain with at least one line. `trustedKey` is a public key in DER. */
export async function checkChain(
  { lines, others }: ChainEvidence,
  trustedKey: Uint8Array | undefined,
): Promise<ChainCheck> {
  const moved = findMoved(lines.map(({ number }) => number))
  const problems: AuditProblem[] = []
  for (const index of moved) {
    const line = lines[index]
    if (line)
      problems.push(toProblem('moved', line, 'is at another position than it was written at'))
  }
  const { unique, added } = dropRepeated(lines)
  for (const line of added) {
    problems.push(toProblem('added', line, 'was added: its number belongs to another line'))
  }
  const heads = await checkHeads(unique, trustedKey)
  const gaps = findGaps(unique, others, new Set(moved.map((index) => lines[index]?.number ?? 0)))
  problems.push(...gaps.problems, ...findChanged(unique, heads), ...heads.problems)
  return {
    chain: toFinding(lines, unique, heads),
    problems: withoutRepeated(problems),
    explained: gaps.explained,
  }
}

function toFinding(
  lines: readonly ChainLine[],
  unique: readonly ChainLine[],
  { signedUpTo, isClosed, key }: HeadsFinding,
): AuditChainFinding {
  const positions = lines.map(({ at }) => at)
  return {
    chain: lines[0]?.chain ?? '',
    firstLine: positions[0] ?? 0,
    lastLine: positions.at(-1) ?? 0,
    count: lines.length,
    signedUpTo,
    isClosed: isClosed && unique[0]?.number === 1,
    fingerprint: key?.fingerprint ?? null,
    isEphemeral: key?.isEphemeral ?? false,
  }
}

function toProblem(kind: AuditProblem['kind'], line: ChainLine, what: string): AuditProblem {
  const message = `Line ${line.at} (number ${line.number} of chain ${line.chain}) ${what}.`
  return { kind, chain: line.chain, line: line.at, message }
}

/** The lines by number, one for each; of several with one number, that which the next line names. */
function dropRepeated(lines: readonly ChainLine[]) {
  const byNumber = new Map<number, ChainLine[]>()
  for (const line of lines) {
    const known = byNumber.get(line.number)
    if (known) known.push(line)
    else byNumber.set(line.number, [line])
  }
  const unique: ChainLine[] = []
  const added: ChainLine[] = []
  for (const number of [...byNumber.keys()].sort((a, b) => a - b)) {
    const same = byNumber.get(number) ?? []
    const named = byNumber.get(number + 1)?.map(({ previous }) => previous) ?? []
    const chosen = same.find(({ digest }) => named.includes(digest)) ?? same[0]
    if (chosen) unique.push(chosen)
    added.push(...same.filter((line) => line !== chosen))
  }
  return { unique, added }
}

/** Numbers that no line has. A line of no chain between the lines around them was one of them before it was changed. */
function findGaps(
  unique: readonly ChainLine[],
  others: readonly OtherLine[],
  moved: ReadonlySet<number>,
) {
  const problems: AuditProblem[] = []
  const explained: number[] = []
  for (const [index, line] of unique.entries()) {
    const before = unique[index - 1]
    const from = (before?.number ?? 0) + 1
    if (from >= line.number) continue
    const isBetween = ({ at }: OtherLine) => at > (before?.at ?? 0) && at < line.at
    // Where neighbors were moved, positions say nothing.
    const isOrdered = !moved.has(line.number) && !(before && moved.has(before.number))
    const between = isOrdered ? others.filter(isBetween) : []
    const changed = between.slice(0, line.number - from)
    for (const { at } of changed) {
      explained.push(at)
      const message = `Line ${at} was changed: it is no longer a line of chain ${line.chain}.`
      problems.push({ kind: 'changed', chain: line.chain, line: at, message })
    }
    if (changed.length === line.number - from) continue
    const numbers =
      from === line.number - 1 ? `Number ${from}` : `Numbers ${from} to ${line.number - 1}`
    const hint = before
      ? ''
      : ' Its beginning may be in an earlier file: give all files of the log.'
    const message = `${numbers} of chain ${line.chain} before line ${line.at} are missing.${hint}`
    problems.push({ kind: 'missing', chain: line.chain, line: line.at, message })
  }
  return { problems, explained }
}

/** Lines that are not as the next line says. Where both may be meant, the one that is as the line after it says is not. */
function findChanged(unique: readonly ChainLine[], { confirmed }: HeadsFinding): AuditProblem[] {
  const problems: AuditProblem[] = []
  const [first] = unique
  if (first?.number === 1 && first.previous !== null) {
    problems.push(toProblem('changed', first, 'was changed: the first line names a line before it'))
  }
  const isLinked = (index: number) => {
    const [line, next] = [unique[index], unique[index + 1]]
    return !line || next?.number !== line.number + 1 || next.previous === line.digest
  }
  for (const [index, line] of unique.entries()) {
    const next = unique[index + 1]
    if (isLinked(index) || !next) continue
    const isNextSound = confirmed.has(next.number) || isNamed(unique, index + 1)
    const isSound = confirmed.has(line.number)
    if (isSound && !isNextSound) problems.push(toProblem('changed', next, 'was changed'))
    else if (isNextSound && !isSound) problems.push(toProblem('changed', line, 'was changed'))
    else {
      const message = `Line ${line.at} or line ${next.at} (numbers ${line.number} and ${next.number} of chain ${line.chain}) was changed.`
      problems.push({ kind: 'changed', chain: line.chain, line: line.at, message })
    }
  }
  return problems
}

/** Whether the line after it names a line as it is. */
function isNamed(unique: readonly ChainLine[], index: number): boolean {
  const [line, next] = [unique[index], unique[index + 1]]
  return line !== undefined && next?.number === line.number + 1 && next.previous === line.digest
}

function withoutRepeated(problems: readonly AuditProblem[]): AuditProblem[] {
  const seen = new Set<string>()
  return problems.filter(({ kind, line }) => {
    const key = `${kind} ${line}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
