/** What a reader needs: the data source, or the entity manager of an open transaction. */
export interface Queryable {
  query<T = unknown>(sql: string, parameters?: unknown[]): Promise<T>;
}
