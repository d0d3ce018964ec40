/** Indexes the fields of a dataset by path, once for each dataset. */
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Field } from '../catalog/fields.ts'

const fieldMaps = new WeakMap<Dataset, ReadonlyMap<string, Field>>()

/** The fields of a dataset by their dotted path. */
export function getFields(dataset: Dataset): ReadonlyMap<string, Field> {
  const cached = fieldMaps.get(dataset)
  if (cached) return cached
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  fieldMaps.set(dataset, fields)
  return fields
}
