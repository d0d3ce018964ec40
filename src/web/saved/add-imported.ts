/** Adds imported queries to the saved ones, without overwriting any and without duplicates. */
import { type SavedQuery, toFreeName } from './saved-query.ts'

/** The new list, imported queries first, and a report in words. */
export function addImported(
  queries: readonly SavedQuery[],
  imported: readonly SavedQuery[],
): { queries: readonly SavedQuery[]; report: string[] } {
  const added: SavedQuery[] = []
  const report: string[] = []
  let duplicates = 0
  for (const query of imported) {
    const namesake = queries.find(({ name }) => name === query.name)
    if (namesake?.address === query.address) {
      duplicates++
      continue
    }
    const name = toFreeName(query.name, [...queries, ...added])
    if (name !== query.name) report.push(`“${query.name}” was taken; imported as “${name}”.`)
    added.push({ ...query, name })
  }
  const count = added.length === 1 ? '1 query' : `${added.length} queries`
  const ending =
    duplicates > 0 ? ` ${duplicates} ${duplicates === 1 ? 'was' : 'were'} there already.` : ''
  return {
    queries: [...added, ...queries],
    report: [`Imported ${count}.${ending}`, ...report.slice(0, 10)],
  }
}
