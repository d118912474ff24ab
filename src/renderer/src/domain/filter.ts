export { compileFilter, compareJobs, type CompiledFilter } from './filter/compile';
export { parseFilter, type ParsedFilter, type TextProblem } from './filter/parse';
export { printFilter } from './filter/print';
export type { CompiledToken, FilterContext } from './filter/tokens';
export {
  NO_FILTER,
  type Filter,
  type FilterProblem,
  type FilterToken,
  type Operator,
  type SortKey,
} from './filter/types';
