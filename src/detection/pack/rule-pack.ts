/** The rules that Gumshoe ships, as the texts of their files. A page that needs them loads this module when it does. */
import { readRuleFiles } from '../parse/read-rule-files.ts'
import type { Rule } from '../rule.ts'

const texts = import.meta.glob<string>('../rules/*/*.yml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The files of the pack, by name: `<topic>/<rule-name>.yml`. */
export const rulePackFiles: readonly { name: string; text: string }[] = Object.entries(texts).map(
  ([path, text]) => ({ name: path.replace('../rules/', ''), text }),
)

/** The rules of the pack, read anew at each call. Throws when a file of the pack has a problem. */
export function readRulePack(): readonly Rule[] {
  const { rules, problems } = readRuleFiles(rulePackFiles)
  const [problem] = problems
  if (problem) throw new Error(`${problem.file}:${problem.line}: ${problem.message}`)
  return rules
}
