export { knownPath, SeeOther, seeOther, View, view, type ViewOptions } from './answers.js';
export { HttpModule } from './http.module.js';
export { PageAdapter } from './page-adapter.js';
export { installPipeline } from './pipeline.js';
export { RateLimits, type RateLimit } from './rate-limits.js';
export { RefusalFilter, refusalOf } from './refusal.filter.js';
export { isFragmentRequest, pageContext, wantsJson } from './request.js';
export { allowEmbedding, allowFraming, showMail } from './security.js';
export { Sessions } from './sessions.js';
