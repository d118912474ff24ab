/** Whether a JSON text has more signs outside its strings than so many. Quotes count: a string is a part, however short. */
export function hasMoreParts(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    if (++signs > most) return true;
    if (text[at] === '"') at = endOfString(text, at + 1);
  }
  return false;
}

/** Where the string ends that begins here; the end of the text if it does not. */
function endOfString(text: string, from: number): number {
  for (let at = from; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\' && quote - 1 - escapes >= from) escapes++;
    if (escapes % 2 === 0) return quote;
    at = quote + 1;
  }
}
