/** The signs of a level and of an effect, each with a word. */
import { cn } from '@cloudflare/kumo/utils'
import type { Effect, RuleLevel } from '../../detection/rule.ts'
import { effectMarks, levelMarks } from './rule-marks.ts'

/** The shape of a level. With `hasWord`, its word is beside it, else only screen readers have it. */
export function LevelSign({ level, hasWord = false }: { level: RuleLevel; hasWord?: boolean }) {
  const { shape, word, className } = levelMarks[level]
  return (
    <span className="shrink-0">
      <span aria-hidden className={cn(className, 'inline-block w-3.5')}>
        {shape}
      </span>
      <span className={hasWord ? undefined : 'sr-only'}>{hasWord ? word : `${word}: `}</span>
    </span>
  )
}

/** The sign of an effect and its words: “loosens security”. */
export function EffectSign({ effect }: { effect: Effect }) {
  const { shape, word, className } = effectMarks[effect]
  return (
    <span className={cn(className, 'whitespace-nowrap')}>
      <span aria-hidden>{shape} </span>
      {word} security
    </span>
  )
}
