/** Reads files of rules one after another in tasks of their own, so that the page stays responsive. */
import type { Rule, RuleProblem } from '../../detection/rule.ts'

/** A file with rules: its name and its content. */
export type RuleText = { name: string; text: string }

/** How files are read; see `detection/parse/read-rule-files.ts`. */
export type ReadRules = (
  files: readonly RuleText[],
  known: readonly Rule[],
) => { rules: readonly Rule[]; problems: readonly RuleProblem[] }

/** Ends the present task of the page. */
export function endTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** How often the files are gone through one by one. A longer chain of correlations is read in one task. */
const maxRounds = 5

/**
 * Reads one file in each task. A correlation may refer to rules of a file that comes later, so such files are read again.
 * The result has only the new rules, in an order in which a correlation comes after the rules that it names.
 */
export async function readInTasks(
  files: readonly RuleText[],
  read: ReadRules,
  known: readonly Rule[] = [],
  nextTask: () => Promise<void> = endTask,
): Promise<ReturnType<ReadRules>> {
  const rules: Rule[] = []
  let problems: RuleProblem[] = []
  let waiting = [...files]
  let isNew = true
  for (let round = 0; isNew && waiting.length > 0 && round < maxRounds; round++) {
    isNew = false
    problems = []
    const failed: RuleText[] = []
    for (const file of waiting) {
      await nextTask()
      const found = read([file], [...known, ...rules])
      if (found.problems.length > 0) {
        failed.push(file)
        problems.push(...found.problems)
      } else {
        rules.push(...found.rules)
        isNew = true
      }
    }
    waiting = failed
  }
  if (isNew && waiting.length > 0) {
    const found = read(waiting, [...known, ...rules])
    return { rules: [...rules, ...found.rules], problems: found.problems }
  }
  for (const file of waiting) {
    await nextTask()
    // What is right in a file with problems can be used.
    rules.push(...read([file], [...known, ...rules]).rules)
  }
  return { rules, problems }
}
