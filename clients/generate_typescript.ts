import { writeFile } from 'node:fs/promises'
import { SCHEMA, typesOfApi } from './describe_typescript.ts'

await writeFile(SCHEMA, await typesOfApi())
