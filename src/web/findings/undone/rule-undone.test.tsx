import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Loosenings } from './rule-undone.tsx'
import { RuleUndone } from './rule-undone.tsx'

const none: Loosenings = { tracked: [], references: new Map() }
const beforeMs = Date.parse('2026-11-20T10:00:00Z')

const say = (isFailed: boolean, row: number | undefined, loosening: Loosenings | undefined) =>
  renderToStaticMarkup(
    <RuleUndone
      rule="rule"
      row={row}
      isFailed={isFailed}
      loosening={loosening}
      claim={{ verdict: 'complete', beforeMs, nowMs: beforeMs, hasFilters: false, timeZone: 'UTC' }}
      links={{ findReference: () => undefined, toAddress: () => '', onOpen: () => undefined }}
    />,
  )

it('says of a failed change that there is nothing to undo, whatever is loaded', () => {
  const words = '<p>This change failed, so there is nothing to undo.</p>'
  expect(say(true, 0, none)).toBe(words)
  expect(say(true, 0, undefined)).toBe(words)
  expect(say(true, undefined, undefined)).toBe(words)
})

it('does not claim that an entry changed nothing where it was not compared', () => {
  expect(say(false, 0, none)).toBe('<p>Gumshoe could not compare this entry with later ones.</p>')
  expect(say(false, 0, undefined)).toContain('Comparing with later entries')
  expect(say(false, undefined, none)).toContain('not in the loaded list')
})
