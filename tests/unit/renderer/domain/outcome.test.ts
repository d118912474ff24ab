import { describe, expect, test } from 'vitest';
import { categoryKey, outcomeLabel, outcomeOf } from '../../../../src/renderer/src/domain/outcome';
import { fixture, job, read } from './reading';

describe('outcome', () => {
  test.each([
    ['CREATED', 'created', 'pending', false],
    ['RUNNING', 'running', 'active', false],
    ['COMPLETED', 'completed', 'positive', true],
    ['PARTIAL', 'partial', 'warning', true],
    ['FAILED', 'failed', 'negative', true],
  ])('%s', (State, kind, tone, ended) => {
    expect(outcomeOf(job({ State }))).toMatchObject({ kind, key: kind, tone, ended });
    expect(outcomeLabel(kind)).toBe(outcomeOf(job({ State })).label);
  });

  test('completed with a message, or with a category other than success, is completed with issues', () => {
    expect(outcomeOf(read(fixture('07'))).kind).toBe('completed-with-issues');
    expect(outcomeOf(job({ State: 'COMPLETED', StatusMessage: 'Tags were not copied.' })).kind).toBe(
      'completed-with-issues',
    );
    expect(outcomeOf(job({ State: 'COMPLETED', MessageCategory: 'TAG_COPY_ERROR' })).kind).toBe(
      'completed-with-issues',
    );
    expect(outcomeLabel('completed-with-issues')).toBe('Completed with issues');
  });

  test.each(['SUCCESS', 'Success', 'success'])('the category %s is no issue', (MessageCategory) => {
    expect(outcomeOf(job({ State: 'COMPLETED', MessageCategory, StatusMessage: ' ' })).kind).toBe('completed');
  });

  test('both spellings of a message category are one', () => {
    expect(categoryKey('AccessDenied')).toBe(categoryKey('ACCESS_DENIED'));
    expect(categoryKey('INVALIDPARAMETERS')).toBe(categoryKey('InvalidParameters'));
    expect(categoryKey('ACCESS_DENIED')).not.toBe(categoryKey('ACCESS_KEY_ERROR'));
  });

  test.each(['SUSPENDED', 'COMPLETING', 'completed', 'constructor', '__proto__'])(
    'the unknown state %s is shown as it is',
    (State) => {
      expect(outcomeOf(job({ State }))).toMatchObject({
        kind: 'other',
        key: `other:${State}`,
        label: State,
        tone: 'neutral',
        ended: false,
        seeChildren: false,
      });
      expect(outcomeOf(job({ State, CompletionDate: 1 })).ended).toBe(true);
      expect(outcomeLabel(`other:${State}`)).toBe(State);
    },
  );

  test('no state is not a state', () => {
    expect(outcomeOf(job())).toMatchObject({ kind: 'none', key: 'none', label: 'No state' });
    expect(outcomeOf(job({ State: 5 })).kind).toBe('none');
  });

  test('a partial or failed parent points to its children', () => {
    expect(outcomeOf(read(fixture('15'))).seeChildren).toBe(true);
    expect(outcomeOf(job({ State: 'FAILED', IsParent: true })).seeChildren).toBe(true);
    expect(outcomeOf(job({ State: 'FAILED' })).seeChildren).toBe(false);
  });

  test('a key from elsewhere is its own label', () => {
    expect(outcomeLabel('toString')).toBe('toString');
  });
});
