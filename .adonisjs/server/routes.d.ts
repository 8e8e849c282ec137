import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'health.show': { paramsTuple?: []; params?: {} }
    'openapi.document': { paramsTuple?: []; params?: {} }
    'openapi.page': { paramsTuple?: []; params?: {} }
    'openapi.script': { paramsTuple?: []; params?: {} }
    'session.store': { paramsTuple?: []; params?: {} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'oauth.answer': { paramsTuple?: []; params?: {} }
    'oauth.authorize': { paramsTuple?: []; params?: {} }
    'oauth.resume': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'oauth.token': { paramsTuple?: []; params?: {} }
    'oauth.revoke': { paramsTuple?: []; params?: {} }
    'oauth.introspect': { paramsTuple?: []; params?: {} }
    'oauth.par': { paramsTuple?: []; params?: {} }
    'me.show': { paramsTuple?: []; params?: {} }
    'ratings.store': { paramsTuple?: []; params?: {} }
    'options.rate': { paramsTuple?: []; params?: {} }
    'questions.ask': { paramsTuple?: []; params?: {} }
    'quotes.index': { paramsTuple?: []; params?: {} }
    'quotes.store': { paramsTuple?: []; params?: {} }
    'drafts.index': { paramsTuple?: []; params?: {} }
    'drafts.store': { paramsTuple?: []; params?: {} }
    'drafts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'drafts.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'questions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'comparisons.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'worksheets.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'quote_moves.refer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.approve': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.reopen': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'administration.reassign': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'administration.extend': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.revise': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'options.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'levers.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.rerate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'elections.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'policies.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.erase': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.hold': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.release': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'policies.show': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.declarations': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.proposal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'presence.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'notices.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'insured.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plans.index': { paramsTuple?: []; params?: {} }
    'plan_versions.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'plan_versions.store': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'plan_versions.compare': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'plan': ParamValue,'before': ParamValue,'after': ParamValue} }
    'plan_versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.diagnostics': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.coverage': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.rate': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.examples': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.difference': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.impact': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.submit': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.send_back': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.publish': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.roll_back': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'requotes.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'requotes.store': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'requotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'requotes.items': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'requotes.cancel': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'programs.show': { paramsTuple: [ParamValue]; params: {'hash': ParamValue} }
    'oauth_clients.index': { paramsTuple?: []; params?: {} }
    'oauth_clients.store': { paramsTuple?: []; params?: {} }
    'oauth_clients.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'oauth_clients.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'oauth_consents.show': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'oauth_consents.answer': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'rating_batches.store': { paramsTuple?: []; params?: {} }
    'live.show': { paramsTuple?: []; params?: {} }
    'portal.show': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  GET: {
    'health.show': { paramsTuple?: []; params?: {} }
    'openapi.document': { paramsTuple?: []; params?: {} }
    'openapi.page': { paramsTuple?: []; params?: {} }
    'openapi.script': { paramsTuple?: []; params?: {} }
    'oauth.answer': { paramsTuple?: []; params?: {} }
    'oauth.authorize': { paramsTuple?: []; params?: {} }
    'oauth.resume': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'me.show': { paramsTuple?: []; params?: {} }
    'quotes.index': { paramsTuple?: []; params?: {} }
    'drafts.index': { paramsTuple?: []; params?: {} }
    'drafts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'questions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'comparisons.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'worksheets.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'levers.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'policies.show': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.declarations': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.proposal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'notices.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plans.index': { paramsTuple?: []; params?: {} }
    'plan_versions.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'plan_versions.compare': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'plan': ParamValue,'before': ParamValue,'after': ParamValue} }
    'plan_versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.diagnostics': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.coverage': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.examples': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'requotes.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'requotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'requotes.items': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'programs.show': { paramsTuple: [ParamValue]; params: {'hash': ParamValue} }
    'oauth_clients.index': { paramsTuple?: []; params?: {} }
    'oauth_consents.show': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'live.show': { paramsTuple?: []; params?: {} }
    'portal.show': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  HEAD: {
    'health.show': { paramsTuple?: []; params?: {} }
    'openapi.document': { paramsTuple?: []; params?: {} }
    'openapi.page': { paramsTuple?: []; params?: {} }
    'openapi.script': { paramsTuple?: []; params?: {} }
    'oauth.answer': { paramsTuple?: []; params?: {} }
    'oauth.authorize': { paramsTuple?: []; params?: {} }
    'oauth.resume': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'me.show': { paramsTuple?: []; params?: {} }
    'quotes.index': { paramsTuple?: []; params?: {} }
    'drafts.index': { paramsTuple?: []; params?: {} }
    'drafts.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'questions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'comparisons.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'worksheets.show': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'number': ParamValue} }
    'levers.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'policies.show': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.declarations': { paramsTuple: [ParamValue]; params: {'number': ParamValue} }
    'documents.proposal': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'notices.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plans.index': { paramsTuple?: []; params?: {} }
    'plan_versions.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'plan_versions.compare': { paramsTuple: [ParamValue,ParamValue,ParamValue]; params: {'plan': ParamValue,'before': ParamValue,'after': ParamValue} }
    'plan_versions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.diagnostics': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_versions.coverage': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.examples': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'requotes.index': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'requotes.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'requotes.items': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'programs.show': { paramsTuple: [ParamValue]; params: {'hash': ParamValue} }
    'oauth_clients.index': { paramsTuple?: []; params?: {} }
    'oauth_consents.show': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'live.show': { paramsTuple?: []; params?: {} }
    'portal.show': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  POST: {
    'session.store': { paramsTuple?: []; params?: {} }
    'oauth.token': { paramsTuple?: []; params?: {} }
    'oauth.revoke': { paramsTuple?: []; params?: {} }
    'oauth.introspect': { paramsTuple?: []; params?: {} }
    'oauth.par': { paramsTuple?: []; params?: {} }
    'ratings.store': { paramsTuple?: []; params?: {} }
    'options.rate': { paramsTuple?: []; params?: {} }
    'questions.ask': { paramsTuple?: []; params?: {} }
    'quotes.store': { paramsTuple?: []; params?: {} }
    'drafts.store': { paramsTuple?: []; params?: {} }
    'quote_moves.refer': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.approve': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.decline': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.withdraw': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.reopen': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'administration.reassign': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'administration.extend': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.revise': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'options.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'quote_moves.rerate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'elections.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'policies.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.erase': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.hold': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'privacy.release': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'presence.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plan_versions.store': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'plan_versions.rate': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.difference': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_trials.impact': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.submit': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.send_back': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.schedule': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.publish': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.withdraw': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'plan_moves.roll_back': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
    'requotes.store': { paramsTuple: [ParamValue]; params: {'plan': ParamValue} }
    'requotes.cancel': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'oauth_clients.store': { paramsTuple?: []; params?: {} }
    'oauth_clients.rotate': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'oauth_consents.answer': { paramsTuple: [ParamValue]; params: {'uid': ParamValue} }
    'rating_batches.store': { paramsTuple?: []; params?: {} }
  }
  DELETE: {
    'session.destroy': { paramsTuple?: []; params?: {} }
    'oauth_clients.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PUT: {
    'drafts.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'insured.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'plan_versions.update': { paramsTuple: [ParamValue,ParamValue]; params: {'plan': ParamValue,'number': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}