import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatHex, parseDigest, parseHex } from '../encoding/hex.ts'
import { createMerkleRoot, toMerkleRoot } from './create-merkle-root.ts'
import { type HashFunction, hashLeaf, hashNode } from './hash-leaf.ts'
import { findInclusionProof, listInclusionProofs, verifyInclusion } from './inclusion-proof.ts'

/** Leaves, roots and paths of the test vectors of the Certificate Transparency log server. */
const ctLeaves = [
  ...['', '00', '10', '2021', '3031', '40414243'],
  ...['5051525354555657', '606162636465666768696a6b6c6d6e6f'],
].map((hex) => hashLeaf(parseHex(hex) ?? new Uint8Array()))
const ctRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const ctPaths: readonly [index: number, size: number, path: readonly string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

describe('the vectors of Certificate Transparency', () => {
  it.each([...ctRoots.entries()])('%i leaves have the root %s', (count, root) => {
    expect(formatHex(toMerkleRoot(ctLeaves.slice(0, count)))).toBe(root)
  })

  it.each(ctPaths)('leaf %i of %i has its path', (index, size, path) => {
    const leaves = ctLeaves.slice(0, size)
    const proof = findInclusionProof(leaves, index)
    expect(proof.map(formatHex)).toEqual(path)
    expect(listInclusionProofs(leaves)[index]?.map(formatHex)).toEqual(path)
    const root = parseDigest(ctRoots[size] ?? '') ?? new Uint8Array()
    const leaf = leaves[index] ?? new Uint8Array()
    expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(true)
  })
})

/** The root as section 2.1 of RFC 6962 defines it, word for word. */
function toDefinedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return createHash('sha256').digest()
  const [only] = leaves
  if (leaves.length === 1 && only) return only
  let split = 1
  while (2 * split < leaves.length) split *= 2
  return hashNode(toDefinedRoot(leaves.slice(0, split)), toDefinedRoot(leaves.slice(split)))
}

const manyLeaves = Array.from({ length: 140 }, (_, at) => hashLeaf(Uint8Array.of(at)))

it('has for every size the root of the definition, and proofs of every leaf that lead to it', () => {
  for (let size = 0; size <= 70; size++) {
    const leaves = manyLeaves.slice(0, size)
    const root = toDefinedRoot(leaves)
    expect(formatHex(toMerkleRoot(leaves))).toBe(formatHex(root))
    const proofs = listInclusionProofs(leaves)
    for (const [index, leaf] of leaves.entries()) {
      const proof = findInclusionProof(leaves, index)
      expect(proofs[index]).toEqual(proof)
      expect(verifyInclusion({ leaf, index, size, proof, root })).toBe(true)
    }
  }
})

it('gives the root so far, and grows on', () => {
  const tree = createMerkleRoot()
  for (const [index, leaf] of manyLeaves.entries()) {
    tree.add(leaf)
    expect(tree.count()).toBe(index + 1)
    expect(tree.root()).toEqual(Uint8Array.from(toDefinedRoot(manyLeaves.slice(0, index + 1))))
  }
})

it('gives the same with the hash of Node', () => {
  const nodeHash: HashFunction = (...parts) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  expect(formatHex(hashLeaf(Uint8Array.of(7), nodeHash))).toBe(
    formatHex(hashLeaf(Uint8Array.of(7))),
  )
  expect(formatHex(toMerkleRoot(manyLeaves, nodeHash))).toBe(formatHex(toMerkleRoot(manyLeaves)))
})

it('accepts no proof of another leaf, index, size, root or length', () => {
  const flip = (hash: Uint8Array) => hash.map((byte, at) => (at === 3 ? byte ^ 0x10 : byte))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 140 }), fc.nat(), (size, number) => {
      const leaves = manyLeaves.slice(0, size)
      const index = number % size
      const leaf = leaves[index] ?? new Uint8Array()
      const proof = findInclusionProof(leaves, index)
      const whole = { leaf, index, size, proof, root: toMerkleRoot(leaves) }
      const wrong = [
        { leaf: flip(leaf) },
        { root: flip(whole.root) },
        { index: index + 1 },
        { index: index - 1 },
        { index: index + 0.5 },
        { index: size },
        { size: 0 },
        { proof: [...proof, leaf] },
        { proof: [leaf, ...proof] },
        ...proof.map((_, at) => ({ proof: proof.toSpliced(at, 1) })),
        ...proof.map((_, at) => ({
          proof: proof.map((each, n) => (n === at ? flip(each) : each)),
        })),
        ...proof.map((each, at) => ({ proof: proof.with(at, each.subarray(1)) })),
      ]
      expect(verifyInclusion(whole)).toBe(true)
      for (const change of wrong) expect(verifyInclusion({ ...whole, ...change })).toBe(false)
    }),
    { numRuns: 100 },
  )
})

it('has no proof for a leaf that is not there', () => {
  expect(() => findInclusionProof(manyLeaves, 140)).toThrow('no leaf 140 in a tree of 140')
  expect(() => findInclusionProof([], 0)).toThrow(RangeError)
})
