let list: Promise<ReadonlySet<string>> | undefined;

/** About 49,000 passwords from leaked lists, lower case; unpacked when first asked for. */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return await list;
}
