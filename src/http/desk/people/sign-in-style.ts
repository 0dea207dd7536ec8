/** How the page of a sign-in link looks: the desk's colours, in one file with it, since nobody is let in to anything else yet. */
export const signInStyle = `
:root { color-scheme: light dark; --ground: #fff; --side: #f8f8f9; --line: #e4e5e9; --ink: #17191f; --soft: #4d5362;
  --accent: #3148c4; --hover: #263a9f; --accent-ink: #fff; --warning: #a34a00; --tint: #fdf0e2; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #121317; --side: #17191e; --line: #282b33; --ink: #eceef3; --soft: #bcc2cf;
    --accent: #92a4ff; --hover: #aab8ff; --accent-ink: #10142b; --warning: #f2a65a; --tint: #33261a; }
}
* { box-sizing: border-box; margin: 0; }
body { display: grid; place-items: center; min-height: 100dvh; padding: 24px 16px; background: var(--side); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", Ubuntu, sans-serif; }
main { display: grid; gap: 16px; width: min(440px, 100%); padding: 32px; border: 1px solid var(--line); border-radius: 12px; background: var(--ground); }
svg { width: 40px; height: 40px; padding: 8px; border-radius: 10px; background: var(--accent); fill: none; stroke: var(--accent-ink); stroke-width: 2; }
h1 { font-size: 1.25rem; line-height: 1.3; overflow-wrap: anywhere; text-wrap: balance; }
p { color: var(--soft); text-wrap: pretty; }
.small { font-size: .875rem; }
.warning { padding: 8px 12px; border-radius: 6px; background: var(--tint); color: var(--warning); }
button { width: 100%; min-height: 44px; padding: 0 16px; border: 0; border-radius: 6px; background: var(--accent); color: var(--accent-ink);
  font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: var(--hover); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
