/** What electron-builder asks of the program that makes a Linux package. */

/** Words that stand alone; all others that begin with a dash have a value. */
const FLAGS = new Set(['--force', '--debug']);

/**
 * @typedef {object} Request what electron-builder asks for
 * @property {Map<string, string>} options by their names with dashes; the last one counts
 * @property {string[]} depends
 * @property {string[]} recommends
 * @property {{ from: string, to: string }[]} inputs what lies where once it is installed; `from` with a slash at its end means what is in it
 */

/**
 * @typedef {object} PackageFile
 * @property {string} place absolute path once installed
 * @property {string} file where it lies now
 * @property {boolean} isFolder
 */

/**
 * @param {string[]} words
 * @returns {Request}
 */
export function readRequest(words) {
  /** @type {Request} */
  const request = { options: new Map(), depends: [], recommends: [], inputs: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (FLAGS.has(word)) continue;
    if (!word.startsWith('-')) {
      const cut = word.lastIndexOf('=');
      request.inputs.push({ from: word.slice(0, cut), to: word.slice(cut + 1) });
      continue;
    }
    at++;
    const value = words[at] ?? '';
    if (word === '-d') request.depends.push(value);
    else if (word === '--deb-recommends') request.recommends.push(value);
    else request.options.set(word, value);
  }
  return request;
}

/**
 * @param {Request} request
 * @param {string} name
 * @returns {string}
 * @throws {Error} if electron-builder did not say it
 */
export function needed({ options }, name) {
  const value = options.get(name);
  if (value === undefined) throw new Error(`electron-builder did not say ${name}.`);
  return value;
}

/**
 * @param {Request} request
 * @returns {string} the project's address in the web; empty if it has none, for which a name stands that no host can have
 */
export function homepage(request) {
  const address = needed(request, '--url');
  return new URL(address).hostname.endsWith('.invalid') ? '' : address;
}
