import { ANSWER_ROWS } from './answer-rows';
import { AWS_ROWS } from './aws-rows';
import { CONNECTION_ROWS } from './connection-rows';
import { PROXY_ROWS } from './proxy-rows';
import type { FaultRow } from './row';
import { SESSION_ROWS } from './session-rows';
import { TLS_ROWS } from './tls-rows';

/** Every fault of the network and of AWS that is tried, in the order of docs/reliability.md. */
export const FAULT_TABLE: readonly { readonly title: string; readonly rows: readonly FaultRow[] }[] = [
  { title: 'What AWS says', rows: AWS_ROWS },
  { title: 'What is not AWS Backup', rows: ANSWER_ROWS },
  { title: 'The connection', rows: CONNECTION_ROWS },
  { title: 'Certificates', rows: TLS_ROWS },
  { title: 'Proxies', rows: PROXY_ROWS },
  { title: 'Time and sessions', rows: SESSION_ROWS },
];
