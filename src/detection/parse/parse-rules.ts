/** Reads one file of rules. Every YAML document of it is a rule; a problem of one does not stop the others. */
import { findFieldProblem } from '../logs/rule-fields.ts'
import { listServiceDatasets } from '../logs/rule-services.ts'
import {
  type DetectionRule,
  type RuleHead,
  type RuleLevel,
  type RuleProblem,
  type RuleService,
  ruleServices,
} from '../rule.ts'
import { type ParsedCorrelation, parseCorrelation } from './parse-correlation.ts'
import { parseDetection } from './parse-detection.ts'
import { parseHead, reportOddKeys } from './parse-head.ts'
import { findProperty, readChoice, readTextProperty, reportUnknownKeys } from './read-properties.ts'
import {
  clip,
  type Position,
  parseYaml,
  type Report,
  type YamlMap,
  type YamlNode,
} from './yaml-node.ts'

/** A file by its name and content. */
export type RuleFile = { name: string; text: string }

/** A correlation whose rules are still names, and whose level may follow from theirs. */
export type CorrelationDraft = Omit<RuleHead, 'level'> & {
  kind: 'correlation'
  level?: RuleLevel
  generate: boolean
  correlation: ParsedCorrelation
}

/** A rule with its position in the file. */
export type ParsedRule = { at: Position; rule: DetectionRule | CorrelationDraft }

/** Maximum number of problems that are listed for one file. */
const maxProblems = 100

/** The rules of a file, and what is wrong with the others. */
export function parseRules({ name: file, text }: RuleFile): {
  rules: readonly ParsedRule[]
  problems: readonly RuleProblem[]
} {
  const problems: RuleProblem[] = []
  const report: Report = (at, message) => {
    if (problems.length < maxProblems) problems.push({ file, ...at, message })
  }
  const documents = parseYaml(text, report)
  if (documents.length === 0 && problems.length === 0) {
    report({ line: 1, column: 1 }, 'The file has no rule.')
  }
  const rules = documents.flatMap((document) => parseRule(document, file, report) ?? [])
  return { rules, problems }
}

function parseRule(node: YamlNode, file: string, report: Report): ParsedRule | undefined {
  if (node.kind !== 'map') {
    report(node.at, 'A rule has to be a map with title, id, logsource and detection.')
    return undefined
  }
  let problemCount = 0
  const count: Report = (at, message) => {
    problemCount += 1
    report(at, message)
  }
  const section = findProperty(node, 'correlation')
  reportOddKeys(node, section ? 'correlation' : 'detection', count)
  const rule = section
    ? readCorrelation(node, section, file, count)
    : readDetection(node, file, count)
  return rule && problemCount === 0 ? { at: node.at, rule } : undefined
}

function readDetection(map: YamlMap, file: string, report: Report): DetectionRule | undefined {
  const head = parseHead(map, file, report)
  const service = readService(map, report)
  const section = findProperty(map, 'detection')
  if (section?.kind !== 'map') {
    report(
      section?.at ?? map.at,
      'The rule needs detection: a map with selections and a condition.',
    )
    return undefined
  }
  const datasets = service === undefined ? [] : listServiceDatasets(service)
  const checkField = (name: string) =>
    service === undefined ? undefined : findFieldProblem(service, datasets, name)
  const expression = parseDetection(section, checkField, report)
  if (!head || service === undefined || !expression) return undefined
  return { ...head, level: head.level ?? 'informational', kind: 'detection', service, expression }
}

const logsourceKeys = ['product', 'service', 'definition']
const logsourceRemedies = {
  category: 'The logs have no category. Write service, and remove category.',
}
const services = ruleServices.filter((service) => service !== 'any')

function readService(map: YamlMap, report: Report): RuleService | undefined {
  const section = findProperty(map, 'logsource')
  if (section?.kind !== 'map') {
    report(
      section?.at ?? map.at,
      'The rule needs logsource: a map with product: cloudflare and a service.',
    )
    return undefined
  }
  reportUnknownKeys(section, 'logsource', logsourceKeys, logsourceRemedies, report)
  readTextProperty(section, 'definition', 65_535, report)
  const product = findProperty(section, 'product')
  const value = product?.kind === 'scalar' ? product.value : undefined
  if (value !== 'cloudflare') {
    const written = value === undefined ? '' : ` This rule is for “${clip(String(value))}”.`
    report(
      product?.at ?? section.at,
      `Only logs of Cloudflare are read: write product: cloudflare.${written}`,
    )
  }
  if (!findProperty(section, 'service')) return value === 'cloudflare' ? 'any' : undefined
  return readChoice(section, 'service', services, report)
}

function readCorrelation(
  map: YamlMap,
  section: YamlNode,
  file: string,
  report: Report,
): CorrelationDraft | undefined {
  const head = parseHead(map, file, report)
  if (section.kind !== 'map') {
    report(section.at, 'correlation has to be a map with type, rules, group-by and timespan.')
    return undefined
  }
  const correlation = parseCorrelation(section, report)
  const generate = findProperty(map, 'generate')
  const isGenerated = generate?.kind === 'scalar' ? generate.value : false
  if (generate && typeof isGenerated !== 'boolean')
    report(generate.at, 'generate has to be true or false.')
  if (!head || !correlation) return undefined
  return { ...head, kind: 'correlation', generate: isGenerated === true, correlation }
}
