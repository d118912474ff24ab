import type { FilterToken } from '../domain/filter/types';
import type { SavedView } from './stored-view';
import { USUAL_COLUMNS, USUAL_SORT, type ListView, type ShownColumn } from './view';

/** Columns that tell why a job failed, beside which and when. */
const REASON_COLUMNS: readonly ShownColumn[] = [
  { id: 'outcome' },
  { id: 'ResourceName' },
  { id: 'MessageCategory' },
  { id: 'StatusMessage' },
  { id: 'CreatedBy.BackupPlanName' },
  { id: 'route' },
  { id: 'CreationDate' },
  { id: 'lastSeen' },
];

const NEWEST_FIRST = [{ column: 'CreationDate', descending: true }];

function view(tokens: readonly FilterToken[], more: Partial<ListView> = {}): ListView {
  return { filter: { text: '', tokens }, columns: USUAL_COLUMNS, sort: NEWEST_FIRST, ...more };
}

const is = (column: string, ...values: string[]): FilterToken => ({ column, operator: '=', values });

/** The views that come with the app. Ids of one's own views hold no colon. */
export const SHIPPED_VIEWS: readonly SavedView[] = [
  { id: 'shipped:all', name: 'All jobs', view: view([], { sort: USUAL_SORT }) },
  {
    id: 'shipped:failed-last-night',
    name: 'Failed last night',
    view: view([is('outcome', 'failed', 'partial'), is('CreationDate', 'last night')], { columns: REASON_COLUMNS }),
  },
  {
    id: 'shipped:running',
    name: 'Still running',
    view: view([is('outcome', 'created', 'running')], {
      columns: [
        { id: 'outcome' },
        { id: 'ResourceName' },
        { id: 'route' },
        { id: 'age' },
        { id: 'CreationDate' },
        { id: 'CreatedBy.BackupPlanName' },
        { id: 'lastSeen' },
      ],
      // The longest under way first.
      sort: [{ column: 'CreationDate', descending: false }],
    }),
  },
  {
    id: 'shipped:with-issues',
    name: 'Completed with issues',
    view: view([is('outcome', 'completed-with-issues')], { columns: REASON_COLUMNS }),
  },
  {
    id: 'shipped:cross-account',
    name: 'Cross-account',
    view: view([is('crossAccount', 'yes')], {
      columns: [
        { id: 'outcome' },
        { id: 'ResourceName' },
        { id: 'sourceAccount' },
        { id: 'destinationAccount' },
        { id: 'route' },
        { id: 'CreationDate' },
        { id: 'BackupSizeInBytes' },
        { id: 'lastSeen' },
      ],
    }),
  },
  {
    id: 'shipped:no-size',
    name: 'No size reported',
    view: view([{ column: 'BackupSizeInBytes', operator: 'absent', values: [] }]),
  },
  { id: 'shipped:on-demand', name: 'On demand', view: view([is('onDemand', 'yes')]) },
];
