/** The fields of a dataset by path, made once for each dataset. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Field } from '../catalog/fields.ts'

const fieldMaps = new WeakMap<Dataset, ReadonlyMap<string, Field>>()

/** The fields of a dataset by their dotted path. */
export function getFields(dataset: Dataset): ReadonlyMap<string, Field> {
  const known = fieldMaps.get(dataset)
  if (known) return known
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  fieldMaps.set(dataset, fields)
  return fields
}
