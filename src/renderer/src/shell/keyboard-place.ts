/** The one place of the list that Tab reaches: a row, a cell or a head. */
export const LIST_PLACE = '[role="grid"] [tabindex="0"]';

/** Where the keyboard may go, best first. A list that the open job hides in a narrow window cannot take it. */
const PLACES = [LIST_PLACE, 'article button'];

/** Fields that were lent the keyboard and that nothing has been typed into since. */
const lentFields = new WeakSet<EventTarget>();

/**
 * Gives the keyboard a place if what it was on is gone from the screen: the row that Tab reaches, else the open job, else
 * the field. Where somebody has put it meanwhile, it stays.
 */
export function rescueKeyboard(field: HTMLInputElement | undefined): void {
  const at = document.activeElement;
  // A menu that is closing hands the keyboard back to its button, which went with the job. What has just gone out of sight has the
  // keyboard until the next frame.
  const lost = at === null || at === document.body || at.closest('[role="menu"]') !== null || !at.checkVisibility();
  if (!lost) return;
  const places = PLACES.flatMap((place) => [...document.querySelectorAll<HTMLElement>(place)]);
  const place = places.find((candidate) => candidate.checkVisibility());
  if (place !== undefined) place.focus();
  else if (field !== undefined) lend(field);
}

/** Whether a field only stands in as the keyboard's place: Ctrl+Z there means what was removed, for nothing was typed. */
export function isLent(field: EventTarget | null): boolean {
  return field !== null && lentFields.has(field);
}

function lend(field: HTMLInputElement): void {
  const end = (): void => {
    lentFields.delete(field);
  };
  field.focus();
  lentFields.add(field);
  field.addEventListener('input', end, { once: true });
  field.addEventListener('blur', end, { once: true });
}
