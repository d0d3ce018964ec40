/** Joins imported queries with those that are there: nothing is overwritten, nothing stands twice. */
import { type SavedQuery, toFreeName } from './saved-query.ts'

/** The joined list, imported ones first, and what became of them in words. */
export function addImported(
  queries: readonly SavedQuery[],
  imported: readonly SavedQuery[],
): { queries: readonly SavedQuery[]; report: string[] } {
  const added: SavedQuery[] = []
  const report: string[] = []
  let known = 0
  for (const query of imported) {
    const same = queries.find(({ name }) => name === query.name)
    if (same?.address === query.address) {
      known++
      continue
    }
    const name = toFreeName(query.name, [...queries, ...added])
    if (name !== query.name) report.push(`“${query.name}” was taken; imported as “${name}”.`)
    added.push({ ...query, name })
  }
  const count = added.length === 1 ? '1 query' : `${added.length} queries`
  const rest = known > 0 ? ` ${known} ${known === 1 ? 'was' : 'were'} there already.` : ''
  return {
    queries: [...added, ...queries],
    report: [`Imported ${count}.${rest}`, ...report.slice(0, 10)],
  }
}
