import { commonPasswords } from './common-passwords.js';
import { passwordProblem } from './password.rules.js';

describe('a password', () => {
  let common: ReadonlySet<string>;
  beforeAll(async () => {
    common = await commonPasswords();
  });
  const words = ['Søborg', 'Søborg Kommune', 'Åse', 'Lund', 'aase', 'lund', 'Bo'];
  const codeOf = (password: string, hasSecondFactor = false) =>
    passwordProblem(password, { hasSecondFactor, words, common }, '/password')?.code ?? 'ok';

  it('is looked up in a list of more than 3,000', () => {
    expect(common.size).toBeGreaterThan(3_000);
  });

  it.each([
    ['', 'minLength'], ['kort', 'minLength'], ['fjorten tegn.!', 'minLength'], ['femten tegn nu.', 'ok'],
    ['🐝🐝🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧', 'minLength'], ['🐝🐻🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦', 'ok'],
    ['               ', 'common-password'], [' blyant cykel storm ', 'ok'], ['x'.repeat(257), 'maxLength'],
    [`blyant cykel ${'æ1'.repeat(121)}!`, 'ok'], ['Smørrebrød på Ærø?', 'ok'],
  ])('alone: "%s" is %s', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  it.each([
    ['syv.teg', 'minLength'], ['otte.teg', 'ok'], ['password', 'common-password'], ['kommunen', 'context-password'],
  ])('with a second factor: "%s" is %s', (password, code) => {
    expect(codeOf(password, true)).toBe(code);
  });

  it.each([
    'passwordpassword', 'PasswordPassword', 'password1234567', 'Password20262026', '!!!password!!!!', '1qaz2wsx3edc4rfv',
    'qwertyuiop12345', '123456789012345', 'aaaaaaaaaaaaaaa', 'abababababababab', 'Football2026!!!!', 'dragondragondrag',
  ])('that many have is refused: %s', (password) => {
    expect(codeOf(password)).toBe('common-password');
  });

  it.each([
    'Jobcenter2026!!', 'kommunekommune1', 'Søborg Kommune 1', 'soeborgkommune1', 'virksomhed-2026', 'haandslag12345!',
    'Håndslag-Håndslag', 'åse.lund.åse.lu', 'AaseLund2026!!!!', 'aaselund aaselund',
  ])('that is mainly a word everybody here tries is refused: %s', (password) => {
    expect(codeOf(password)).toBe('context-password');
  });

  it.each([
    'min kommune er den skønneste af alle', 'virksomhed med tre grønne køer', 'lunde er fugle fra Færøerne',
    'correct horse battery staple', '4711 0815 2342 9001 88', 'bo bor i en by med broer',
  ])('that only holds such a word, or none, is fine: %s', (password) => {
    expect(codeOf(password)).toBe('ok');
  });

  it('says what is wrong in Danish and English, at the field', () => {
    const problem = passwordProblem('kort', { hasSecondFactor: false, words, common }, '/new');
    expect(problem).toEqual({
      pointer: '/new', code: 'minLength', text: { da: 'Mindst 15 tegn.', en: 'At least 15 characters.' },
    });
  });
});
