import { describe, expect, it } from 'vitest'
import {
  type DescribedPair,
  formatCountedPairs,
  formatPair,
  formatPairCertainty,
  formatPairReasons,
} from './pair-words.ts'

const pair: DescribedPair = {
  certainty: 'certain',
  reasons: ['zone', 'actor', 'value'],
  equalValues: 3,
  rivals: 0,
  distanceMs: 400,
}

describe('the words of a pair', () => {
  it.each<[Partial<DescribedPair>, string]>([
    [{}, 'Same actor, same zone, 0.4 s apart; 3 equal values'],
    [{ equalValues: 1, distanceMs: 0 }, 'Same actor, same zone, in the same second; 1 equal value'],
    [
      { reasons: ['address', 'verb', 'words'], equalValues: 0, distanceMs: 49 },
      'Same address, same kind of action, similar names, less than 0.1 s apart',
    ],
    [{ reasons: ['actor', 'time'], equalValues: 0, distanceMs: 0 }, 'Same actor, at the same time'],
    [{ reasons: ['value'], distanceMs: 4_960 }, '5.0 s apart; 3 equal values'],
  ])('name the reasons of %o', (change, words) => {
    expect(formatPairReasons({ ...pair, ...change })).toBe(words)
  })

  it.each<[Partial<DescribedPair>, string]>([
    [{}, 'Certain: nothing else comes close'],
    [{ certainty: 'likely' }, 'Likely: too many entries at this time to compare with all of them'],
    [{ certainty: 'likely', rivals: 1 }, 'Likely: 1 other entry is about as similar'],
    [{ certainty: 'likely', rivals: 2 }, 'Likely: 2 other entries are about as similar'],
  ])('say how certain %o is', (change, words) => {
    expect(formatPairCertainty({ ...pair, ...change })).toBe(words)
  })

  it('are two sentences together', () => {
    expect(formatPair(pair)).toBe(
      'Same actor, same zone, 0.4 s apart; 3 equal values. Certain: nothing else comes close.',
    )
  })
})

it('says as which log pairs are counted', () => {
  expect([0, 1, 1204].map(formatCountedPairs)).toEqual([
    '',
    '1 event in both logs counts as v2',
    '1,204 events in both logs count as v2',
  ])
})
