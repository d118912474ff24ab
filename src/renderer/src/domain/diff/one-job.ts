import { natureOf } from './nature';
import { summarise } from './summary';
import type { Relation } from './types';

/** Two answers about one job; the left one is the earlier. */
export const ONE_JOB: Relation = { name: 'answers', judge: natureOf, summarise };
