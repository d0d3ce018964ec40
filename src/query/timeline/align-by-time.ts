/** Chooses among equally likely pairs: as many as possible, in the order of both logs, with the smallest distances. */

import { groupBy } from './group-by.ts'

type Timed = ReadonlyMap<number, { timeMs: number }>
type Edge = { one: number; other: number; distanceMs: number }

/** Above this number of cells the table of a group would take too long, and the nearest pairs are taken instead. */
const maxCells = 1_000_000

/** The chosen pairs; each number is in one of them at most. */
export function alignByTime<T extends Edge>(
  edges: readonly T[],
  ones: Timed,
  others: Timed,
): readonly T[] {
  return listGroups(edges).flatMap((group) => {
    if (group.length === 1) return group
    const aligned = alignGroup(group, ones, others)
    // Pairs that cross the chosen ones are still better than none.
    return takeNearest(group, aligned)
  })
}

/** The edges that are connected with each other. */
function listGroups<T extends Edge>(edges: readonly T[]): readonly T[][] {
  const byOne = groupBy(edges, ({ one }) => one)
  const byOther = groupBy(edges, ({ other }) => other)
  const seen = new Set<T>()
  return edges.flatMap((edge) => {
    const group: T[] = []
    const open = [edge]
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      group.push(next)
      open.push(...(byOne.get(next.one) ?? []), ...(byOther.get(next.other) ?? []))
    }
    return group.length > 0 ? [group] : []
  })
}

function sortByTime(numbers: Iterable<number>, timed: Timed): readonly number[] {
  const timeOf = (number: number) => timed.get(number)?.timeMs ?? 0
  return [...new Set(numbers)].toSorted((a, b) => timeOf(a) - timeOf(b) || a - b)
}

/** Aligns two sequences like texts: the best alignment of two beginnings follows from those of shorter ones. */
function alignGroup<T extends Edge>(group: readonly T[], ones: Timed, others: Timed): readonly T[] {
  const rows = sortByTime(
    group.map(({ one }) => one),
    ones,
  )
  const columns = sortByTime(
    group.map(({ other }) => other),
    others,
  )
  const width = columns.length + 1
  if ((rows.length + 1) * width > maxCells) return []
  const edgeAt = new Map(group.map((edge) => [`${edge.one} ${edge.other}`, edge]))
  const findEdge = (row: number, column: number) => edgeAt.get(`${rows[row]} ${columns[column]}`)
  // A pair gains more than all distances of the group together can cost.
  const gain = 1 + group.reduce((sum, { distanceMs }) => sum + distanceMs, 0)
  const best = new Float64Array((rows.length + 1) * width)
  const scoreAt = (row: number, column: number) => best[row * width + column] ?? 0
  const scoreOf = (edge: T | undefined, row: number, column: number) =>
    edge ? scoreAt(row, column) + gain - edge.distanceMs : Number.NEGATIVE_INFINITY
  for (let row = 1; row <= rows.length; row++) {
    for (let column = 1; column <= columns.length; column++) {
      const paired = scoreOf(findEdge(row - 1, column - 1), row - 1, column - 1)
      best[row * width + column] = Math.max(
        paired,
        scoreAt(row - 1, column),
        scoreAt(row, column - 1),
      )
    }
  }
  const chosen: T[] = []
  for (let row = rows.length, column = columns.length; row > 0 && column > 0; ) {
    const edge = findEdge(row - 1, column - 1)
    const score = scoreAt(row, column)
    if (edge && score === scoreOf(edge, row - 1, column - 1)) {
      chosen.push(edge)
      row--
      column--
    } else if (score === scoreAt(row - 1, column)) row--
    else column--
  }
  return chosen
}

function takeNearest<T extends Edge>(group: readonly T[], chosen: readonly T[]): readonly T[] {
  const taken = [...chosen]
  const ones = new Set(chosen.map(({ one }) => one))
  const others = new Set(chosen.map(({ other }) => other))
  for (const edge of group.toSorted((a, b) => a.distanceMs - b.distanceMs)) {
    if (ones.has(edge.one) || others.has(edge.other)) continue
    taken.push(edge)
    ones.add(edge.one)
    others.add(edge.other)
  }
  return taken
}
