import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PathText } from './path-text.tsx'

const draw = (steps: readonly (string | number)[]) =>
  renderToStaticMarkup(<PathText steps={steps} />).replace(/<(?!wbr)[^>]*>/g, '')

it('breaks a path between its steps', () => {
  expect(draw(['include', 0, 'everyone'])).toBe('.include<wbr/>[0]<wbr/>.everyone')
  expect(draw([0])).toBe('.[0]')
  expect(draw([])).toBe('.')
})

it('draws a path of many or long steps as one text', () => {
  expect(draw(Array.from({ length: 101 }, () => 'a'))).toBe('.a'.repeat(101))
  expect(draw(['x', 'y'.repeat(600)])).not.toContain('wbr')
})
