import { expect, it } from 'vitest'
import { formatHelp, parseArguments } from './parse-arguments.ts'

it('reads paths and options in any order', () => {
  const standard = { wantsHelp: false, wantsJson: false, key: undefined, tsa: undefined }
  expect(parseArguments(['a.zip'])).toEqual({ parsed: { ...standard, paths: ['a.zip'] } })
  expect(parseArguments(['--json', 'a', '--key', 'k.pem', 'b'])).toEqual({
    parsed: { ...standard, wantsJson: true, key: 'k.pem', paths: ['a', 'b'] },
  })
  expect(parseArguments(['--key=k=1', '--', '--a.zip'])).toEqual({
    parsed: { ...standard, key: 'k=1', paths: ['--a.zip'] },
  })
  expect(parseArguments(['--help'])).toEqual({
    parsed: { ...standard, wantsHelp: true, paths: [] },
  })
})

it.each([
  [[], /Name the file or folder to check/],
  [['--json'], /Name the file or folder to check/],
  [['a', '--key'], /--key lacks its value/],
  [['a', '--key='], /--key lacks its value/],
  [['a', '--key=1', '--key=2'], /--key is given twice/],
  [['a', '--tsa'], /--tsa lacks its value/],
  [['a', '--quick'], /--quick is no option/],
])('says what is wrong with %j, and where help is', (args, message) => {
  const { problem } = parseArguments(args)
  expect(problem).toMatch(message)
  expect(problem).toMatch(/--help lists the options\.$/)
})

it('explains itself, with the exit codes that scripts rely on', () => {
  const help = formatHelp('gumshoe verify')
  expect(help).toMatch(/^ {2}gumshoe verify export\.zip$/m)
  expect(help).toMatch(
    /0 everything .* holds; 1 something does not hold.*2 it cannot be\s+read; 64/s,
  )
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
})
