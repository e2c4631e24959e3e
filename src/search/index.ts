export type { ExcerptPart } from './domain/excerpt.js';
export { SearchModule } from './search.module.js';
export {
  Search,
  type FoundConversation,
  type FoundPage,
  type Hit,
  type SearchCriteria,
} from './search.queries.js';
export { SearchSweep } from './search-sweep.js';
