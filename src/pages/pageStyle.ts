/** How every page looks: the system's letters, light and dark, one column that a phone can show. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1f; --pale: #5b5f66; --paper: #fff; --line: #d9dce1;
  --cited: #fff6d6; --edge: #a86500; --warn: #a4262c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ededf0; --pale: #a8adb6; --paper: #1b1c1f; --line: #3c4046;
    --cited: #383018; --edge: #f0b84a; --warn: #ff9a9f; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem .5rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .4rem; font-size: 1.05rem; line-height: 1.35; }
p, ol, ul { margin: 0 0 .6rem; }
ol { padding-left: 2.2rem; }
header { padding: 0 1.25rem 1rem; }
main { padding-bottom: 1rem; }
header p { margin: .35rem 0 0; }
.pale, footer { color: var(--pale); font-size: .9rem; }
.restricted { color: var(--warn); font-weight: 600; }
section { padding: .75rem 1rem; border-left: .25rem solid transparent; overflow-x: auto; }
section > :last-child { margin-bottom: 0; }
.cited { margin: .5rem 0; background: var(--cited); border-left-color: var(--edge); border-radius: .25rem; }
.label { margin: 0 0 .3rem; color: var(--edge); font-size: .85rem; font-weight: 600; }
.where { margin: 0 0 .3rem; color: var(--pale); font-size: .85rem; }
table { width: 100%; margin: 0 0 .6rem; border-collapse: collapse; font-size: .95rem; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--pale); font-size: .85rem; font-weight: 600; }
th, td:first-child { overflow-wrap: break-word; }
td:first-child { font-weight: 600; }
footer { border-top: 1px solid var(--line); padding: 1rem 1.25rem 0; }
.refusal { padding: 3rem 1.25rem; font-size: 1.1rem; }
.refusal h1 { margin-bottom: .75rem; font-size: 1rem; color: var(--pale); }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: .1rem 0; border: 0; }
  td[data-header]:not([data-header=""])::before { content: attr(data-header) ": "; color: var(--pale); font-weight: 400; }
}
`;
