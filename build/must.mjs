/**
 * @param {boolean} condition
 * @param {string} message what is wrong otherwise
 * @returns {asserts condition}
 */
export function must(condition, message) {
  if (!condition) throw new Error(message);
}
