/**
 * Rows filled from one frame to the next until it is known how long that takes: few enough for a slow machine without a
 * graphics card.
 */
const FIRST_FILL = 4;
/** Never fewer: the last rows of a screen must not take for ever either. */
const LEAST_FILL = 2;
/** Never more: beyond a screen there is nothing to gain. */
const MOST_FILL = 40;
/**
 * What a frame that fills rows may take of the window's time (ms): a frame of a usual screen. The next one may hold twice as much text, and come
 * with work of other kinds.
 */
const FRAME_GOAL_MS = 16;
/** A frame shorter than this leaves room for more rows (ms). */
const FRAME_SHORT_MS = 8;
/** What becomes of the number of rows after a frame that was too long, and after a short one that used all it had. */
const FEWER = 0.6;
const MORE = 2;
/** After the view has jumped, rows wait for as many frames: one that comes in the second shows that it goes on jumping. */
const FRAMES_AFTER_JUMP = 2;

/** Calls back once the next frame has been laid out and painted, with how long that kept the window (ms). */
export type AfterFrame = (work: (took: number) => void) => void;

const afterNextFrame: AfterFrame = (work) => {
  requestAnimationFrame(() => {
    const began = performance.now();
    const { port1, port2 } = new MessageChannel();
    // A message to oneself comes after what is under way, which is this frame.
    port1.onmessage = () => {
      port1.close();
      work(performance.now() - began);
    };
    port2.postMessage(undefined);
  });
};

/**
 * How many rows a list may fill from one frame to the next, learned from how long the frames took: filling a whole screen at once would
 * keep a slow machine from answering for longer than one notices, and filling row by row would keep a fast one waiting.
 */
export class FillPace {
  #most = FIRST_FILL;
  #used = 0;
  #wantsTurn = false;
  #awaitsFrame = false;
  /** Frames in which nothing is filled yet. */
  #resting = 0;

  /**
   * @param onTurn rows that had to wait may be filled
   * @param afterFrame another way to wait for frames, for tests
   */
  constructor(
    private readonly onTurn: () => void,
    private readonly afterFrame = afterNextFrame,
  ) {}

  /** How many more rows may be filled before the next frame. */
  get left(): number {
    return this.#resting > 0 ? 0 : Math.max(this.#most - this.#used, 0);
  }

  /**
   * To be told that the view shows other rows altogether. While it goes on so, from frame to frame, nothing is filled: it would be gone in
   * the next.
   */
  jumped(): void {
    this.#resting = FRAMES_AFTER_JUMP;
    this.#wantsTurn = true;
    this.#awaitFrame();
  }

  /** To be told how many rows were filled, and whether there are others that had to wait. */
  filled(rows: number, isMoreWaiting: boolean): void {
    this.#used += rows;
    this.#wantsTurn ||= isMoreWaiting;
    if (rows > 0 || isMoreWaiting) this.#awaitFrame();
  }

  #awaitFrame(): void {
    if (this.#awaitsFrame) return;
    this.#awaitsFrame = true;
    this.afterFrame((took) => {
      this.#awaitsFrame = false;
      if (this.#used > 0) this.#learn(took);
      this.#used = 0;
      if (this.#resting > 0) this.#resting -= 1;
      if (this.#resting > 0) {
        this.#awaitFrame();
        return;
      }
      if (!this.#wantsTurn) return;
      this.#wantsTurn = false;
      this.onTurn();
    });
  }

  #learn(took: number): void {
    if (took > FRAME_GOAL_MS) this.#most = Math.max(Math.floor(this.#most * FEWER), LEAST_FILL);
    else if (took < FRAME_SHORT_MS && this.#used >= this.#most) this.#most = Math.min(this.#most + MORE, MOST_FILL);
  }
}
