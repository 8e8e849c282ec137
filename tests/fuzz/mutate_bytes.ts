import type { Random } from '#rules/facts/random'
import { HOSTILE_TEXTS } from './hostile.ts'

/** The text with a few random edits that know nothing of the language. */
export function mutateBytes(text: string, other: string, random: Random): string {
  let mutated = text
  const edits = random.between(1, 6)
  for (let edit = 0; edit < edits; edit++) mutated = editOnce(mutated, other, random)
  return mutated.slice(0, 60_000)
}

function editOnce(text: string, other: string, random: Random): string {
  const at = random.between(0, text.length)
  const end = Math.min(text.length, at + random.between(0, random.happens(1, 4) ? 400 : 12))
  const [head, cut, tail] = [text.slice(0, at), text.slice(at, end), text.slice(end)]
  switch (random.between(0, 7)) {
    case 0:
      return head + tail
    case 1:
      return head + String.fromCharCode(random.between(0, 0xffff)) + tail
    case 2:
      return head + String.fromCharCode(random.between(0, 127)) + cut + tail
    case 3:
      return head + cut.repeat(random.between(2, 20)) + tail
    case 4:
      return head + random.pick(HOSTILE_TEXTS) + cut + tail
    case 5: {
      const from = random.between(0, other.length)
      return head + other.slice(from, from + random.between(0, 300)) + tail
    }
    case 6:
      return text.slice(0, at)
    default:
      return random.happens(1, 2)
        ? text.replaceAll('\n', '\r\n')
        : new TextDecoder().decode(scrambled(text, random))
  }
}

/** The bytes of the text with some of them replaced, so that it is no longer UTF-8. */
function scrambled(text: string, random: Random): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  for (let edit = 0; edit < 3 && bytes.length > 0; edit++) {
    bytes[random.between(0, bytes.length - 1)] = random.between(0, 255)
  }
  return bytes
}
