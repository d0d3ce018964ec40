/** Reads rules that the user adds: which are new, which replace another one, and what is wrong with the rest. */
import { parseRules } from '../../../detection/parse/parse-rules.ts'
import { readRuleFiles } from '../../../detection/parse/read-rule-files.ts'
import { type RuleDocument, splitDocuments } from '../../../detection/parse/split-documents.ts'
import type { Rule } from '../../../detection/rule.ts'
import { type OwnRule, ownRuleSizes } from '../../rules/own-rules.ts'
import { endTask, type RuleText, readInTasks } from '../../rules/read-in-tasks.ts'
import { toOwnFile } from '../../rules/rule-library.ts'
import { toCountText } from '../../ui/text/count-text.ts'

/** What is wrong in a file, with the text of the line. Lines and columns count from 1. */
export type ImportProblem = {
  file: string
  line: number
  column: number
  message: string
  lineText: string
}

/** The result of reading. Nothing is stored yet. */
export type RuleImport = {
  added: readonly OwnRule[]
  /** Rules whose id an own rule with another text has. */
  replaced: readonly OwnRule[]
  /** The number of rules that are here already, as they are. */
  same: number
  titles: ReadonlyMap<string, string>
  problems: readonly ImportProblem[]
}

/** What is here: all rules, the ids of the own ones, and these as they are stored. */
export type PresentRules = {
  byId: ReadonlyMap<string, Rule>
  own: ReadonlySet<string>
  stored: readonly OwnRule[]
}

/** Maximum number of problems that are listed. */
const maxProblems = 200

type Candidate = { document: RuleDocument; rule: OwnRule; title: string; isReplacing: boolean }

/** Reads one document in each task. A problem of one rule does not stop the others. */
export async function importRules(
  files: readonly RuleText[],
  { byId, own, stored }: PresentRules,
  nextTask: () => Promise<void> = endTask,
): Promise<RuleImport> {
  const problems: ImportProblem[] = []
  const report = createReport(problems)
  const candidates = new Map<string, Candidate>()
  const storedById = new Map(stored.map((rule) => [rule.id, rule]))
  let same = 0
  const documents = files.flatMap((file) => {
    const found = splitDocuments(file)
    if (found.length === 0)
      report({ file: file.name, line: 0, text: '' }, 1, 1, 'The file has no rule.')
    return found
  })
  for (const document of documents) {
    await nextTask()
    if (document.text.length > ownRuleSizes.text) {
      const limit = toCountText(ownRuleSizes.text)
      report(document, 1, 1, `The rule has more than ${limit} characters. Shorten its lists.`)
      continue
    }
    const parsed = parseRules({ name: document.file, text: document.text })
    for (const { line, column, message } of parsed.problems) report(document, line, column, message)
    const [first] = parsed.rules
    if (!first) continue
    const { id, title } = first.rule
    const clash = findClash(id, { byId, own }, candidates.get(id))
    if (clash !== undefined) report(document, first.at.line, first.at.column, clash)
    else if (storedById.get(id)?.text === document.text) same += 1
    else {
      const rule = { id, file: document.file.slice(0, ownRuleSizes.file), text: document.text }
      candidates.set(id, { document, rule, title, isReplacing: storedById.has(id) })
    }
  }
  const known = [...byId.values()].filter(({ id }) => !candidates.has(id))
  const taken = await joinCandidates(candidates, known, report, nextTask)
  return {
    added: taken.filter(({ isReplacing }) => !isReplacing).map(({ rule }) => rule),
    replaced: taken.filter(({ isReplacing }) => isReplacing).map(({ rule }) => rule),
    same,
    titles: new Map(taken.map(({ rule, title }) => [rule.id, title])),
    problems,
  }
}

type Report = (document: RuleDocument, line: number, column: number, message: string) => void

function createReport(problems: ImportProblem[]): Report {
  return (document, line, column, message) => {
    if (problems.length >= maxProblems) return
    const lineText = (document.text.split('\n')[line - 1] ?? '').slice(0, 200)
    problems.push({ file: document.file, line: document.line + line, column, message, lineText })
  }
}

/** Why a rule with this id cannot be added; `undefined` when it can. */
function findClash(
  id: string,
  { byId, own }: Pick<PresentRules, 'byId' | 'own'>,
  earlier: Candidate | undefined,
): string | undefined {
  const shipped = own.has(id) ? undefined : byId.get(id)
  if (shipped) {
    return `The id ${id} is that of “${shipped.title}”, which comes with Gumshoe. Give this rule a new UUID, and switch the other one off.`
  }
  return earlier
    ? `The id ${id} is that of another rule, in ${earlier.document.file} from line ${earlier.document.line + 1}. Give one of them a new UUID.`
    : undefined
}

/** Correlations may name rules that are added with them, or that are here. */
async function joinCandidates(
  candidates: ReadonlyMap<string, Candidate>,
  known: readonly Rule[],
  report: Report,
  nextTask: () => Promise<void>,
): Promise<readonly Candidate[]> {
  const byFile = new Map([...candidates].map(([id, each]) => [toOwnFile(id), each]))
  const texts = [...byFile].map(([name, { rule }]) => ({ name, text: rule.text }))
  const { rules, problems } = await readInTasks(texts, readRuleFiles, known, nextTask)
  for (const { file, line, column, message } of problems) {
    const candidate = byFile.get(file)
    if (candidate) report(candidate.document, line, column, message)
  }
  const ids = new Set(rules.map(({ id }) => id))
  return [...candidates.values()].filter(({ rule }) => ids.has(rule.id))
}
