import { exportDocument } from './export-document.js';

describe('exportDocument', () => {
  const document = exportDocument({
    contactId: 'c', exportedAt: '2026-11-20T23:30:00.000Z',
    parts: [
      { name: 'contact', rows: [{ name: '<script>alert("x")</script> & Søn', email: null, leftOn: '2026-02-01' }] },
      { name: 'labels', rows: [{ answers: [{ done: "Bodil's", effect: null }] }] },
      { name: 'unknown<b>', rows: [{ text: 'To\nlinjer', 'x<i>': true }] },
    ],
  });

  it('shows every value in Danish, and nothing that a browser would run or load', () => {
    expect(document).toContain('&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62; &#38; Søn');
    expect(document).toContain('<h2>Kontaktoplysninger</h2>');
    expect(document).toContain('<th scope="row">Stoppet</th><td>01-02-2026</td>');
    expect(document).toContain('Bodil&#39;s');
    expect(document).toContain('To<br>linjer');
    expect(document).toContain('Udskrevet 21-11-2026');
    expect(document).not.toMatch(/<(script|style|link|img|b|i)[\s>]| style=| on\w+=|null/);
  });
});
