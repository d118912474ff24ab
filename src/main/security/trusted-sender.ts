/** What is known about the frame a request came from. */
export interface Sender {
  /** Id of the window's web contents; calls are counted and cancelled per window. */
  readonly windowId: number;
  /** Origin as Chromium reports it; `null` in quotes for opaque ones, undefined when the frame is gone. */
  readonly origin: string | undefined;
  readonly isTopFrame: boolean;
}

/**
 * Says why a sender is not to be answered, or nothing if it may be: it must be of the trusted origin *and* the top
 * frame. A frame inside our page can share its origin, yet holds somebody else's content.
 */
export function whyUntrusted(sender: Sender, trustedOrigin: string): string | undefined {
  if (sender.origin === undefined) return 'the frame is gone';
  if (sender.origin !== trustedOrigin) return 'foreign origin';
  if (!sender.isTopFrame) return 'not the top frame';
  return undefined;
}
