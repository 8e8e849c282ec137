import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parentPort, type MessagePort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** What the worker is asked: content as JSON, and the moment that the file says it was made. */
export interface RenderTask {
  readonly id: number
  readonly content: string
  readonly madeAt: number
}

export type RenderAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: string }

/** Compilations after which what none of them used any more is forgotten. */
const KEPT_FOR = 10

/** As `nice` counts: a processor that both want goes to the answers nine times in ten. */
const LESS_URGENT = 10

const FONTS = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold']
const template = readFileSync(new URL('./templates/document.typ', import.meta.url), 'utf8')
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('./templates/', import.meta.url)),
  fontArgs: [
    {
      fontBlobs: FONTS.map((font) =>
        readFileSync(
          fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${font}.ttf`))
        )
      ),
    },
  ],
})

// Where a thread has a priority of its own, documents give way to answers.
if (process.platform === 'linux') setPriority(LESS_URGENT)

parentPort?.on('message', answer.bind(undefined, parentPort))

/** Sets the content. It reaches the template as data: nothing in it is read as markup. */
function answer(port: MessagePort, { id, content, madeAt }: RenderTask): void {
  const compiled = compiler.compile({ mainFileContent: template, inputs: { content } })
  const { result } = compiled
  if (result === null) {
    const diagnostics = compiled.takeDiagnostics()?.shortDiagnostics ?? []
    post(port, { id, error: JSON.stringify(diagnostics) })
  } else {
    const pdf = compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: madeAt })
    post(port, { id, pdf: Uint8Array.from(pdf) })
  }
  compiler.evictCache(KEPT_FOR)
}

function post(port: MessagePort, message: RenderAnswer): void {
  port.postMessage(message)
}
