import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets, getDataset } from '../../catalog/index.ts'
import type { OfferedValue } from './offered-value.ts'
import { type Completion, completeTyped, findBareWord } from './typed-completions.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const emails: OfferedValue[] = [
  { value: 'alice@example.com', hint: '812 loaded' },
  { value: 'a b@example.com' },
]

/** Completes where `|` stands; gives the text with the first completion, and the labels of all. */
function complete(text: string, dataset = v2) {
  const caret = text.indexOf('|')
  const plain = text.replace('|', '')
  const found = completeTyped(plain, caret, dataset, ({ kind }) => (kind === 'email' ? emails : []))
  const [first] = found
  return { text: first && accept(plain, first), labels: found.map(({ label }) => label) }
}

function accept(text: string, { from, to, insert }: Completion): string {
  return text.slice(0, from) + insert + text.slice(to)
}

describe('completing', () => {
  it.each([
    ['actor_e|', 'actor_email:'],
    ['email|', 'actor_email:'],
    ['token id|'.replace(' ', '_'), 'actor_token_id:'],
    ['-act|', '-actor_email:'],
    ['off:-zone_i|', 'off:-zone_id:'],
    ['ra|nge', 'raw_method:'],
    ['acti|:view', 'action_type:view'],
    ['zone_id:z actor_em|', 'zone_id:z actor_email:'],
    ['loc|', 'local:'],
    ['rul|', 'rule:'],
    ['-rul|', '-rule:'],
  ])('a name: %s', (before, after) => {
    expect(complete(before).text).toBe(after)
  })

  it.each([
    ['actor_ip_address:|', 'actor_ip_address:(203.0.113.0/24 192.0.2.7) '],
    ['actor_ip_address:lond|', 'actor_ip_address:(203.0.113.0/24 192.0.2.7) '],
    ['actor_ip_address:(::1 lond|)', 'actor_ip_address:(::1 203.0.113.0/24 192.0.2.7 )'],
    ['-lond|', '-actor_ip_address:(203.0.113.0/24 192.0.2.7) '],
  ])('the addresses of a named network: %s', (before, after) => {
    const caret = before.indexOf('|')
    const text = before.replace('|', '')
    const network: OfferedValue = {
      value: '203.0.113.0/24, 192.0.2.7',
      values: ['203.0.113.0/24', '192.0.2.7'],
      label: 'London office',
      hint: 'named network',
    }
    const [first] = completeTyped(text, caret, v2, ({ kind }) => (kind === 'ip' ? [network] : []))
    expect(first?.label).toContain('London office (203.0.113.0/24, 192.0.2.7)')
    expect(first && accept(text, first)).toBe(after)
  })

  it('a tag of rules, or the rules that are given', () => {
    expect(complete('-rule:effect.l|')).toEqual({
      ...{ text: '-rule:effect.loosens ', labels: ['effect.loosens'] },
    })
    const rules = [{ value: '00000000-0000-4000-8000-000000000001', label: 'Token created' }]
    const given = completeTyped('rule:token', 10, v2, () => [], rules)
    expect(given).toMatchObject([{ insert: `${rules[0]?.value} `, detail: 'Token created' }])
  })

  it('a bare word: the values that it is a part of, best first, under their parameters', () => {
    expect(complete('zone_id:z alic|').text).toBe('zone_id:z actor_email:alice@example.com ')
    expect(complete('off:-exam|').labels).toEqual([
      'off:-actor_email:alice@example.com',
      'off:-actor_email:a b@example.com',
    ])
    expect(complete('del|').labels).toContain('action_type:delete')
    expect(complete('alice@example.com|').labels[0]).toBe('actor_email:alice@example.com')
    const asked: string[] = []
    completeTyped('actor_em', 8, v2, ({ wireName }) => {
      asked.push(wireName)
      return emails
    })
    expect(asked).toEqual([])
    expect(complete('x|').labels).not.toContain('actor_email:alice@example.com')
  })

  it('knows a word that has no name', () => {
    expect(findBareWord('a:b -dana', 9)).toEqual({ from: 4, to: 9, text: 'dana' })
    expect(findBareWord('a:b dana', 2)).toBeUndefined()
    expect(findBareWord('', 0)).toBeUndefined()
    expect(findBareWord('"a b"', 2)).toBeUndefined()
    expect(completeTyped('" ', 0, v2, () => [])).toEqual([])
  })

  it.each([
    ['action_type:|', 'action_type:create '],
    ['action_type:v|', 'action_type:view '],
    ['-action_type:(view |)', '-action_type:(view create )'],
    ['-action_type:(view lo|', '-action_type:(view login '],
    ['actor_email:al|', 'actor_email:alice@example.com '],
    ['actor_email:"a b|"', 'actor_email:"a b@example.com" '],
    ['action_type.not=vi|', 'action_type.not=view '],
    ['action_type:vi| zone_id:z', 'action_type:view zone_id:z'],
    ['actor_email:"al| zone_id:z', 'actor_email:alice@example.com zone_id:z'],
    ['actor_email:"a b@| zone_id:z', 'actor_email:"a b@example.com" zone_id:z'],
    ['range:|', 'range:15m '],
    ['direction:a|', 'direction:asc '],
    ['local:|', 'local:/action/description:'],
    ['actor_email:*@acme.example|', 'local:/actor/email:@acme.example '],
    ['off:-actor_email:dana*|', 'off:-local:/actor/email:dana '],
    ['-local:/resource/req|', '-local:/resource/request:'],
    ['local:request|', 'local:/resource/request:'],
    ['local:/raw/us|:x', 'local:/raw/user_agent:x'],
  ])('a value or a place: %s', (before, after) => {
    expect(complete(before).text).toBe(after)
  })

  it('offers nothing twice, and not what stands already', () => {
    expect(complete('action_type:(view create |)').labels).toEqual(['delete', 'update', 'login'])
    expect(complete('actor_email:|').labels).toEqual(['alice@example.com', 'a b@example.com'])
  })

  it('offers everything to an empty bar, deprecated names behind the others', () => {
    const { labels } = complete('|')
    expect(labels[0]).toBe('actor_email')
    expect(labels).toContain('since')
    expect(labels.indexOf('audit_log_id')).toBeGreaterThan(labels.indexOf('id'))
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('offers behind a minus only what can be excluded', () => {
    expect(complete('-product|').labels).toEqual(['resource_product'])
    expect(complete('-a|', v1).labels).toEqual(['local'])
  })

  it.each([
    ['alice@example.com|', ['actor_email:alice@example.com']],
    ['-198.51.100.7|', ['-actor_ip_address:198.51.100.7']],
  ])('knows which filter a value alone is for: %s', (text, labels) => {
    expect(complete(text).labels).toEqual(labels)
  })

  it('offers every id for an id', () => {
    const { labels } = complete(`${'0123456789abcdef'.repeat(2)}|`)
    expect(labels.length).toBeGreaterThan(5)
    expect(labels.every((label) => label.endsWith('cdef'))).toBe(true)
  })

  it.each(['action_type:(view)|', 'local:/a:x|', 'toast:|', '|-zone_id:z', 'zzzzzz|'])(
    'offers nothing where there is nothing to offer: %s',
    (text) => {
      expect(complete(text).labels).toEqual([])
    },
  )

  it('replaces only what the caret stands in or at', () => {
    const piece = fc.constantFrom(
      'action_type:',
      '-',
      '(view ',
      ')',
      ' ',
      'actor',
      '"',
      'local:/',
      'a',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...datasets),
        fc.array(piece, { maxLength: 10 }),
        fc.nat(),
        (dataset, pieces, place) => {
          const text = pieces.join('')
          const caret = place % (text.length + 1)
          for (const each of completeTyped(text, caret, dataset, () => emails)) {
            expect(each.from <= caret && caret <= each.to).toBe(true)
            const replaced = text.slice(each.from, each.to)
            // In quotes there may be spaces; while they are not closed, only before the caret.
            if (/\s/.test(replaced) && !/^"[^"]*"\S*$/.test(replaced)) {
              expect(replaced).toMatch(/^"/)
              expect(text.slice(caret, each.to)).not.toMatch(/\s/)
            }
          }
        },
      ),
    )
  })
})
