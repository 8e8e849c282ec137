import type { Clients } from './clients.ts'
import { openRequest } from './open_request.ts'

/** One kind of work that clients do. */
export interface Work {
  readonly name: string
  /** Says whether the answer was a good one; undefined where nothing is left to do. */
  once(): Promise<boolean | undefined>
}

/** What is done to the quotes of one platform, of which there are a few; each that is made is there to be read and bound later. */
export async function allWork(clients: Clients) {
  const body = await openRequest()
  const made: string[] = []
  let reads = 0
  const create = async () => {
    const { status, text } = await clients.send('POST', '/api/v1/quotes', { body, withText: true })
    return status === 201 ? ID.exec(text)?.[1] : undefined
  }
  const bind = async (id: string) => {
    const { status } = await clients.send('POST', `/api/v1/quotes/${id}/bind`, {
      body: INSTALMENTS,
    })
    return status === 201
  }
  const get = async (path: string) => {
    const { status } = await clients.send('GET', path)
    return status === 200
  }
  for (let left = READY; left > 0; left--) {
    const id = await create()
    if (id !== undefined) made.push(id)
  }
  const works = {
    rate: {
      name: 'POST /ratings',
      once: async () => {
        const { status } = await clients.send('POST', '/api/v1/ratings', { body })
        return status === 200
      },
    },
    create: {
      name: 'POST /quotes',
      once: async () => {
        const id = await create()
        if (id !== undefined) made.push(id)
        return id !== undefined
      },
    },
    read: {
      name: 'GET /quotes/:id',
      once: () => get(`/api/v1/quotes/${made[reads++ % made.length]}`),
    },
    list: { name: 'GET /quotes?limit=50', once: () => get('/api/v1/quotes?limit=50') },
    search: {
      name: 'GET /quotes?search=a name',
      once: () => get(`/api/v1/quotes?limit=10&search=${encodeURIComponent('James Delgado')}`),
    },
    bind: {
      name: 'POST /quotes/:id/bind',
      once: async () => {
        const id = made.pop()
        return id === undefined ? undefined : bind(id)
      },
    },
    issue: {
      name: 'quote to issue (2 calls)',
      once: async () => {
        const id = await create()
        return id !== undefined && bind(id)
      },
    },
  } satisfies Record<string, Work>
  return works
}

/** How many quotes are there before any work begins. */
const READY = 100

/** The id of a quote that was made, which is the first thing in the answer. */
const ID = /"id":"(\d+)"/

const INSTALMENTS = Buffer.from('{"instalments":3}')
