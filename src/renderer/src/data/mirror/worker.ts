import { openStoredRows } from './stored-rows';
import { serveMirror } from './serve';

// The entry of the mirror's worker. What it reads from is decided here and nowhere else.
serveMirror(openStoredRows);
