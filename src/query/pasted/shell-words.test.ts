import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitShellCommands } from './shell-words.ts'

it.each<[string, string[][]]>([
  ['curl a  b', [['curl', 'a', 'b']]],
  ['curl \'a b\' "c d"e', [['curl', 'a b', 'c de']]],
  ['a \\\n  b \\\r\n c \\ \n d', [['a', 'b', 'c', 'd']]],
  ["'it'\\''s'", [["it's"]]],
  ['"a \\"b\\" \\$C \\d"', [['a "b" $C \\d']]],
  ["$'a\\'b\\n\\u0021\\x41'", [["a'b\n!A"]]],
  ['a; b && c\nd | jq . > x\ne', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['# all of it\ncurl a#b # rest', [['curl', 'a#b']]],
  ['curl https://x/?a=b&c=d', [['curl', 'https://x/?a=b&c=d']]],
  ["curl ''", [['curl', '']]],
  ["curl 'open", [['curl', 'open']]],
  ['', []],
])('%s', (text, commands) => {
  expect(splitShellCommands(text)).toEqual(commands)
})

it('reads what is quoted as it was', () => {
  const words = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1 })
  fc.assert(
    fc.property(words, (given) => {
      const text = given.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
      expect(splitShellCommands(text)).toEqual([given])
    }),
  )
})
