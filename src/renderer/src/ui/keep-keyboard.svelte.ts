/**
 * Keeps the keyboard in an element whose buttons give way to others: a button that goes must not take it along.
 * Call while a component is being set up.
 * @param element where the buttons stand
 * @param shown what decides which of them stand there
 */
export function keepKeyboard(element: () => HTMLElement | undefined, shown: () => unknown): void {
  let had = false;
  $effect.pre(() => {
    shown();
    had = element()?.contains(document.activeElement) === true;
  });
  $effect(() => {
    shown();
    const place = element();
    if (had && place?.contains(document.activeElement) === false) place.querySelector('button')?.focus();
  });
}
