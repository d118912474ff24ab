/** Acts on a click unless it is the second of a double click: that one lands on whatever has taken the place of the first. */
export function onFirstClick(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.detail < 2) act();
  };
}
