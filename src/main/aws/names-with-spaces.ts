/**
 * Names of profile sections that contain a space. The SDK's parser passes over them without a word, so they have to
 * be found in the text itself to be able to say so. Profiles are `[profile NAME]` in the config file and `[NAME]` in
 * the credentials file.
 */
export function namesWithSpaces(purpose: 'config' | 'credentials', text: string): string[] {
  const section = purpose === 'config' ? /^\s*\[\s*profile\s([^\]]*)\]/ : /^\s*\[([^\]]*)\]/;
  const names = text
    .split(/\r?\n/)
    .map(
      (line) =>
        section
          .exec(line)?.[1]
          ?.trim()
          .replace(/^(["'])(.*)\1$/, '$2')
          .trim() ?? '',
    )
    .filter((name) => /\s/.test(name));
  return [...new Set(names)];
}
