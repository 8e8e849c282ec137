/** Says in the catalogue what the tables hold that came after it was first commented. */
export { default } from './0049_comment_the_catalogue.ts'
