import { createReadStream } from 'node:fs'
import type { HttpContext } from '@adonisjs/core/http'
import { describeApi } from '#http/openapi/document'
import { describePlans } from '#services/plans/describe_plans'

/** The package offers its browser build as a file alone, beside its entry point. */
const SCALAR = new URL('./browser/standalone.js', import.meta.resolve('@scalar/api-reference'))

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Ratewright API</title>
  </head>
  <body>
    <script
      id="api-reference"
      data-url="/api/v1/openapi.json"
      data-configuration='{"withDefaultFonts":false,"telemetry":false,"agent":{"disabled":true},"mcp":{"disabled":true},"hideClientButton":true,"showDeveloperTools":"never"}'
    ></script>
    <script src="/docs/api/scalar.js"></script>
  </body>
</html>
`

export default class OpenapiController {
  /** Shows the API's own description, made from the plans as they are now. */
  async document({ response }: HttpContext) {
    response.type('application/json')
    response.send(JSON.stringify(describeApi(await describePlans())))
  }

  /** Serves the page on which a person reads it. */
  page({ response }: HttpContext) {
    response.type('text/html; charset=utf-8')
    response.send(PAGE)
  }

  /** Serves the page's script from the installed package. */
  script({ response }: HttpContext) {
    response.type('text/javascript; charset=utf-8')
    response.header('cache-control', 'public, max-age=3600')
    response.stream(createReadStream(SCALAR))
  }
}
