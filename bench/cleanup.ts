/** What a bench made and has to take away again: programs, databases, folders. */
export class Cleanup {
  private readonly steps: (() => Promise<void>)[] = [];
  private running: Promise<void> | undefined;

  add(undo: () => Promise<void>): void {
    this.steps.push(undo);
  }

  /** Undoes everything, the latest first, also what is added meanwhile; a step that fails does not stop the others. */
  run(): Promise<void> {
    return (this.running ??= this.undoAll());
  }

  private async undoAll(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step();
      } catch (error) {
        console.error('Cleaning up:', error);
        process.exitCode = 1;
      }
    }
  }
}
