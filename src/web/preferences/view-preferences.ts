/**
 * The view preferences of this browser: density, the columns of each log, and which panels are open. Like all
 * preferences they are checked when they are read.
 */
import { useSyncExternalStore } from 'react'
import type { FacetOrder } from '../store/facet-counts.ts'
import { createPreferenceStore } from './create-preference-store.ts'

/** Densities of the table, from the lowest rows to the highest. */
export const densities = ['compact', 'regular', 'roomy'] as const

/** One of the densities. */
export type Density = (typeof densities)[number]

/** A column of the table: its field, and the settings that differ from the catalog. */
export type ColumnChoice = { field: string; width?: number; isPinned?: boolean }

/** Bars over time, or the heat map of the hours of the week. */
export type HistogramView = 'bars' | 'hours'

/** The tabs of the panel beside the entries. */
const panelTabs = ['facets', 'findings'] as const

/** One of the tabs. */
export type PanelTab = (typeof panelTabs)[number]

/** All view preferences. Columns and facets are by dataset id; a dataset without an entry uses those of the catalog. */
export type ViewPreferences = {
  density: Density
  columns: Readonly<Record<string, readonly ColumnChoice[]>>
  facets: Readonly<Record<string, readonly string[]>>
  hasHistogram: boolean
  /** Path of the field that stacks the bars; a dataset without it uses its first choice. */
  histogramBy: string
  /** The view of the histogram panel, the bars over time without it. */
  histogramView?: HistogramView
  /** Whether the panel beside the entries is open. */
  hasFacets: boolean
  /** Its tab, the facets without it. */
  panelTab?: PanelTab
  /** The order of the values in all facets, the most frequent first without it. */
  facetOrder?: FacetOrder
}

/** Limits of the width of a column, in pixels. */
const columnWidth = { min: 48, max: 1_200 } as const

const store = createPreferenceStore('gumshoe.view', readViewPreferences)

/** Converts a stored value to preferences; invalid parts become defaults. */
export function readViewPreferences(stored: unknown): ViewPreferences {
  const record = isRecord(stored) ? stored : {}
  return {
    density: densities.find((density) => density === record.density) ?? 'compact',
    columns: readRecord(record.columns, (list) => readList(list, readColumn)),
    facets: readRecord(record.facets, (list) => readList(list, readText)),
    hasHistogram: record.hasHistogram !== false,
    histogramBy: readText(record.histogramBy) ?? '',
    ...readHistogramView(record.histogramView),
    hasFacets: record.hasFacets !== false,
    ...readPanelTab(record.panelTab),
    ...readFacetOrder(record.facetOrder),
  }
}

function readHistogramView(value: unknown): Pick<ViewPreferences, 'histogramView'> {
  return value === 'bars' || value === 'hours' ? { histogramView: value } : {}
}

function readPanelTab(value: unknown): Pick<ViewPreferences, 'panelTab'> {
  const panelTab = panelTabs.find((tab) => tab === value)
  return panelTab ? { panelTab } : {}
}

function readFacetOrder(value: unknown): Pick<ViewPreferences, 'facetOrder'> {
  return value === 'rare' || value === 'frequent' || value === 'new' ? { facetOrder: value } : {}
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

/** The nearest allowed width of a column. */
export function clampWidth(width: number): number {
  return Math.round(Math.max(columnWidth.min, Math.min(columnWidth.max, width)))
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

/** The current preferences. */
export const getViewPreferences = store.get

/** Changes some preferences. Returns the error of a browser that does not store them; then they hold for this page. */
export const setViewPreferences = store.set

/** The current preferences; renders again when they change. */
export function useViewPreferences(): ViewPreferences {
  return useSyncExternalStore(store.subscribe, store.get)
}
