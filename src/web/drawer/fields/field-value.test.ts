import { expect, it } from 'vitest'
import { toPreview } from './field-value.tsx'

const source = (text: string) => ({ form: 'json' as const, text, path: ['a'], isInText: false })
const long = JSON.stringify({ first: 'x'.repeat(600), policy: 'grafana-admins', last: 'y' })

it('previews the beginning of a long body, and the whole of a short one', () => {
  expect(toPreview(source('{"a":1}'), undefined)).toEqual({ text: '{"a":1}', isCut: false })
  expect(toPreview(source(long), undefined).text).toBe(`${long.slice(0, 200)}…`)
  expect(toPreview(source(long), /absent/i).text).toBe(`${long.slice(0, 200)}…`)
})

it('previews the part of a long body that has the wanted text', () => {
  const { text, isCut } = toPreview(source(long), /grafana/i)
  expect(text).toContain('"policy":"grafana-admins"')
  expect(text.startsWith('…')).toBe(true)
  expect(isCut).toBe(true)
})
