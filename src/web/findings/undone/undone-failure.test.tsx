import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ApiFailure } from '../../api/api-failure.ts'
import { UndoneFailure } from './undone-failure.tsx'

const draw = (error: unknown) =>
  renderToStaticMarkup(<UndoneFailure error={error} onRetry={() => undefined} />)

const toText = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

it('says what failed and why, and offers to try again', () => {
  const markup = draw(new Error('out of memory'))
  expect(markup).toContain('role="alert"')
  expect(toText(markup)).toBe(
    'Later entries could not be compared. Gumshoe itself made a mistake: out of memory Retry',
  )
  expect(toText(draw(new ApiFailure({ kind: 'offline' })))).toBe(
    'Later entries could not be compared. This computer is offline. Retry',
  )
})
