import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { ImportProblem } from '../import/import-rules.ts'
import { AddReportBox } from './add-report-box.tsx'

const problem: ImportProblem = {
  ...{ file: 'Pasted text', line: 1, column: 1, message: 'No title.', lineText: 'id: a' },
}

const draw = (words: string, hasGoodRules: boolean) =>
  renderToStaticMarkup(
    <AddReportBox
      report={{
        ...{ words, hasGoodRules, problems: [problem], fileProblems: [] },
        ...{ failure: undefined, replacing: undefined },
      }}
      onReplace={() => undefined}
      onGoTo={undefined}
    />,
  )

it('speaks of other rules only where there are some', () => {
  expect(draw('Added 1 rule.', true)).toContain('1 problem; the other rules are taken:')
  expect(draw('No rule was added.', false)).toContain('<p>1 problem:</p>')
})
