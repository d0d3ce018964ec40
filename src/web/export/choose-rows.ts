/** Chooses the rows of an export: entries, of which a list of events may hide some. */
import type { ExportedEntries, ExportSource } from './export-source.ts'

/** The rows to export in the order of the list, and how many of them are hidden partners of selected rows. */
export type ChosenRows = { rows: Uint32Array; partners: number }

/**
 * All entries that the shown rows represent, or the selected rows. Selected rows are included even where the view hides
 * them; so is the second entry of a selected pair that is joined in one row.
 */
export async function chooseRows(
  source: Pick<ExportSource, 'store' | 'selectedRows' | 'hasPairs'>,
  which: ExportedEntries,
): Promise<ChosenRows> {
  const { store, selectedRows, hasPairs } = source
  if (which === 'shown') return { rows: await store.listRows('entries'), partners: 0 }
  const [rows, partners] = await Promise.all([
    store.listRows('all'),
    hasPairs ? listHiddenPartners(source) : undefined,
  ])
  const hidden = partners?.filter((row) => !selectedRows.has(row)) ?? []
  const chosen = new Set([...selectedRows, ...hidden])
  return { rows: rows.filter((row) => chosen.has(row)), partners: hidden.length }
}

/** The partners of selected rows that pass the filters but have no row of their own. */
async function listHiddenPartners({
  store,
  selectedRows,
}: Pick<ExportSource, 'store' | 'selectedRows'>): Promise<readonly number[]> {
  const [entries, shown] = await Promise.all([store.listRows('entries'), store.listRows('shown')])
  const selected = entries.filter((row) => selectedRows.has(row))
  const partners = await store.partnersOf(selected)
  const hidden = new Set(entries)
  for (const row of shown) hidden.delete(row)
  return [...partners.rows].filter((row) => hidden.has(row))
}
