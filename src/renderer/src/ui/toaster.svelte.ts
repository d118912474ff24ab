export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly text: string; readonly run: () => void } | undefined;
}

/** Long enough to read a line and reach the button, also by keyboard. */
const SHOWN_MS = 12_000;
/** More at once would cover what they are about. */
const MOST = 3;

/** Short notices at the window's corner. They leave by themselves; nothing important is told by them alone. */
export class Toaster {
  toasts = $state<Toast[]>([]);
  #next = 1;

  show(text: string, action?: Toast['action']): void {
    const id = this.#next++;
    this.toasts = [...this.toasts, { id, text, action }].slice(-MOST);
    setTimeout(() => {
      this.dismiss(id);
    }, SHOWN_MS);
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }
}
