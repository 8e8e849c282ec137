import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalPieces } from './canonical_json.ts'
import type { HashedProgram, Program } from './program.ts'

/** The sha256 of a program's canonical JSON in lower-case hex: the same for any order of its keys. */
export function hashProgram(program: Program): string {
  const hash = sha256.create()
  canonicalPieces(program, (piece) => hash.update(utf8ToBytes(piece)))
  return bytesToHex(hash.digest())
}

/** A program with its hash, which is worked out once it is asked for: a check of a plan never asks. */
export function hashed(program: Program): HashedProgram {
  let known: string | undefined
  return {
    program,
    get hash() {
      known ??= hashProgram(program)
      return known
    },
  }
}
