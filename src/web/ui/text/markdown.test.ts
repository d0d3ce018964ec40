import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBareLink, toCode, toCodeBlock, toWordsOrCode } from './markdown.ts'

describe('a value as code', () => {
  it('has no backslashes that a chat would show', () => {
    expect(toCode('dana.whitfield@acme.example')).toBe('`dana.whitfield@acme.example`')
    expect(toCode('a_b*c|d')).toBe('`a_b*c|d`')
  })

  it('is one line, and never empty', () => {
    expect(toCode('a\nb\tc')).not.toMatch(/[\n\t]/)
    expect(toCode(' ')).toBe('(empty)')
    expect(toCode('x'.repeat(3_000)).length).toBeLessThan(2_010)
  })

  it('cannot be left by any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const shown = toCode(`\`${text}\``)
        expect(shown.match(/`/g)).toHaveLength(2)
        expect(shown).toMatch(/^`[^`\n]+`$/)
      }),
    )
  })
})

describe('words of the log', () => {
  it.each([
    ['Access policy', 'Access policy'],
    ['decision:', 'decision:'],
    ['rules.0.enabled:', '`rules.0.enabled`:'],
    ['evil.example', '`evil.example`'],
    ['@channel', '`@channel`'],
    ['[x](http://evil.example)', '`[x](http://evil.example)`'],
    [':rotating_light:', '`:rotating_light`:'],
    ['a | b', '`a | b`'],
    ['*bold*', '`*bold*`'],
    ['\u202egpj', '`⟦U+202E⟧gpj`'],
  ])('%s', (text, expected) => {
    expect(toWordsOrCode(text)).toBe(expected)
  })
})

describe('a block of code', () => {
  it('keeps the value of a JSON text, and cannot be left', () => {
    const json = JSON.stringify({ md: '```\n@channel [x](http://evil.example)\n```' })
    const block = toCodeBlock(json, 'json')
    expect(block.match(/```/g)).toHaveLength(2)
    expect(JSON.parse(block.slice(4, -4))).toEqual(JSON.parse(json))
  })

  it('shows the backticks of a text', () => {
    expect(toCodeBlock('a`b', 'text')).toBe('```\na⟦U+0060⟧b\n```')
  })
})

describe('a link', () => {
  it('asks the same, and has nothing that ends it or formats text', () => {
    const link = "http://localhost/a?text=a*b~(c)'d'&find=<x>"
    const bare = toBareLink(link)
    expect(bare).not.toMatch(/[\s<>()[\]*~|'`!]/)
    expect(new URL(bare).searchParams.get('text')).toBe("a*b~(c)'d'")
    expect(new URL(bare).searchParams.get('find')).toBe('<x>')
  })
})
