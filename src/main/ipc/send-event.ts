import * as v from 'valibot';
import { EVENTS, type EventPayload } from '../../preload/contract/events';
import { eventChannel, type EventName } from '../../preload/contract/names';
import { isOfOrigin } from '../security/origins';

/** The part of Electron's web contents that sending needs. */
export interface EventTarget {
  isDestroyed(): boolean;
  /** Address of the page now shown. */
  getURL(): string;
  send(channel: string, payload: unknown): void;
}

export interface EventSenderParts {
  /** The app's own windows as they are now. */
  readonly targets: () => readonly EventTarget[];
  /** Pages of another origin are sent nothing. */
  readonly trustedOrigin: string;
  readonly error: (text: string) => void;
}

/** To all of the app's windows, or to one of them (`only`). */
export type SendEvent = <N extends EventName>(name: N, payload: EventPayload<N>, only?: EventTarget) => void;

/** Sends checked events to the app's live windows that show our own page, and to nobody else. Never throws. */
export function createEventSender({ targets, trustedOrigin, error }: EventSenderParts): SendEvent {
  return (name, payload, only) => {
    const checked = v.safeParse(EVENTS[name], payload);
    if (!checked.success) {
      const places = checked.issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
      error(`event ${name} was not sent: not as agreed: ${places.join(', ')}`);
      return;
    }
    for (const target of only === undefined ? targets() : [only]) {
      if (!target.isDestroyed() && isOfOrigin(target.getURL(), trustedOrigin))
        target.send(eventChannel(name), checked.output);
    }
  };
}
