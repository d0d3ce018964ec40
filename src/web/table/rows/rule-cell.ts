/** The marks of the rules that match a row: the level before the summary, and the effect beside the outcome. */
import { type Column, summaryPath } from '../../../catalog/fields.ts'
import { isOutcomeField } from '../../../catalog/roles.ts'
import type { Rule } from '../../../detection/rule.ts'
import { effectMarks, levelMarks } from '../../rules/rule-marks.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { type TextRun, toTextRuns, toVisibleText } from '../../ui/text/visible-text.tsx'
import type { CellPart } from './cell-part.ts'
import type { CellStyle } from './cell-parts.ts'

/** The marks of the same rules, as one array each. */
type RuleMarks = {
  level: CellPart
  /** The same in the space before the text of a cell: marks come later than the rows, and texts must not move. */
  levelBefore: CellPart
  /** The effects in place of a success, and beside any other outcome. */
  effects: readonly CellPart[]
}

/** Marks by the ids of rules, for one set of rules. */
const marksOfSets = new WeakMap<ReadonlyMap<string, Rule>, Map<string, RuleMarks | undefined>>()

/** The column that has the level: the summary, else the first one that is not the time. */
export function findLevelColumn(columns: readonly Column[], { dataset }: CellStyle): number {
  const at = columns.findIndex(({ field }) => field === summaryPath)
  if (at !== -1) return at
  return Math.max(
    0,
    columns.findIndex(({ field }) => field !== dataset.timePath),
  )
}

/** Adds the marks of the rules to the cells of a row; without rules there is only room for the level. */
export function addRuleMarks(
  cells: (readonly CellPart[] | undefined)[],
  row: StoredEntry,
  columns: readonly Column[],
  style: CellStyle,
): void {
  const marks = row.rules && style.rules && getMarks(row.rules, style.rules)
  const isCard = style.form === 'card'
  if (!isCard) addLevel(cells, findLevelColumn(columns, style), marks?.levelBefore)
  if (!marks) return
  const outcomeAt = columns.findIndex(({ field }) => isOutcomeField(style.dataset, field))
  const outcome = cells[outcomeAt]
  // The lines of a card have no room before them.
  const signs = isCard ? [marks.level, ...marks.effects] : marks.effects
  if (outcome && signs.length > 0) {
    cells[outcomeAt] = isSuccess(outcome) ? signs : [...outcome, space, ...signs]
  }
}

const markBox = '-ml-2.5 inline-block w-2.5 text-center text-[10px] leading-none'
/** The room of the level has an element of its own, so that no other text takes another element when the level comes. */
const noLevel: CellPart = { text: '', className: markBox }
const withoutLevel = new WeakMap<readonly CellPart[], readonly CellPart[]>()

function addLevel(
  cells: (readonly CellPart[] | undefined)[],
  at: number,
  level: CellPart | undefined,
): void {
  const parts = cells[at]
  if (!parts) return
  const known = level ? undefined : withoutLevel.get(parts)
  const next = known ?? [level ?? noLevel, ...parts]
  if (!level) withoutLevel.set(parts, next)
  cells[at] = next
}

const noRule: readonly CellPart[] = [{ text: '–', className: '' }]

/** The titles of the rules that match a row, for a column of their own. */
export function toRuleParts(row: StoredEntry, { rules }: CellStyle): readonly CellPart[] {
  const titles = row.rules?.flatMap((id) => rules?.get(id)?.title ?? []) ?? []
  return titles.length === 0 ? noRule : toTextRuns(titles.join('; ')).map(toPart)
}

function toPart({ text, className, title }: TextRun): CellPart {
  return title === undefined ? { text, className: '' } : { text, className, title, isBox: true }
}

const space: CellPart = { text: ' ', className: '' }

/** A change that a rule reports did succeed; the drawer has the outcome as recorded. */
function isSuccess(outcome: readonly CellPart[]): boolean {
  return outcome.length === 0 || (outcome.length === 1 && outcome[0]?.text === 'success')
}

function getMarks(ids: readonly string[], rules: ReadonlyMap<string, Rule>): RuleMarks | undefined {
  const known = marksOfSets.get(rules) ?? new Map<string, RuleMarks | undefined>()
  marksOfSets.set(rules, known)
  const key = ids.join()
  if (!known.has(key)) known.set(key, createMarks(ids.flatMap((id) => rules.get(id) ?? [])))
  return known.get(key)
}

function createMarks(rules: readonly Rule[]): RuleMarks | undefined {
  const [first] = rules
  if (!first) return undefined
  const { drawnClass, word, className } = levelMarks[first.level]
  const titles = rules.map(({ title }) => toVisibleText(title)).join('\n')
  const more = rules.length > 1 ? `, and ${toCountText(rules.length - 1)} more` : ''
  const effects = (['loosens', 'tightens'] as const).flatMap((effect): CellPart[] => {
    const reasons = rules.filter((rule) => rule.effect === effect)
    if (reasons.length === 0) return []
    const mark = effectMarks[effect]
    return [
      {
        text: `${mark.shape} ${mark.word}`,
        className: mark.className,
        isBox: true,
        title: [
          `This ${mark.word} security:`,
          ...reasons.map(({ title }) => toVisibleText(title)),
        ].join('\n'),
      },
    ]
  })
  const sign: CellPart = {
    text: '',
    className: '',
    isBox: true,
    title: titles,
    label: `${word} finding: ${toVisibleText(first.title)}${more}. `,
  }
  return {
    level: { ...sign, className: `mr-1.5 inline-block w-3 text-center ${drawnClass} ${className}` },
    levelBefore: { ...sign, className: `${markBox} ${drawnClass} ${className}` },
    effects: effects.flatMap((part, at) => (at === 0 ? [part] : [space, part])),
  }
}
