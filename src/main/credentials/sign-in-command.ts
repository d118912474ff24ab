/** Characters that every shell leaves alone; a name made of these needs no quotes. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * The command that signs a profile in again, ready to paste into a shell: AWS CLI `aws sso login` for IAM Identity
 * Center, `aws login` for a console session. The profile is always named, so that `AWS_PROFILE` in the user's shell
 * cannot send the sign-in elsewhere.
 */
export function signInCommand(way: 'sso' | 'login', profileName: string): string {
  return `${way === 'sso' ? 'aws sso login' : 'aws login'} --profile ${shellQuoted(profileName)}`;
}

/** A word quoted for POSIX shells, if it needs to be. */
export function shellQuoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
