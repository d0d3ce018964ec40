/** How levels and effects of rules look: a shape and a word each, so that color alone carries no meaning. */
import type { Effect, RuleLevel } from '../../detection/rule.ts'

/** A shape, the word that it means, and its color. */
export type Mark = { shape: string; word: string; className: string }

/** A mark whose shape can be drawn by a class, so that it is no part of the text of a row. */
export type LevelMark = Mark & { drawnClass: string }

/** The shapes of the levels. */
export const levelMarks: Readonly<Record<RuleLevel, LevelMark>> = {
  critical: {
    shape: '◆',
    drawnClass: "before:content-['◆']",
    word: 'Critical',
    className: 'text-kumo-danger',
  },
  high: {
    shape: '▲',
    drawnClass: "before:content-['▲']",
    word: 'High',
    className: 'text-kumo-danger',
  },
  medium: {
    shape: '■',
    drawnClass: "before:content-['■']",
    word: 'Medium',
    className: 'text-kumo-warning',
  },
  low: {
    shape: '●',
    drawnClass: "before:content-['●']",
    word: 'Low',
    className: 'text-kumo-subtle',
  },
  informational: {
    shape: '○',
    drawnClass: "before:content-['○']",
    word: 'Informational',
    className: 'text-kumo-subtle',
  },
}

/** The signs of the effects. The warning sign is drawn as text and not as a picture. */
export const effectMarks: Readonly<Record<Effect, Mark>> = {
  loosens: {
    shape: '⚠\u{fe0e}',
    word: 'loosens',
    className: 'font-medium text-[12px] text-kumo-danger',
  },
  tightens: {
    shape: '✓',
    word: 'tightens',
    className: 'font-medium text-[12px] text-kumo-success',
  },
}
