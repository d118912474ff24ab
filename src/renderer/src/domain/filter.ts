export { compileFilter, compareJobs, type CompiledFilter } from './filter/compile';
export { completeFilter } from './filter/complete';
export { parseFilter } from './filter/parse';
export { printFilter } from './filter/print';
export type { CompiledToken } from './filter/tokens';
export { NO_FILTER, type Filter, type Operator, type SortKey } from './filter/types';
