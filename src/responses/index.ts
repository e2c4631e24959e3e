export { folded, LONGEST_BODY, tidied, type ResponseState, type Scope } from './domain/response.js';
export {
  filled,
  unknownVariables,
  VARIABLES,
  type Variable,
  type VariableValues,
} from './domain/variables.js';
export { RemoveResponse } from './remove-response.js';
export { mayShare, ResponseAccess } from './response.access.js';
export { ResponseRemoved, ResponseSaved } from './responses.events.js';
export { ResponsesModule } from './responses.module.js';
export { ResponseList, type ResponseFilter, type ResponseRow } from './responses.queries.js';
export { SaveResponse } from './save-response.js';
export { ResponseSuggestions, type Suggestion, type Suggestions } from './suggestions.queries.js';
