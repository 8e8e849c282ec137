import type { Kind, Layout } from '../layout.ts'
import type { Column } from './columns.ts'
import type { Routine } from './ir.ts'

/** What a routine works on: the columns of some risks, and the arrays that it stores each one's results in. */
export interface Memory {
  readonly columns: readonly (Int32Array | Float64Array)[]
  /** By kind: where the list of each holder begins, and where the last one ends. */
  readonly starts: readonly Int32Array[]
  readonly arrays: readonly Float64Array[]
  /** By kind: how many entities there is room for. */
  readonly room: readonly number[]
  /** By kind: how many entities were written. */
  readonly written: Int32Array
}

/** A memory for so many entities of each kind, in the layout's order. */
export function newMemory(
  layout: Layout,
  columns: readonly Column[],
  routine: Routine,
  room: readonly number[],
  newBuffer: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes)
): Memory {
  const roomOf = (kind: Kind | null) => (kind ? (room[kind.index] ?? 0) : 0)
  return {
    columns: columns.map(({ kind, reading }) =>
      reading === 'money'
        ? new Float64Array(newBuffer(roomOf(kind) * 8))
        : new Int32Array(newBuffer(roomOf(kind) * 4))
    ),
    starts: layout.kinds.map(({ holder }) => new Int32Array(newBuffer((roomOf(holder) + 1) * 4))),
    arrays: routine.arrays.map((length) => new Float64Array(length)),
    room,
    written: new Int32Array(layout.kinds.length),
  }
}

/** Room for one risk, however many entities the shape lets it have, within reason. */
export function roomForOne(layout: Layout): readonly number[] {
  const room: number[] = []
  for (const { index, holder, shape } of layout.kinds) {
    room[index] = Math.min(holder ? (room[holder.index] ?? 1) * shape.high : 1, 1 << 16)
  }
  return room
}
