/** The logs that rules are for, by the `service` of their `logsource`. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets, getDataset } from '../../catalog/index.ts'
import { decideTree } from '../expression.ts'
import type { DetectionRule, RuleService } from '../rule.ts'
import { findRuleField } from './rule-fields.ts'

/** The dataset of each service. */
const datasetIds: Readonly<Record<Exclude<RuleService, 'any'>, string>> = {
  audit: 'account-audit-logs-v2',
  audit_v1: 'account-audit-logs-v1',
  audit_user: 'user-audit-logs-v1',
  audit_organization: 'organization-audit-logs-v2',
  security_insights: 'insight-audit-logs',
  access: 'access-authentication-logs',
  access_scim: 'access-scim-logs',
}

/** The logs of a service, in display order: one, or all for `any`. */
export function listServiceDatasets(service: RuleService): readonly Dataset[] {
  return service === 'any' ? datasets : [getDataset(datasetIds[service])]
}

/** The service of a log; `undefined` for what is no log, such as the timeline. */
export function findDatasetService({ id }: Pick<Dataset, 'id'>): RuleService | undefined {
  const services = Object.keys(datasetIds) as (keyof typeof datasetIds)[]
  return services.find((service) => datasetIds[service] === id)
}

/**
 * The logs in which a rule can match. A rule for any log is searched in those that record what it needs: where a role has
 * no field, its value is absent from every entry.
 */
export function listRuleDatasets(rule: DetectionRule): readonly Dataset[] {
  const candidates = listServiceDatasets(rule.service)
  if (rule.service !== 'any') return candidates
  return candidates.filter((dataset) => {
    const result = decideTree(rule.expression, (leaf) => {
      if (leaf.kind === 'keyword' || findRuleField('any', dataset, leaf.field)) return undefined
      const { test } = leaf
      return test.op === 'null' || (test.op === 'exists' && !test.value)
    })
    return result !== false
  })
}
