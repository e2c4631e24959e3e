/** Lookups by a name that the types do not know, where it is one of ours all the same: file and text, each with why. */
export const KNOWN_LOOKUPS: Record<string, string> = {
  'src/platform/config/config.ts present[String(path[0])]': 'a name of our settings',
  'src/platform/assets/assets.ts TYPES[extname(path)]':
    'the ending of a file of ours, which begins with a dot',
  'src/platform/views/views.ts name in this.handlebars.partials': 'a view that our code names',
  'src/platform/views/views.ts this.handlebars.partials[name]': 'a view that our code names',
  'src/platform/limits/client-addresses.ts headers[name]': 'one of three headers',
  'src/members/rights-now.ts own[name as keyof RightsChange]': 'told by a node of ours',
  'src/members/sign-in/devices.ts (request.cookies as Record<string, unknown> | undefined)?.[this.name]':
    'our cookie',
  'src/members/sign-in/pending-sign-ins.ts (request.cookies as Record<string, unknown> | undefined)?.[this.name]':
    'our cookie',
  'src/platform/http/signed-cookies.ts (request.cookies as Record<string, unknown> | undefined)?.[cookieName(this.config, name)]':
    'our cookie',
  'src/admin/targeting/targeting.form.ts fields[name]': 'a field of our form',
  'src/admin/targeting/targeting.form.ts described[name]': 'a field of our form',
  'src/admin/targeting/targeting-fields.ts values[name]': 'a field of our form',
  'src/admin/targeting/targeting-fields.ts errors[name]': 'a field of our form',
  'src/admin/targeting/targeting-page.ts tested[name]': 'a field of our form',
  'src/admin/audit/audit-presenter.ts was[field]': 'one of the own names of what was or is',
  'src/admin/audit/audit-presenter.ts is[field]': 'one of the own names of what was or is',
  'src/admin/documents/documents-page.ts draft.texts[locale]': 'a language of ours',
  'src/admin/responses/response-page.ts draft.bodies[locale]': 'a language of ours',
  'src/admin/responses/edit-response.ts bodies[each]': 'a language of ours',
  'src/admin/targeting/edit-targeting.ts draft.fields[field]': 'a field that our check refuses',
  'src/desk/lists/search.form.ts query[name]': 'a parameter that our code names',
  'src/board/board.form.ts query[name]': 'a parameter that our code names',
  'src/messenger/loader.controller.ts script.body[encoding as keyof typeof script.body]':
    'one of the three that are offered',
  'src/messenger/sockets/visitor.gateway.ts name in handlers': 'an event of ours',
  'src/browser/store.ts memory[name]': 'an object without a prototype',
  'src/browser/conversation/mentioning.ts { ArrowDown: 1, ArrowUp: -1 }[event.key]': 'a key of a keyboard',
  'src/browser/workspace/palette.ts { ArrowDown: 1, ArrowUp: -1 }[event.key]': 'a key of a keyboard',
  'src/browser/loader/natives.ts (value as Record<string, unknown>)[name]':
    'one of the own names of the value',
  'src/browser/loader/page-api.ts listeners[event]': 'an object without a prototype',
  'src/browser/loader/socket.ts answers[id]': 'a number that we gave',
  'src/browser/loader/socket.ts unanswered[id]': 'a number that we gave',
  'src/browser/messenger/settings.ts SWITCHES[target.dataset.setting as keyof typeof SWITCHES]':
    'written in a view of ours',
  'src/demo/shop/html.ts ESCAPES[character]': 'one of the five that the expression finds',
  'src/demo/shop/server.ts TYPES[extname(path)]': 'the ending of a name, which begins with a dot',
  'src/start/start-settings.ts env[name]': 'a name of our settings',
};
