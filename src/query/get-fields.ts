/** The fields of a dataset by path. */
import type { Dataset } from '../catalog/define-dataset.ts'
import { type Field, getFieldsByPath } from '../catalog/fields.ts'

/** The fields of a dataset by their dotted path. */
export function getFields({ fields }: Dataset): ReadonlyMap<string, Field> {
  return getFieldsByPath(fields)
}
