/** Collects the values of a statement while its text is written: `` `id = ${p.add(id)}` `` gives `id = $1`. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
