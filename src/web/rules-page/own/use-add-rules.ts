/** Adds rules to those of this browser, and says what came of it. */
import { useState } from 'react'
import { changeOwnRules, getOwnRules, type OwnRule } from '../../rules/own-rules.ts'
import type { RuleText } from '../../rules/read-in-tasks.ts'
import { ruleLibrary } from '../../rules/rule-library.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { collectFiles } from '../import/collect-files.ts'
import { type ImportProblem, importRules, type RuleImport } from '../import/import-rules.ts'

/** What came of adding rules. */
export type AddReport = {
  words: string
  problems: readonly ImportProblem[]
  /** Whether rules without a problem came with them. */
  hasGoodRules: boolean
  /** Files that were not read, each in a sentence. */
  fileProblems: readonly string[]
  /** Why the browser did not store the rules. */
  failure: string | undefined
  /** Rules that would replace own ones: the user decides. */
  replacing: { rules: readonly OwnRule[]; titles: readonly string[] } | undefined
}

export function useAddRules() {
  const [report, setReport] = useState<AddReport>()
  const [isReading, setReading] = useState(false)

  /** Resolves to whether every rule was taken, so that a text in which they were may be cleared. */
  async function add(files: readonly RuleText[], fileProblems: readonly string[] = []) {
    setReading(true)
    try {
      await ruleLibrary.read()
      const { byId, own } = ruleLibrary.get()
      const found = await importRules(files, { byId, own, stored: getOwnRules().rules })
      const failure = found.added.length > 0 ? storeRules(found.added) : undefined
      setReport(toReport(found, fileProblems, failure))
      return found.problems.length === 0 && found.replaced.length === 0 && failure === undefined
    } finally {
      setReading(false)
    }
  }

  return {
    report,
    isReading,
    addText: (text: string) => add([{ name: 'Pasted text', text }]),
    async addFiles(chosen: readonly ChosenFile[]) {
      const { files, problems } = await collectFiles(chosen)
      await add(files, problems)
    },
    /** Answers the question whether to replace own rules. */
    replace(isWanted: boolean) {
      if (!report?.replacing) return
      const { rules } = report.replacing
      const failure = isWanted ? storeRules(rules) : undefined
      const words = isWanted
        ? `Replaced ${toCounted(rules.length, 'rule')}.`
        : `Kept ${toCounted(rules.length, 'rule')} as ${rules.length === 1 ? 'it was' : 'they were'}.`
      setReport({
        ...report,
        failure,
        ...(failure === undefined && {
          words: `${report.words} ${words}`.trim(),
          replacing: undefined,
        }),
      })
    },
  }
}

/** Puts rules before the others; one with the id of another one takes its position. */
function storeRules(rules: readonly OwnRule[]): string | undefined {
  return changeOwnRules((present) => {
    const byId = new Map(rules.map((rule) => [rule.id, rule]))
    const kept = present.map((rule) => byId.get(rule.id) ?? rule)
    const ids = new Set(present.map(({ id }) => id))
    return [...rules.filter(({ id }) => !ids.has(id)), ...kept]
  })
}

function toReport(
  { added, replaced, same, titles, problems }: RuleImport,
  fileProblems: readonly string[],
  failure: string | undefined,
): AddReport {
  const isStored = failure === undefined
  const words = [
    ...(added.length > 0 && isStored ? [`Added ${toCounted(added.length, 'rule')}.`] : []),
    ...(same > 0
      ? [`${toCounted(same, 'rule')} ${same === 1 ? 'was' : 'were'} here already.`]
      : []),
    ...(added.length + same + replaced.length === 0 ? ['No rule was added.'] : []),
  ]
  return {
    words: words.join(' '),
    problems,
    hasGoodRules: added.length + same + replaced.length > 0,
    fileProblems,
    failure,
    replacing:
      replaced.length > 0
        ? { rules: replaced, titles: replaced.map(({ id }) => titles.get(id) ?? id) }
        : undefined,
  }
}
