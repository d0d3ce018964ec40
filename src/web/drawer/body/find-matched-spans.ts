/** Finds the values in a body because of which rules match its entry. */
import { endOfString } from '../../../cloudflare/json-scan.ts'
import { findPointerKeys } from '../../../query/json-pointer.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import type { MatchedValues } from '../../ui/text/matched-values.ts'
import { type BodyLines, findValueStart, hasKey, isOpener } from './body-lines.ts'
import type { BodySource } from './body-source.ts'

/** A range of the text of a body, and the titles of the rules that match it. */
export type MatchedSpan = Pick<SecretSpan, 'start' | 'end'> & { titles: readonly string[] }

/** The keys below a value that lead to matched ones, and the rules that match it. */
type Branch = { titles: Set<string>; below: Map<string, Branch> }

/**
 * The matched values in the order of the text, without overlaps. Of an object or a list only its first line is marked, with
 * its key. `lines` are those of the JSON; they are not read for a body that is text.
 */
export function findMatchedSpans(
  { form, text, path }: BodySource,
  matched: MatchedValues,
  readLines: () => BodyLines,
): readonly MatchedSpan[] {
  const root = createBranch()
  let isAny = false
  for (const [pointer, titles] of matched) {
    const keys = findPointerKeys(pointer) ?? []
    if (keys.length < path.length || path.some((key, at) => keys[at] !== key)) continue
    isAny = true
    addPath(root, keys.slice(path.length), titles)
  }
  if (!isAny) return []
  if (form === 'text') return [{ start: 0, end: text.length, titles: listTitles(root) }]
  return findInLines(readLines(), root)
}

function createBranch(): Branch {
  return { titles: new Set(), below: new Map() }
}

function addPath(root: Branch, keys: readonly string[], titles: readonly string[]): void {
  let branch = root
  for (const key of keys) {
    const next = branch.below.get(key) ?? createBranch()
    branch.below.set(key, next)
    branch = next
  }
  for (const title of titles) branch.titles.add(title)
}

function findInLines(lines: BodyLines, root: Branch): readonly MatchedSpan[] {
  const spans: MatchedSpan[] = []
  const open = [{ line: 0, branch: root }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { line, branch } = next
    const end = lines.ends[line] ?? 0
    if (!isOpener(lines, line)) {
      // Rules read JSON that is kept as text, too; then the whole text is marked.
      spans.push({ start: findValueStart(lines, line), end, titles: listTitles(branch) })
      continue
    }
    if (branch.titles.size > 0) {
      spans.push({ start: lines.starts[line] ?? 0, end, titles: [...branch.titles] })
    }
    if (branch.below.size > 0) open.push(...listBranches(lines, line, branch))
  }
  return spans.sort((a, b) => a.start - b.start)
}

/** The members of an object or a list that have a branch. Of several members with the same key, the last one counts. */
function listBranches(lines: BodyLines, opener: number, { below }: Branch) {
  const found = new Map<string, { line: number; branch: Branch }>()
  const closer = lines.closers[opener] ?? opener
  for (let line = opener + 1; line < closer; line = (lines.closers[line] ?? line) + 1) {
    const key = readKey(lines, line)
    const branch = below.get(key)
    if (branch) found.set(key, { line, branch })
  }
  return found.values()
}

function readKey(lines: BodyLines, line: number): string {
  if (!hasKey(lines, line)) return String(lines.ordinals[line] ?? 0)
  const start = lines.starts[line] ?? 0
  return String(JSON.parse(lines.text.slice(start, endOfString(lines.text, start))))
}

/** The titles of a branch and of all below it. */
function listTitles(root: Branch): readonly string[] {
  const titles = new Set<string>()
  const open = [root]
  for (let branch = open.pop(); branch; branch = open.pop()) {
    for (const title of branch.titles) titles.add(title)
    open.push(...[...branch.below.values()].reverse())
  }
  return [...titles]
}
