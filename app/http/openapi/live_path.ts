import type { JsonSchema } from '#rules/index'
import { problem, query } from './operation.ts'

/** The stream of events, which stands beside the API since it is no call that ends. */
export function livePath(): Record<string, JsonSchema> {
  return {
    '/live': {
      get: {
        operationId: 'listen',
        summary: 'Streams what changes, as server-sent events',
        description:
          'Each event has an ascending id and says what changed, not what it now is: ' +
          '{"type":"quote_rated","id":"1","version":1} or {"type":"quote_moved","id":"1","move":"bind","status":"bound","revision":4}; ' +
          '"quote_saved" names the fields that were saved. ' +
          'First comes "ready". Whoever returns with Last-Event-ID gets what was missed, in order, each once, for a day back.',
        parameters: [
          query(
            'channels',
            { type: 'string' },
            'Some of quotes, plans, requotes and presence, with commas between them.',
            { required: true, example: 'quotes' }
          ),
          {
            name: 'Last-Event-ID',
            in: 'header',
            required: false,
            schema: { type: 'string', pattern: '^\\d+$' },
            description: 'The id of the last event that was seen.',
          },
        ],
        responses: {
          200: {
            description: 'Events, for 15 minutes; then the stream ends and is opened again.',
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          default: problem,
        },
      },
    },
  }
}
