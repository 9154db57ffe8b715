import type { Role } from '../../kernel/permissions.js';

export const DEMO_PASSWORD = 'haandslag-demo';

export const DEMO_ACCOUNTS: readonly { id: string; email: string; name: string; role: Role }[] = [
  account(1, 'konsulent', 'Karen Konsulent', 'consultant'),
  account(2, 'taskforce', 'Thomas Taskforce', 'secretariat'),
  account(3, 'medlem', 'Mette Medlem', 'member'),
  account(4, 'leder', 'Lars Leder', 'manager'),
  account(5, 'admin', 'Anne Administrator', 'administrator'),
  account(6, 'laeser', 'Lone Læser', 'reader'),
];

function account(number: number, mailbox: string, name: string, role: Role) {
  return { id: `00000000-0000-7000-8000-00000000010${number}`, email: `${mailbox}@demo.invalid`, name, role };
}
