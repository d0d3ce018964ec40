import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Secret } from './secret.ts'

const value = 'the-hidden-value-0123456789'
const secret = new Secret(value)

describe('a secret (54)', () => {
  it('gives its value to whoever asks for it by name', () => {
    expect(secret.reveal()).toBe(value)
  })

  it.each<[string, () => unknown]>([
    ['String()', () => String(secret)],
    ['a template', () => `${secret}`],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspect with hidden properties', () => inspect(secret, { showHidden: true, depth: 9 })],
    ['inspect of what holds it', () => inspect({ deep: { secret } }, { showHidden: true })],
    [
      'inspect without its own form',
      () => inspect(secret, { customInspect: false, showHidden: true }),
    ],
    ['a structured clone', () => inspect(structuredClone(secret), { showHidden: true })],
    ['spread', () => JSON.stringify({ ...secret })],
    ['its keys', () => JSON.stringify(Object.getOwnPropertyDescriptors(secret))],
    ['an error that carries it', () => inspect(new Error('failed', { cause: secret }))],
  ])('does not show in %s', (_, print) => {
    expect(String(print())).not.toContain(value)
  })

  it('cannot be given another method', () => {
    expect(() => Object.assign(secret, { toString: () => 'x' })).toThrow(TypeError)
  })
})
