/**
 * How this browser likes to see results: density, columns of each log, and which panels are folded
 * away. Kept beside the other preferences, and checked as they are: it may be from another version.
 */
import { useSyncExternalStore } from 'react'
import { createPreferenceStore } from './create-preference-store.ts'

/** Height of the rows, from most to fewest on the screen. */
export const densities = ['compact', 'regular', 'roomy'] as const

/** One of the densities. */
export type Density = (typeof densities)[number]

/** A column as it was arranged: its field, and what differs from the catalog. */
export type ColumnChoice = { field: string; width?: number; isPinned?: boolean }

/** All of it. Columns and facets are by dataset id; a dataset without keeps the catalog's. */
export type ViewPreferences = {
  density: Density
  columns: Readonly<Record<string, readonly ColumnChoice[]>>
  facets: Readonly<Record<string, readonly string[]>>
  hasHistogram: boolean
  /** What the bars are stacked by; a histogram that lacks it takes its first choice. */
  histogramBy: string
  hasFacets: boolean
}

/** Narrowest and widest column, in pixels. */
const widthLimits = { least: 48, most: 1_200 } as const

const store = createPreferenceStore('gumshoe.view', readViewPreferences)

/** Makes preferences of whatever was stored. */
export function readViewPreferences(stored: unknown): ViewPreferences {
  const read = isRecord(stored) ? stored : {}
  return {
    density: densities.find((density) => density === read.density) ?? 'regular',
    columns: readRecord(read.columns, (list) => readList(list, readColumn)),
    facets: readRecord(read.facets, (list) => readList(list, readText)),
    hasHistogram: read.hasHistogram !== false,
    histogramBy: readText(read.histogramBy) ?? '',
    hasFacets: read.hasFacets !== false,
  }
}

function readColumn(value: unknown): ColumnChoice | undefined {
  if (!isRecord(value)) return undefined
  const field = readText(value.field)
  if (field === undefined) return undefined
  const { width } = value
  return {
    field,
    ...(typeof width === 'number' && Number.isFinite(width) && { width: clampWidth(width) }),
    ...(value.isPinned === true && { isPinned: true }),
  }
}

/** The nearest width that a column may have. */
export function clampWidth(width: number): number {
  return Math.round(Math.max(widthLimits.least, Math.min(widthLimits.most, width)))
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 200 ? value : undefined
}

function readList<T>(value: unknown, readItem: (item: unknown) => T | undefined) {
  if (!Array.isArray(value)) return undefined
  return value.slice(0, 200).flatMap((item) => readItem(item) ?? [])
}

function readRecord<T>(value: unknown, readItem: (item: unknown) => T | undefined) {
  if (!isRecord(value)) return {}
  const items = Object.entries(value).flatMap(([key, item]): [string, T][] => {
    const read = readItem(item)
    return read === undefined ? [] : [[key, read]]
  })
  return Object.fromEntries(items)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Changes what is given, and remembers it where the browser allows it. */
export const setViewPreferences = store.set

/** The preferences, and a new render whenever they change. */
export function useViewPreferences(): ViewPreferences {
  return useSyncExternalStore(store.subscribe, store.get)
}
