export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly text: string; readonly run: () => void } | undefined;
  /** Until somebody puts it away. */
  readonly stays: boolean;
}

/** Long enough to read a line and reach the button, also by keyboard. */
const SHOWN_MS = 12_000;
/** More at once of those that leave would cover what they are about. */
const MOST = 3;

/** Short notices at the window's corner. Most leave by themselves, and nothing important is told by these alone. */
export class Toaster {
  toasts = $state<Toast[]>([]);
  #next = 1;

  show(text: string, action?: Toast['action']): void {
    const id = this.#add(text, action, false);
    setTimeout(() => {
      this.dismiss(id);
    }, SHOWN_MS);
  }

  /** Shows what whoever looked away must find when they come back: it stays until it is put away. */
  keep(text: string, action?: Toast['action']): void {
    this.#add(text, action, true);
  }

  #add(text: string, action: Toast['action'], stays: boolean): number {
    const id = this.#next++;
    const all = [...this.toasts, { id, text, action, stays }];
    const leaving = all.filter((toast) => !toast.stays).slice(-MOST);
    this.toasts = all.filter((toast) => toast.stays || leaving.includes(toast));
    return id;
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}
