/** Tests loaded entries against starters, so that they are counted without asking the API again. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readField } from '../../catalog/fields.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { findRole } from '../../catalog/timeline/timeline-role.ts'
import { createFieldMatchers } from '../match-entry.ts'
import { createEntryMatcher, type LocalMatcher } from '../match-local.ts'
import { createRoleMatcher } from '../timeline/match-role.ts'
import { recordsRole } from '../timeline/plan-timeline.ts'
import type { Starter } from './starter.ts'

/**
 * Prepares a starter for many entries of a log: whether its filters find an entry; its time range is not tested.
 * `undefined` where the log cannot contain what the starter asks for. Throws for a filter that no field decides.
 */
export function createStarterMatcher(starter: Starter, dataset: Dataset): LocalMatcher | undefined {
  if (starter.dataset !== timelineId && starter.dataset !== dataset.id) return undefined
  const matchesFilters =
    starter.dataset === timelineId
      ? createRolesMatcher(starter, dataset)
      : createFiltersMatcher(starter, dataset)
  const matchesLocally = createEntryMatcher(dataset, starter.localFilters ?? [])
  return matchesFilters && ((entry, json) => matchesFilters(entry) && matchesLocally(entry, json))
}

function createFiltersMatcher({ filters }: Starter, dataset: Dataset): LocalMatcher {
  const matchers = createFieldMatchers(dataset, filters, { productsOf: () => [] })
  if (matchers.length < filters.length) {
    const [filter] = filters.filter(({ parameter }) =>
      dataset.parameters.every(({ wireName, field }) => wireName !== parameter || !field),
    )
    throw new RangeError(`No field of the log has the values of ${filter?.parameter}.`)
  }
  return (entry) =>
    matchers.every(
      ({ field, mode, matches }) => matches(readField(entry, field)) === (mode === 'include'),
    )
}

function createRolesMatcher({ filters }: Starter, dataset: Dataset): LocalMatcher | undefined {
  const roleFilters = filters.flatMap(({ parameter, mode, values }) => {
    const role = findRole(parameter)
    return role ? [{ role, mode, values }] : []
  })
  const cannotContain = roleFilters.some(
    ({ role, mode }) => mode === 'include' && !recordsRole(dataset, role),
  )
  if (cannotContain) return undefined
  const tests = roleFilters
    .filter(({ role }) => recordsRole(dataset, role))
    .map((filter) => createRoleMatcher(dataset, filter))
  return (entry) => tests.every((matches) => matches(entry))
}
