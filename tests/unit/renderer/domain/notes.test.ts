import { expect, test } from 'vitest';
import {
  allNotes,
  LONGEST_NOTE,
  mergeNotes,
  notesUntil,
  textOfNote,
  withNote,
} from '../../../../src/renderer/src/domain/notes';

const ON = { digest: 'aa', seenAt: 5 };

test('there is one note on a subject, in the words written last', () => {
  const notes = withNote(withNote(withNote([], undefined, 'first', 1), ON, 'on it', 2), undefined, ' second ', 3);
  expect(notes.map(textOfNote)).toEqual(['second', 'on it']);
  expect(allNotes(notes)).toBe('second\non it');
  expect(allNotes(withNote([], undefined, 'x'.repeat(LONGEST_NOTE + 5), 1))).toHaveLength(LONGEST_NOTE);
  expect(allNotes(withNote(notes, undefined, '', 4))).toBe('on it');
  expect(allNotes([])).toBeUndefined();
});

test('at an earlier time a note says what it said then', () => {
  const notes = withNote(withNote([], undefined, 'first', 1), undefined, 'second', 3);
  expect(notesUntil(notes, 0)).toEqual([]);
  expect(notesUntil(notes, 2).map(textOfNote)).toEqual(['first']);
  expect(notesUntil(notes, 3).map(textOfNote)).toEqual(['second']);
});

test('what was parted and is joined again is the same, in whichever order', () => {
  const early = withNote([], ON, 'early', 1);
  const late = withNote([], ON, 'late', 2);
  expect(mergeNotes(late, early)).toEqual(mergeNotes(early, late));
  expect(mergeNotes(early, early)).toEqual(early);
  expect(mergeNotes(late, early).map(textOfNote)).toEqual(['late']);
});
