import type { ProfileRef, ProfileSummary, Session } from '../../../preload/contract/shapes';
import type { Tone } from '../ui/tones';

/** A profile reference as one string, for lists and keys. */
export function profileId(ref: ProfileRef): string {
  return `${ref.origin}:${ref.name}`;
}

/** How a profile is called in the window. */
export function profileLabel(ref: ProfileRef): string {
  return ref.origin === 'environment' ? 'Environment variables' : ref.name;
}

const SESSION_WORDS: Record<Session['state'], { text: string; tone: Tone }> = {
  ready: { text: 'Ready', tone: 'positive' },
  mfa: { text: 'Asks for a code', tone: 'warning' },
  untested: { text: 'Not tested', tone: 'pending' },
  expired: { text: 'Expired', tone: 'negative' },
  'signed-out': { text: 'Signed out', tone: 'negative' },
  broken: { text: 'Cannot be used', tone: 'negative' },
};

/** Whether a profile can be used now, in two words. */
export function sessionNote(session: Session): { text: string; tone: Tone } {
  return SESSION_WORDS[session.state];
}

/** A profile as a row of the picker. */
export function profileOption(profile: ProfileSummary): {
  value: string;
  text: string;
  hint: string;
  note: { text: string; tone: Tone };
} {
  return {
    value: profileId(profile.ref),
    text: profileLabel(profile.ref),
    hint: profile.description,
    note: sessionNote(profile.session),
  };
}
