/** The ids of detection rules: UUIDs in lower case, as Sigma requires. */

const idPattern = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const tagPattern = '[a-z][a-z\\d-]*\\.[a-z\\d._-]+'
const ruleId = new RegExp(`^${idPattern}$`)
const ruleName = new RegExp(`^(?:${idPattern}|${tagPattern})$`)

/** Whether a text has the form of the id of a rule. */
export function isRuleId(text: string): boolean {
  return ruleId.test(text)
}

/** Whether a text has the form of the id of a rule, or of a tag, which has a namespace and a name. */
export function isRuleIdOrTag(text: string): boolean {
  return ruleName.test(text)
}
