import { describe, expect, it } from 'vitest'
import { summaryPath } from '../../../catalog/fields.ts'
import { getDataset } from '../../../catalog/index.ts'
import { listRoleFields } from '../../../catalog/roles.ts'
import type { Effect, Rule, RuleLevel } from '../../../detection/rule.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { CellPart } from './cell-part.ts'
import type { CellStyle } from './cell-parts.ts'
import { addRuleMarks, toRuleParts } from './rule-cell.ts'

const dataset = getDataset('account-audit-logs-v2')
const outcomePath = listRoleFields(dataset, 'outcome')[0]?.path ?? ''
const toRule = (id: string, level: RuleLevel, effect?: Effect) =>
  ({ id, title: `Rule ${id}`, level, ...(effect && { effect }) }) as unknown as Rule
const rules = new Map(
  [toRule('a', 'high', 'loosens'), toRule('b', 'low'), toRule('c', 'low', 'tightens')].map(
    (rule) => [rule.id, rule],
  ),
)
const style: CellStyle = { dataset, timeZone: 'UTC', form: 'cells', rules }
const toRow = (...ids: string[]): StoredEntry => ({
  ...{ index: 0, row: 0, source: '0', id: 'e', time: '', entry: {} },
  ...{ isStrange: false, isConflicting: false, isLate: false },
  ...(ids.length > 0 && { rules: ids }),
})
const text = (words: string): readonly CellPart[] => [{ text: words, className: '' }]
const columns = [dataset.timePath, summaryPath, outcomePath].map((field) => ({ field, width: 9 }))

/** The texts of the cells of time, summary and outcome. */
function mark(row: StoredEntry, outcome = 'success', shown = columns) {
  const cells: (readonly CellPart[] | undefined)[] = [
    text('12:00'),
    text('sentence'),
    text(outcome),
  ]
  const used = cells.slice(0, shown.length)
  addRuleMarks(used, row, shown, style)
  return used.map((parts) => parts?.map(toShownText).join('|'))
}

/** The text of a run, or the shape that its class draws. */
function toShownText({ text: words, className }: CellPart): string {
  return words === '' ? (/content-\['(.)'\]/.exec(className)?.[1] ?? '') : words
}

describe('the marks of a row', () => {
  it('are the level before the summary, and the effect in place of a success', () => {
    expect(mark(toRow())).toEqual(['12:00', '|sentence', 'success'])
    expect(mark(toRow('b'))).toEqual(['12:00', '●|sentence', 'success'])
    expect(mark(toRow('a', 'b'))).toEqual(['12:00', '▲|sentence', '⚠\u{fe0e} loosens'])
    expect(mark(toRow('a', 'c'))[2]).toBe('⚠\u{fe0e} loosens| |✓ tightens')
  })

  it('come without another element for any text, and rows without marks have equal cells', () => {
    const parts = text('sentence')
    const toCells = (row: StoredEntry) => {
      const cells: (readonly CellPart[] | undefined)[] = [text('12:00'), parts, text('success')]
      addRuleMarks(cells, row, columns, style)
      return cells[1]
    }
    expect(toCells(toRow('a'))?.indexOf(parts[0] as CellPart)).toBe(1)
    expect(toCells(toRow())?.indexOf(parts[0] as CellPart)).toBe(1)
    expect(toCells(toRow())).toBe(toCells(toRow()))
  })

  it('are beside any other outcome; without an outcome only the level is there', () => {
    expect(mark(toRow('a'), 'failure')[2]).toBe('failure| |⚠\u{fe0e} loosens')
    expect(mark(toRow('a'), 'success', columns.slice(0, 2))).toEqual(['12:00', '▲|sentence'])
  })

  it('are after the outcome in a card, and take no room before a text elsewhere', () => {
    const cells: (readonly CellPart[] | undefined)[] = [text('12:00'), text('sentence'), []]
    addRuleMarks(cells, toRow('a'), columns, { ...style, form: 'card' })
    expect(cells.map((parts) => parts?.map(toShownText).join('|'))).toEqual([
      '12:00',
      'sentence',
      '▲|⚠\u{fe0e} loosens',
    ])
    addRuleMarks(cells, toRow('a'), columns, style)
    expect(cells[1]?.[0]?.className).toMatch(/-ml-2\.5 inline-block w-2\.5/)
  })

  it('have a name for screen readers, and the titles of all rules in the tooltip', () => {
    const cells: (readonly CellPart[] | undefined)[] = [text(''), text(''), text('success')]
    addRuleMarks(cells, toRow('a', 'b'), columns, style)
    expect(cells[1]?.[0]).toMatchObject({
      label: 'High finding: Rule a, and 1 more. ',
      title: 'Rule a\nRule b',
    })
    expect(cells[2]?.at(-1)?.title).toBe('This loosens security:\nRule a')
  })

  it('are not there for rules that are not known', () => {
    expect(mark(toRow('gone'))).toEqual(['12:00', '|sentence', 'success'])
  })
})

it('lists the titles of all rules in a column of their own', () => {
  const toText = (row: StoredEntry) =>
    toRuleParts(row, style)
      .map((part) => part.text)
      .join('')
  expect([toText(toRow('a', 'c', 'gone')), toText(toRow())]).toEqual(['Rule a; Rule c', '–'])
})
