/** The columns of a CSV table: which there are, and how their values are read from an entry. */
import type { Field } from '../../../catalog/fields.ts'
import { secretMask } from '../../../query/secrets/find-secrets.ts'

/** The text of a cell, and how many suspected secrets are masked in it. */
export type CsvValue = { text: string; masked: number }

/** The columns for the entries of one log or several. */
export type CsvColumns = {
  fields: readonly Field[]
  /**
   * The values of an entry of a source, one for each field; `undefined` where nothing was recorded. The changes of
   * entries and the numbers of pairs are not read here.
   */
  readValues: (text: string, source: number) => readonly (CsvValue | undefined)[]
  /** What the manifest says about the values. */
  about: string
}

/** The column of a timeline with the number of the pair that an entry belongs to. */
export const pairField: Field = {
  path: 'pair',
  label: 'Pair',
  kind: 'text',
  group: 'entry',
  description: 'The same number on both entries of a pair; empty without a partner in the file.',
}

/** A value whose suspected secrets are masked already. */
export function toMaskedValue(text: string): CsvValue {
  return { text, masked: text.split(secretMask).length - 1 }
}
